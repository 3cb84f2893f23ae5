"""One reply as a line of JSON: what goes in and what comes out, on the command line and over HTTP alike."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from coach.errors import InputError
from coach.standard.schema import DIMENSIONS
from coach.text import plain_text
from coach.types.reading import Facts, Reading
from coach.types.review import Review, Score
from coach.types.text import Span
from coach.types.ticket import Author, Reply, Turn

VERDICTS = ("ownership", "acknowledgment", "closure", "scenario", "tone", "language")
_SPEAKERS = {
    "customer": Author.CLIENT,
    "client": Author.CLIENT,
    "agent": Author.TECHNICIAN,
    "technician": Author.TECHNICIAN,
}
_TURN = re.compile(r"^(customer|client|agent|technician):[ \t]?", re.IGNORECASE | re.MULTILINE)
_TITLE = re.compile(r"^(?:ticket|subject):[^\n]*\n?", re.IGNORECASE)
Line = dict[str, Any]


def read_line(line: Any) -> tuple[str, Reply]:
    """The id (empty where there is none) and the reply of one input line. Raises InputError naming the field.

    `context` is a text with `Customer:` / `Agent:` turns, or a list of {"author", "text"}. Fields that scoring does not
    need, `position` and labels among them, are passed over.
    """
    if not isinstance(line, dict):
        raise InputError("no JSON object", where="line", remedy='write {"id": …, "reply": …}')
    name = line.get("id", "")
    if not isinstance(name, str | int) or isinstance(name, bool):
        raise InputError("neither text nor number", where="id", remedy="give a text")
    reply = _text(line.get("reply"), "reply")
    form = line.get("format", "text")
    if form not in ("text", "html"):
        raise InputError(f"unknown format {form!r}", where="format", remedy="use text or html")
    return str(name), Reply(plain_text(reply, format=form), _thread(line.get("context")))


def _text(raw: Any, where: str) -> str:
    if not isinstance(raw, str):
        raise InputError("no text", where=where, remedy="give a text")
    if "\x00" in raw:
        raise InputError("a NUL character", where=where, remedy="send text without NUL characters")
    if any("\ud800" <= c <= "\udfff" for c in raw):
        raise InputError("half a surrogate pair", where=where, remedy="send valid Unicode")
    return raw


def _thread(context: Any) -> tuple[Turn, ...]:
    if context is None:
        return ()
    if isinstance(context, str):
        return spoken_turns(_text(context, "context"))
    if not isinstance(context, list):
        raise InputError("neither a text nor a list", where="context", remedy="give turns")
    return tuple(_turn(raw, f"context[{i}]") for i, raw in enumerate(context))


def _turn(raw: Any, where: str) -> Turn:
    if not isinstance(raw, dict) or set(raw) - {"author", "text", "at"}:
        raise InputError("no turn", where=where, remedy='write {"author": "client" or "technician", "text": …}')
    if raw.get("author") not in list(Author):
        raise InputError(
            f"unknown author {raw.get('author')!r}", where=f"{where}.author", remedy="use client or technician"
        )
    return Turn(Author(raw["author"]), _text(raw.get("text"), f"{where}.text"))


def spoken_turns(context: str) -> tuple[Turn, ...]:
    """The turns of a text with `Customer:` / `Agent:` lines; without them all of it is the client's message."""
    marks = list(_TURN.finditer(context))
    before = _TITLE.sub("", context[: marks[0].start()] if marks else context).strip()
    turns = [Turn(Author.CLIENT, before)] if before else []
    ends = [mark.start() for mark in marks[1:]] + [len(context)]
    for mark, end in zip(marks, ends, strict=False):
        text = context[mark.end() : end].strip()
        turns.append(Turn(_SPEAKERS[mark[1].lower()], text))
    return tuple(turns)


def as_line(name: str, review: Review) -> Line:
    """The output line of one review. Offsets count code points of `text`; an unscored one has null verdicts."""
    reading, score = review.reading, review.score
    return {
        "id": name,
        "text": review.text,
        "sentences": _sentences(review),
        "need": reading.need.value.value if reading else None,
        "facts": _facts(reading),
        **{field: score.verdicts[field].value if score else None for field in VERDICTS},
        "unsure": list(score.unsure) if score else [],
        "findings": _findings(score),
        "scores": {name: _hundred(score.dimensions[name] if score else None) for name in DIMENSIONS.values()},
        "overall": _hundred(score.overall if score else None),
        "flags": [
            {"code": f.code, "dimension": f.dimension, "severity": round(f.severity, 4), "reason": f.reason,
             "evidence": _places(f.evidence)}
            for f in review.flags
        ],
        "unscored": review.unscored,
        "made_by": made_by(review),
    }  # fmt: skip


def made_by(review: Review) -> Mapping[str, str]:
    p = review.made_by
    return {
        "standard": p.standard, "standard_version": p.standard_version, "standard_hash": p.standard_hash,
        "model": p.model, "model_version": p.model_version,
    }  # fmt: skip


def _sentences(review: Review) -> list[Line]:
    if review.reading is None:
        return [{"start": s.span.start, "end": s.span.end, "moves": [], "probabilities": {}} for s in review.sentences]
    return [
        {
            "start": s.span.start,
            "end": s.span.end,
            "moves": [m.value for m in s.moves],
            "probabilities": {m.value: round(p, 4) for m, p in s.probabilities.items()},
        }
        for s in review.reading.sentences
    ]


def _facts(reading: Reading | None) -> Line:
    return {f.name: getattr(reading.facts, f.name).value if reading else None for f in fields(Facts)}


def _findings(score: Score | None) -> list[Line]:
    return [
        {
            "code": f.code,
            "dimension": f.dimension,
            "verdict": f.verdict,
            "reason": f.reason,
            "evidence": _places(f.evidence),
        }
        for f in (score.findings if score else ())
    ]


def _places(spans: Sequence[Span]) -> list[Line]:
    return [{"start": span.start, "end": span.end} for span in spans]


def _hundred(score: float | None) -> float | None:
    return None if score is None else round(100 * score, 1)
