"""`POST /api/v1/score`: the line of `coach score --jsonl`, and nothing kept."""

import json

from api.schemas.examples import SCORE
from coach.engine import Engine
from coach.services.scoring import score_lines
from tests.api.conftest import Desk


def test_answers_with_the_line_that_the_command_writes(desk: Desk, engine: Engine) -> None:
    (line,) = score_lines([json.dumps(SCORE).encode()], engine)
    assert isinstance(line, str)
    answer = desk("sam", "POST", "/api/v1/score", json=SCORE)
    assert (answer.status_code, answer.json()) == (200, json.loads(line))


def test_says_the_same_twice_and_keeps_nothing(desk: Desk) -> None:
    first, second = (desk("admin", "POST", "/api/v1/score", json=SCORE).content for _ in range(2))
    assert first == second
    assert desk("admin", "GET", "/api/v1/replies?connection=manual&ticket=").status_code == 422
    assert desk("admin", "GET", "/api/v1/flags").json() == {"items": [], "next": None}


def test_reads_context_as_one_text_or_as_turns(desk: Desk) -> None:
    turns = {"reply": "I'm on it.", "context": [{"author": "client", "text": "VPN is down"}]}
    spoken = {"reply": "I'm on it.", "context": "Customer: VPN is down"}
    one, other = (desk("sam", "POST", "/api/v1/score", json=body).json() for body in (turns, spoken))
    assert one == other
    assert one["need"] == "problem"


def test_html_is_made_plain_and_offsets_count_its_text(desk: Desk) -> None:
    body = {"reply": "<p>I&rsquo;ll reset it by 3 pm.</p>", "format": "html"}
    line = desk("sam", "POST", "/api/v1/score", json=body).json()
    assert line["text"].strip() == "I’ll reset it by 3 pm."
    assert [line["text"][s["start"] : s["end"]] for s in line["sentences"]] == ["I’ll reset it by 3 pm."]


def test_what_cannot_be_scored_is_answered_with_its_reason(desk: Desk) -> None:
    reasons = {
        "": "no_own_words",
        " \n ": "no_own_words",
        "👍": "no_own_words",
        "Bonjour, je regarde cela tout de suite et je vous rappelle demain matin.": "not_english",
        "I am on it. " * 2000: "too_long",
    }
    for reply, reason in reasons.items():
        line = desk("sam", "POST", "/api/v1/score", json={"reply": reply}).json()
        assert (line["unscored"], line["ownership"], line["overall"]) == (reason, None, None)


def test_a_bare_closing_is_scored(desk: Desk) -> None:
    line = desk("sam", "POST", "/api/v1/score", json={"reply": "Resolved."}).json()
    assert (line["unscored"], line["closure"]) == (None, "missing")


def test_position_is_taken_and_changes_nothing(desk: Desk) -> None:
    lines = [
        desk("sam", "POST", "/api/v1/score", json={"reply": "I'm on it."} | more).json()
        for more in ({}, {"position": "first"}, {"position": 3})
    ]
    assert lines[0] == lines[1] == lines[2]
