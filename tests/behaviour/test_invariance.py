"""Invariance: what must not matter does not."""

import inspect
from dataclasses import fields

import pytest

from coach.engine import Engine
from coach.types.ticket import Reply, Turn
from tests.behaviour.said import BROKEN, FIELDS, reply, verdicts

REPLIES = [
    "I'm sorry about that. I'm resetting it now and will call you by 3 pm.",
    "I'll look into it.",
    "What is the serial number of the printer?",
    "I've reset it. Can you confirm that it prints? Reply here if it stops again.",
    "You'll need to call the printer company.",
]
AROUND = {
    "signature": "{}\n\nSam Carter\nService Desk Engineer\nHarbour IT\n+44 1632 960123\nwww.harbour-it.example",
    "quoted mail": "{}\n\nOn Mon, 2 Mar 2026 at 09:12, Dana Reed wrote:\n> I'll look into it, you said.",
    "original message": "{}\n\n-----Original Message-----\nFrom: Dana Reed\nTo: Help\nSubject: printer\n\nIt is down!",
    "disclaimer": "{}\n\nThis email and any attachments are confidential and intended solely for the addressee.",
    "greeting": "Hi Dana,\n\n{}",
    "white space": "\n\n  {}  \n\n",
    "line ends": "{}\r\n",
}
ORDER = {"strong": 2, "partial": 1, "weak": 0, "warm": 2, "neutral": 1, "cold": 0}
ANGRY = "This is ridiculous! " + BROKEN + " I am furious and this is the third time."


@pytest.mark.parametrize("text", REPLIES)
@pytest.mark.parametrize("around", AROUND)
def test_what_stands_around_a_reply_changes_no_verdict(tables: Engine, text: str, around: str) -> None:
    bare = verdicts(tables.review(reply(text, BROKEN)))
    assert verdicts(tables.review(reply(AROUND[around].format(text), BROKEN))) == bare


def test_what_stands_around_a_reply_hardly_ever_moves_the_shipped_reader(engine: Engine) -> None:
    """What is left out moves nothing; a greeting and a name signed with are read, and may move one in twenty."""
    moved = {}
    for text in REPLIES:
        bare = verdicts(engine.review(reply(text, BROKEN)))
        for around, form in AROUND.items():
            found = verdicts(engine.review(reply(form.format(text), BROKEN)))
            moved[text, around] = {name for name in FIELDS if found[name] != bare[name]}
    assert not any(names for (_, around), names in moved.items() if around not in ("greeting", "signature"))
    assert sum(map(len, moved.values())) <= 0.05 * len(moved) * len(FIELDS), moved


@pytest.mark.parametrize("text", REPLIES)
def test_an_angry_client_lowers_no_verdict_on_how_the_reply_owns_and_sounds(tables: Engine, text: str) -> None:
    calm, angry = (verdicts(tables.review(reply(text, message))) for message in (BROKEN, ANGRY))
    for name in ("ownership", "tone"):
        assert ORDER[angry[name]] >= ORDER[calm[name]]
    assert {n: angry[n] for n in FIELDS if n != "acknowledgment"} == {
        n: calm[n] for n in FIELDS if n != "acknowledgment"
    }


@pytest.mark.parametrize("text", REPLIES)
def test_what_the_client_quotes_below_changes_nothing(engine: Engine, text: str) -> None:
    """A client's mail brings along what the technician wrote before; only the client's own words are heard."""
    quoting = BROKEN + "\n\nOn Mon, 2 Mar 2026 at 08:00, Sam Carter wrote:\n> Thanks, it works now. No rush."
    assert verdicts(engine.review(reply(text, quoting))) == verdicts(engine.review(reply(text, BROKEN)))


@pytest.mark.parametrize("one", ["Sam", "Priya", "Oluwaseun"])
def test_the_name_signed_with_changes_nothing(engine: Engine, one: str) -> None:
    for text in REPLIES:
        signed, other = (verdicts(engine.review(reply(f"{text}\n\n{who}", BROKEN))) for who in (one, "Alex"))
        assert signed == other


def test_who_wrote_it_is_no_input() -> None:
    """The scorer is given texts, sides and order; there is no place for a technician's name or record."""
    assert {f.name for f in fields(Reply)} == {"text", "thread"}
    assert {f.name for f in fields(Turn)} == {"author", "text", "at"}
    assert list(inspect.signature(Engine.review).parameters) == ["self", "reply"]


def test_straight_and_curly_apostrophes_say_the_same(engine: Engine) -> None:
    for text in REPLIES:
        assert verdicts(engine.review(reply(text.replace("'", "’"), BROKEN))) == verdicts(
            engine.review(reply(text, BROKEN))
        )
