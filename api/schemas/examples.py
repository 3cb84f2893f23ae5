"""Examples for the OpenAPI document; a test sends each of them."""

from typing import Any

SCORE: dict[str, Any] = {
    "id": "ticket-4711-note-2",
    "context": [{"author": "client", "text": "Our scanner stopped sending to e-mail and payroll is due at noon."}],
    "reply": "Hi Dana, I see payroll hangs on this. I'm resetting the scanner's mailbox now and will call you by 11.",
}

REPLY: dict[str, Any] = {
    "connection": "manual",
    "ticket": "4711",
    "note_kind": "public_note",
    "note_id": "2",
    "created_at": "2026-05-04T09:12:00Z",
    "technician": "sam",
    "client": "harbor-dental",
    "contact": "dana",
    "text": SCORE["reply"],
    "format": "text",
    "origin": "human",
    "thread": [{"author": "client", "text": SCORE["context"][0]["text"], "at": "2026-05-04T09:01:00Z"}],
}

STORED: dict[str, Any] = {
    "key": "r_5f0c8e4d2a",
    "version": 1,
    "outcome": "new",
    "review": "/api/v1/replies/r_5f0c8e4d2a",
}

LINE: dict[str, Any] = {
    "id": "ticket-4711-note-2",
    "text": SCORE["reply"],
    "sentences": [
        {"start": 0, "end": 37, "moves": ["acknowledge_impact"], "probabilities": {"acknowledge_impact": 0.85}},
        {
            "start": 38,
            "end": 102,
            "moves": ["own", "timeline", "follow_up"],
            "probabilities": {"own": 0.85, "timeline": 0.85, "follow_up": 0.72},
        },
    ],
    "need": "problem",
    "facts": {
        "to_own": True,
        "next_step": "writer",
        "acts": "firm",
        "closes": False,
        "outcome": False,
        "settles": False,
        "confirmed": False,
        "waits": False,
        "hands_over": False,
        "unprompted": False,
        "client_upset": False,
        "impact_stated": True,
        "tone": "neutral",
        "jargon": False,
    },
    "ownership": "strong",
    "acknowledgment": "impact_first",
    "closure": "not_applicable",
    "scenario": "intake",
    "tone": "neutral",
    "language": "plain",
    "unsure": [],
    "findings": [],
    "scores": {
        "ownership": 100.0,
        "acknowledgment": 100.0,
        "closure": None,
        "expectations": 100.0,
        "plain_language": 100.0,
        "tone": 80.0,
    },
    "overall": 98.0,
    "flags": [],
    "unscored": None,
    "made_by": {
        "standard": "ticket-coach",
        "standard_version": "1",
        "standard_hash": "3fa0f66c8223f4ac",
        "model": "rules",
        "model_version": "1",
    },
}

ERROR: dict[str, Any] = {
    "error": {
        "code": "input_invalid",
        "message": "unknown field",
        "place": "thread.0.colour",
        "remedy": "leave it out; /api/v1/openapi.json lists what can be sent",
    }
}
