"""Texts made to be slow are scored in about a second all the same: nothing takes the square of a text's length."""

import time

import pytest

from coach.engine import LONGEST_OWN_TEXT as N
from coach.engine import Engine
from tests.behaviour.said import reply

AT_MOST = 8.0
"""Seconds of processor for one reply: under one by itself, some more under coverage on a slow machine. What takes the
square of the length takes half a minute."""
PIECES = {
    "one letter": "a",
    "letters and stops": "a.",
    "short sentences": "a. ",
    "questions": "?",
    "spaced questions": "? ",
    "digits": "1",
    "spaced digits": "1 ",
    "handles": "@someone, ",
    "at signs": "@",
    "quotes": '"',
    "spaced quotes": '" ',
    "curly quotes": "“",
    "apostrophes": "'",
    "contractions": "I'll ",
    "brackets": "(",
    "smilies": ";)",
    "dollars": "$",
    "greetings": "Hi, ",
    "greetings run on": "hi ",
    "names": "Abc ",
    "dashes": "-",
    "hyphens": "a-",
    "ratios": "1:1",
    "commitments": "I will fix it and ",
    "looks": "I'll look into it ... ",
    "ways back": "let us know if you need anything else ",
    "reported": '"if not you said I will" ',
    "conditions": "if ",
    "negations": "not ",
    "lines": "a\n",
    "quoted lines": "> a\n",
    "tags": "<p>",
    "angles": "<",
    "escaped": "&gt;",
    "links": "http://a.example ",
    "www": "www.",
    "addresses": "x@y.example ",
    "headers": "From: a\n",
    "mail heads": "On Mon, a wrote:\n",
    "pictures": "[cid:",
    "bars": "|",
    "rules": "--\nSam\n",
    "signatures": "Sam Support Engineer\n",
    "emoji": "👍a",
    "paths": "\\\\a",
    "slashes": "/a",
    "numbers": "1.",
    "accents": "é",
    "long words": "w" * 200 + " ",
    "blanks": " ",
    "no-break": "a\u00a0",
    "ellipses": "…",
    "underscores": "_a",
}


def _seconds(engine: Engine, text: str, *client: str) -> float:
    begin = time.process_time()
    review = engine.review(reply(text, *client))
    taken = time.process_time() - begin
    assert not (review.unscored or "").startswith("failed")
    return taken


@pytest.mark.parametrize("name", PIECES)
def test_nothing_else_on_both_sides(engine: Engine, name: str) -> None:
    piece = PIECES[name]
    text = (piece * (N // len(piece)))[:N]
    assert _seconds(engine, text) + _seconds(engine, "I'm resetting it now.", text) < AT_MOST


@pytest.mark.parametrize("name", PIECES)
def test_a_reply_that_begins_well(engine: Engine, name: str) -> None:
    piece = PIECES[name]
    text = ("I'm resetting it now. " + piece * (N // len(piece)))[: N - 1].rstrip() + "."
    assert _seconds(engine, text) < AT_MOST


def test_a_long_thread(engine: Engine) -> None:
    assert _seconds(engine, "I'm resetting it now.", *[f"It is still down, number {n}." for n in range(3000)]) < AT_MOST


@pytest.mark.parametrize("name", ["blanks", "short sentences", "spaced questions", "quoted lines"])
def test_what_is_not_scored_may_be_longer(engine: Engine, name: str) -> None:
    """A client's message and quoted mail have no greatest length of their own."""
    much = PIECES[name] * (5 * N // len(PIECES[name]))
    assert _seconds(engine, "I'm resetting it now.", much) < 3 * AT_MOST
    assert _seconds(engine, "I'm resetting it now.\n\n> " + much) < 3 * AT_MOST
