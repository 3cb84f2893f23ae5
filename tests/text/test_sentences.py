"""Where sentences begin and end, and what every split keeps to."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.text import own_words, split
from coach.types.text import Span
from tests.text.examples import examples

FRAGMENTS = [
    "I reset it. ",
    "On Tue, 4 Jun 2024, Ben wrote:\n",
    "> quoted\n",
    "From: Ben\nSent: today\nTo: me\n",
    "\n",
    "\n\n",
    "-- \n",
    "Regards,\nSofia\nSupport Engineer\n",
    "<p>",
    "</p>",
    "<br>",
    "<blockquote>",
    "1. Open it\n",
    "https://a.test/b. ",
    "👍",
    "e.g. ",
    "[cid:image001.png]",
    "2024-06-04 09:12:44 ERROR x\n",
    "\r\n",
    "\u2028",
    "\x85",
    "\u200b",
    "...",
    "?!",
    "DISCLAIMER: x\n",
]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join))


@pytest.mark.parametrize(("text", "expected"), examples("sentences"))
def test_splits(text: str, expected: list[str]) -> None:
    own = (Span(0, len(text)),) if text else ()
    assert [sentence.span.of(text) for sentence in split(text, own)] == expected


def test_what_is_not_own_is_split_too() -> None:
    text = "It is fixed. Bye.\n\nOn 4 Jun 2024, Ben wrote:\n> Down. Again."
    sentences = split(text, own_words(text))
    assert [(s.span.of(text), s.own) for s in sentences] == [
        ("It is fixed.", True),
        ("Bye.", True),
        ("On 4 Jun 2024, Ben wrote:", False),
        ("> Down.", False),
        ("Again.", False),
    ]


def test_tags_are_sentences_of_their_own() -> None:
    text = "<p>It is fixed.</p><p>Bye</p>"
    assert [(s.span.of(text), s.own) for s in split(text, own_words(text))] == [
        ("<p>", False),
        ("It is fixed.", True),
        ("</p><p>", False),
        ("Bye", True),
        ("</p>", False),
    ]


@given(TEXTS)
def test_own_spans_are_ordered_and_trimmed(text: str) -> None:
    spans = own_words(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() for span in spans)


@given(TEXTS)
def test_sentences_cover_every_character_once(text: str) -> None:
    own = own_words(text)
    sentences = split(text, own)
    assert all(s.span.start < s.span.end and s.span.of(text) == s.span.of(text).strip() for s in sentences)
    assert all(left.span.end <= right.span.start for left, right in pairwise(sentences))
    assert "".join("".join(s.span.of(text).split()) for s in sentences) == "".join(text.split())
    inside = {s.own for s in sentences for o in own if o.start <= s.span.start and s.span.end <= o.end}
    assert inside <= {True}


@given(TEXTS)
def test_the_same_text_gives_the_same_sentences(text: str) -> None:
    assert split(text, own_words(text)) == split(text, own_words(text))


HOSTILE = [
    "From: x\n",
    "> \n",
    "--\n",
    "_",
    "https://",
    "[cid:",
    "e.g. ",
    "1. ",
    "..",
    "On x:\n",
    "Sofia\n",
    "555-",
    "! 👍",
    "( ",
    "<br",
    "Ticket 1",
    "www.",
    ". ",
    "a@",
    "Re: ",
    "x.y.",
    "A\n\n",
    "<p> ",
    "Street 1 ",
    "the\n",
    "*",
    "=",
    "👍",
    '."',
    "| ",
]


def seconds(text: str) -> float:
    started = time.perf_counter()
    split(text, own_words(text))
    return time.perf_counter() - started


@pytest.mark.parametrize("unit", [">", "a ", "On ", "<div>", "\n", "\r\n"])
def test_two_megabytes_take_no_time(unit: str) -> None:
    assert seconds(unit * (2_000_000 // len(unit))) < 12


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_with_length_alone(unit: str) -> None:
    assert seconds(unit * (200_000 // len(unit))) < 12
