"""Any text in any thread is reviewed or unscored, never a fault, and every place and probability is within bounds."""

import json
import os
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.engine import Engine, input_hash
from coach.services.lines import as_line, read_line
from coach.services.scoring import dump
from coach.types.review import Review
from coach.types.ticket import Author, Reply, Turn

SOAK = bool(os.environ.get("COACH_SOAK"))
EXAMPLES = settings(
    max_examples=2000 if SOAK else 120,
    deadline=None,
    derandomize=not SOAK,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
PIECES = st.sampled_from(
    [
        "I'll fix it",
        "sorry",
        "by 3 pm",
        "?",
        "!",
        ".",
        "...",
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "\t",
        "> ",
        "--",
        "-- \n",
        "“",
        "”",
        '"',
        "'",
        "’",
        "if",
        "not",
        "you said",
        "On Mon, Dana wrote:",
        "From: a@b.example",
        "@dana",
        "http://x.example/?a=1",
        "\\\\srv\\share",
        "10.0.1.2",
        "1.",
        "(iv)",
        "👍🏽",
        "👨‍👩‍👧",
        "\u202e",
        "\u200b",
        "\ufeff",
        "\x1b[2J",
        "<br>",
        "<p>",
        "</div>",
        "<blockquote>",
        "[cid:x]",
        "&gt;",
        "İ",
        "ß",
        "ﬁ",
        "e\u0301",
        "𝒜",
        "\x85",
        "\u2028",
        "\x0b",
        "好的",
        "Hi",
        "Sam",
        "{quote}",
    ]
)
CHARACTERS = st.characters(exclude_categories=["Cs"])
TEXTS = st.text(CHARACTERS) | st.lists(PIECES | st.text(CHARACTERS, max_size=3), max_size=25).map("".join)
TURNS = st.builds(Turn, st.sampled_from(Author), TEXTS)
REPLIES = st.builds(Reply, TEXTS, st.lists(TURNS, max_size=4).map(tuple))


def _places(review: Review) -> list[Any]:
    assert review.reading
    assert review.score
    said = [*review.score.verdicts.values(), *review.score.findings, *review.flags]
    return [s.span for s in review.sentences] + [span for each in said for span in each.evidence]


def _probabilities(review: Review) -> list[float]:
    assert review.reading
    assert review.score
    facts = review.reading.facts
    sure = [getattr(facts, name).probability for name in type(facts).__dataclass_fields__]
    moves = [p for s in review.reading.sentences for p in s.probabilities.values()]
    confidence = [v.confidence for v in review.score.verdicts.values()] + [f.severity for f in review.flags]
    scores = [d for d in [*review.score.dimensions.values(), review.score.overall] if d is not None]
    return [*sure, *moves, *confidence, *scores, review.reading.need.probability]


@EXAMPLES
@given(given_reply=REPLIES)
def test_it_is_reviewed_within_bounds(engine: Engine, given_reply: Reply) -> None:
    review = engine.review(given_reply)
    assert not (review.unscored or "").startswith("failed")
    assert (review.text, review.input_hash) == (given_reply.text, input_hash(given_reply))
    assert (review.score is None) == (review.reading is None) == (review.unscored is not None)
    spans = [s.span for s in review.sentences]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.of(review.text) == span.of(review.text).strip() != "" for span in spans)
    if review.score:
        assert all(0 <= span.start < span.end <= len(review.text) for span in _places(review))
        assert all(0 <= p <= 1 for p in _probabilities(review))
        assert all(s.moves for s in review.reading.sentences)  # type: ignore[union-attr]


@EXAMPLES
@given(given_reply=REPLIES)
def test_it_is_the_same_again(engine: Engine, given_reply: Reply) -> None:
    assert engine.review(given_reply) == engine.review(given_reply)


@EXAMPLES
@given(given_reply=REPLIES)
def test_its_line_is_json_with_offsets_in_code_points(engine: Engine, given_reply: Reply) -> None:
    written = dump(as_line("n", engine.review(given_reply)))
    line = json.loads(written.encode("utf-8"))
    assert "\n" not in written
    assert line["text"] == given_reply.text
    for place in [*line["sentences"], *(e for f in (*line["findings"], *line["flags"]) for e in f["evidence"])]:
        quote = line["text"][place["start"] : place["end"]]
        assert quote
        assert quote == quote.strip()


@EXAMPLES
@given(text=TEXTS, turns=st.lists(TURNS, max_size=3), tail=TEXTS)
def test_what_is_read_is_what_was_sent(text: str, turns: list[Turn], tail: str) -> None:
    context = [{"author": t.author.value, "text": t.text} for t in turns]
    line = json.loads(json.dumps({"id": tail, "reply": text, "context": context}))
    if "\x00" not in text + "".join(t.text for t in turns):
        assert read_line(line) == (tail, Reply(text, tuple(turns)))
