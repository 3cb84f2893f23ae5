"""Evidence is what decided: where one sentence does, without it the verdict is another."""

from collections.abc import Iterator

import pytest

from coach.engine import Engine
from coach.types.review import Review, Verdict
from coach.types.text import Span
from coach.types.ticket import Reply
from tests.behaviour.said import FIELDS

HAS = {
    "impact_before_the_work": "acknowledge_impact",
    "issue_before_the_work": "acknowledge_issue",
    "apology_before_the_work": "apology",
    "checked_and_open": "verify",
    "checked_only": "verify",
    "way_back_only": "",
}
"""Clauses that rest on a sentence, and the move of the one that decides; empty: any that it points to."""


@pytest.fixture(scope="module")
def reviews(engine: Engine, desk: tuple[Reply, ...]) -> list[Review]:
    return list(engine.review_many(desk))


def _deciding(review: Review, verdict: Verdict) -> list[Span]:
    """The sentences of the evidence that carry the move on which the clause rests."""
    assert review.reading
    of = {s.span: {m.value for m in s.moves} for s in review.reading.own}
    return [span for span in verdict.evidence if HAS[verdict.clause] in of[span] or not HAS[verdict.clause]]


def _decided_by_one(reviews: list[Review]) -> Iterator[tuple[Review, Verdict, Span]]:
    for review in reviews:
        assert review.score
        for verdict in review.score.verdicts.values():
            if verdict.clause in HAS:
                deciding = _deciding(review, verdict)
                if len(deciding) == 1:
                    yield review, verdict, deciding[0]


def _without(review: Review, span: Span) -> Reply:
    assert review.reading
    text = review.text
    return Reply(text[: span.start] + text[span.end :].lstrip(" "), review.reading.reply.thread)


def test_without_the_sentence_that_decides_the_verdict_is_another(engine: Engine, reviews: list[Review]) -> None:
    """Over the demo desk: acknowledgments ahead of the work, and closings with a check or a way back."""
    kept, tried = [], 0
    for review, verdict, span in _decided_by_one(reviews):
        found = engine.review(_without(review, span))
        tried += 1
        clause = found.score.verdicts[verdict.field].clause if found.score else "unscored"
        if clause == verdict.clause:
            kept.append((verdict.clause, span.of(review.text)))
    assert tried >= 30
    assert len(kept) <= 0.1 * tried, kept


def test_a_verdict_that_points_to_one_sentence_hangs_on_it(engine: Engine, reviews: list[Review]) -> None:
    """Over every field and clause; where another sentence says the same again, the verdict may well stay.

    A fact that the reader has of the whole reply can outlive the sentence that shows it: hence one in twenty.
    """
    kept, tried = [], 0
    for review in reviews:
        assert review.score
        for verdict in review.score.verdicts.values():
            if len(verdict.evidence) == 1:
                tried += 1
                found = engine.review(_without(review, verdict.evidence[0]))
                if found.score and found.score.verdicts[verdict.field].clause == verdict.clause:
                    kept.append((verdict.field, verdict.clause, verdict.evidence[0].of(review.text)))
    assert tried >= 200
    assert len(kept) <= 0.05 * tried, kept


def test_evidence_is_whole_own_sentences_in_order(reviews: list[Review]) -> None:
    for review in reviews:
        assert review.reading
        assert review.score
        own = [s.span for s in review.reading.own]
        for name in FIELDS:
            evidence = review.score.verdicts[name].evidence
            assert list(evidence) == [span for span in own if span in set(evidence)]


def test_a_reason_that_quotes_has_evidence(reviews: list[Review]) -> None:
    """An empty quotation would tell a technician nothing."""
    for review in reviews:
        assert review.score
        for verdict in review.score.verdicts.values():
            assert "“”" not in verdict.reason, verdict
            assert "{quote}" not in verdict.reason, verdict
