"""What is put forward to a person: little, sure, and a missing acknowledgment only where it hurt."""

from dataclasses import replace

import pytest

from coach.engine import Engine
from coach.standard.loading import read_standard
from coach.types.reading import Need
from coach.types.review import Review
from coach.types.ticket import Reply
from tests.behaviour.said import reply

MISSING = "acknowledgment_missing"
PLAIN = "The label printer shows error 5 and prints nothing."
FIRM = "I'm replacing the printer at 3 pm today."
HURTS = {
    "impact": "The label printer stopped working and we cannot ship a single order.",
    "feeling": "The label printer stopped working. I am really frustrated.",
    "chase": "Any update on the label printer? I still have heard nothing.",
}


@pytest.fixture(scope="module")
def reviews(engine: Engine, desk: tuple[Reply, ...]) -> list[Review]:
    return list(engine.review_many(desk))


def _codes(review: Review) -> list[str]:
    return [flag.code for flag in review.flags]


def test_at_most_one_a_reply_and_by_no_means_all(reviews: list[Review]) -> None:
    flagged = [review for review in reviews if review.flags]
    assert max(len(review.flags) for review in reviews) == 1
    assert 0 < len(flagged) < 0.35 * len(reviews)


def test_a_flag_is_a_finding_heavy_enough_and_sure(engine: Engine, reviews: list[Review]) -> None:
    for review in reviews:
        assert review.score
        findings = {f.code: f for f in review.score.findings}
        for flag in review.flags:
            finding = findings[flag.code]
            assert flag.severity == finding.weight * finding.confidence >= engine.standard.flags.threshold
            assert (flag.reason, flag.evidence) == (finding.reason, finding.evidence)
            assert finding.code.removesuffix(f"_{finding.verdict}") not in review.score.unsure


def test_an_unsure_verdict_raises_no_flag(engine: Engine, desk: tuple[Reply, ...]) -> None:
    """With a bar that no verdict reaches everything is unsure, and nothing is flagged."""
    fields = tuple(replace(rule, unsure_below=1.1) for rule in engine.standard.fields)
    doubting = replace(engine, standard=replace(engine.standard, fields=fields))
    for given in desk:
        review = doubting.review(given)
        assert review.score
        assert len(review.score.unsure) == len(fields)
        assert review.flags == ()


def test_the_standard_says_how_many(engine: Engine, desk: tuple[Reply, ...]) -> None:
    for at_most in (0, 2):
        source = engine.standard.source.replace("at_most: 1", f"at_most: {at_most}")
        other = replace(engine, standard=read_standard(source.encode(), "ours.yaml"))
        assert max(len(other.review(given).flags) for given in desk) == at_most


def test_a_missing_acknowledgment_is_flagged_only_where_it_hurt(reviews: list[Review]) -> None:
    seen = 0
    for review in reviews:
        if MISSING in _codes(review):
            seen += 1
            assert review.reading
            facts = review.reading.facts
            hurt = facts.impact_stated.value or facts.client_upset.value
            assert hurt or review.reading.need.value in (Need.FEELING, Need.CHASE)
    assert seen


@pytest.mark.parametrize("why", HURTS)
def test_stated_impact_a_feeling_or_a_chase_is_flagged(tables: Engine, why: str) -> None:
    """Under a threshold that the tables' confidence reaches."""
    flags = replace(tables.standard.flags, threshold=0.5)
    eager = replace(tables, standard=replace(tables.standard, flags=flags))
    assert _codes(eager.review(reply(FIRM, HURTS[why], after="Hello."))) == [MISSING]
    assert _codes(eager.review(reply(FIRM, PLAIN))) == []


def test_a_plain_problem_is_a_finding_and_no_flag(engine: Engine) -> None:
    review = engine.review(reply(FIRM, PLAIN))
    assert review.score
    assert review.score.verdicts["acknowledgment"].value == "missing"
    assert MISSING in {f.code for f in review.score.findings if f.weight}
    assert MISSING not in _codes(review)


def test_a_good_reply_is_met_with_silence(engine: Engine) -> None:
    good = "I know this is stopping you from shipping orders. I'm replacing the printer now and will call you by 3 pm."
    assert engine.review(reply(good, HURTS["impact"])).flags == ()
