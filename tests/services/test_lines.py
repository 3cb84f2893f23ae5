"""One line of JSON in, one out: what is taken, what is refused by name, and where the turns of a text begin."""

from typing import Any

import pytest

from coach.engine import Engine
from coach.errors import InputError
from coach.moves.rules import RulesTagger
from coach.services.lines import VERDICTS, as_line, read_line, spoken_turns
from coach.standard.loading import load_standard
from coach.standard.schema import DIMENSIONS
from coach.types.ticket import Author, Reply, Turn

CLIENT, TECHNICIAN = Author.CLIENT, Author.TECHNICIAN
KEYS = [
    "id", "text", "sentences", "need", "facts", "ownership", "acknowledgment", "closure", "scenario", "tone",
    "language", "unsure", "findings", "scores", "overall", "flags", "unscored", "made_by",
]  # fmt: skip
BAD: list[tuple[Any, str]] = [
    (None, "line"),
    (["reply"], "line"),
    ({}, "reply"),
    ({"reply": None}, "reply"),
    ({"reply": 7}, "reply"),
    ({"reply": "a\x00b"}, "reply"),
    ({"reply": "a\ud800b"}, "reply"),
    ({"reply": "a", "id": True}, "id"),
    ({"reply": "a", "id": {}}, "id"),
    ({"reply": "a", "format": "rtf"}, "format"),
    ({"reply": "a", "context": 5}, "context"),
    ({"reply": "a", "context": {"author": "client"}}, "context"),
    ({"reply": "a", "context": "x\x00"}, "context"),
    ({"reply": "a", "context": ["x"]}, "context[0]"),
    (
        {"reply": "a", "context": [{"author": "client", "text": "x"}, {"author": "boss", "text": "x"}]},
        "context[1].author",
    ),
    ({"reply": "a", "context": [{"author": [], "text": "x"}]}, "context[0].author"),
    ({"reply": "a", "context": [{"author": "client"}]}, "context[0].text"),
    ({"reply": "a", "context": [{"author": "client", "text": "x", "mood": 1}]}, "context[0]"),
]
SPOKEN = [
    ("", []),
    ("  \n ", []),
    ("It is down.", [(CLIENT, "It is down.")]),
    ("Customer: It is down.\nAgent: Try again.", [(CLIENT, "It is down."), (TECHNICIAN, "Try again.")]),
    ("customer:  It is\n\ndown.\ntechnician: ok", [(CLIENT, "It is\n\ndown."), (TECHNICIAN, "ok")]),
    ("Hello there\nAgent: ok", [(CLIENT, "Hello there"), (TECHNICIAN, "ok")]),
    ("Subject: Printer\nCustomer: It is down.", [(CLIENT, "It is down.")]),
    ("Ticket: 12\nIt is down.", [(CLIENT, "It is down.")]),
    ("The agent: a story\nof a customer: me", [(CLIENT, "The agent: a story\nof a customer: me")]),
    ("Client: a\nClient: b", [(CLIENT, "a"), (CLIENT, "b")]),
    ("Agent:", [(TECHNICIAN, "")]),
]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(RulesTagger(), load_standard())


@pytest.mark.parametrize(("line", "where"), BAD, ids=[repr(line) for line, _ in BAD])
def test_a_bad_line_is_refused_by_name(line: Any, where: str) -> None:
    with pytest.raises(InputError) as caught:
        read_line(line)
    assert caught.value.where == where
    assert caught.value.remedy


@pytest.mark.parametrize(("context", "turns"), SPOKEN, ids=[repr(context) for context, _ in SPOKEN])
def test_the_turns_of_a_text(context: str, turns: list[tuple[Author, str]]) -> None:
    assert [(turn.author, turn.text) for turn in spoken_turns(context)] == turns


def test_what_scoring_does_not_need_is_passed_over() -> None:
    turn = {"author": "client", "text": "It is down.", "at": "2026-03-02T09:00:00Z"}
    labels = {"position": "first", "ownership": "weak", "technician": "sam"}
    name, reply = read_line({"id": 7, "reply": "ok", "context": [turn], **labels})
    assert (name, reply) == ("7", Reply("ok", (Turn(CLIENT, "It is down."),)))


def test_a_line_without_id_and_context_stands_alone() -> None:
    assert read_line({"reply": " ok\r\n"}) == ("", Reply(" ok\r\n"))
    assert read_line({"reply": "ok", "context": None}) == ("", Reply("ok"))


def test_html_becomes_plain_text_once() -> None:
    assert read_line({"reply": "<p>Fish &amp; chips</p>", "format": "html"})[1].text.strip() == "Fish & chips"
    assert read_line({"reply": "a &amp; b"})[1].text == "a &amp; b"


@pytest.mark.parametrize("text", ["I'll look into it.", "👍", ""])
def test_a_line_has_the_keys_that_are_promised(engine: Engine, text: str) -> None:
    line = as_line("n", engine.review(Reply(text)))
    assert list(line) == KEYS
    assert list(line["scores"]) == list(DIMENSIONS.values())
    assert set(VERDICTS) < set(line)
    assert set(line["made_by"]) == {"standard", "standard_version", "standard_hash", "model", "model_version"}


def test_scores_are_hundreds_and_offsets_code_points(engine: Engine) -> None:
    text = "🙂🙂 Hi Dana! I'll look into it."
    line = as_line("n", engine.review(Reply(text, (Turn(CLIENT, "It is down."),))))
    assert [text[s["start"] : s["end"]] for s in line["sentences"]][-1] == "I'll look into it."
    assert (line["scores"]["ownership"], line["ownership"]) == (0.0, "weak")
    assert 0 <= line["overall"] <= 100
    assert line["overall"] == round(line["overall"], 1)
    (weak,) = (f for f in line["findings"] if f["code"] == "ownership_weak")
    assert set(weak) == {"code", "dimension", "verdict", "reason", "evidence"}
    assert [text[e["start"] : e["end"]] for e in weak["evidence"]] == ["I'll look into it."]
