"""From verdicts to scores: what counts in a scenario, the weighted mean, doubt, and the words of a reason."""

from dataclasses import replace
from typing import Any

import pytest

from coach.standard.loading import load_standard, read_standard
from coach.standard.schema import DIMENSIONS, VERDICTS, Standard
from coach.standard.score import LONGEST_QUOTE, judge
from coach.types.reading import Answer, NextStep, Reading
from coach.types.review import Score
from tests.standard.readings import reading

STANDARD = load_standard()
OWNS: dict[str, Any] = {"acts": "firm", "next_step": "writer"}
OPENS = reading(("I see it fails.", "acknowledge_issue"), ("I'll swap it by 3.", "own timeline"), **OWNS)
CLOSES = reading(("I swapped it.", "fix"), ("Done.", "resolved"), acts="firm", closes=True, outcome=True, settles=True)
SCENARIOS = {
    "intake": OPENS,
    "closure": CLOSES,
    "working": reading(("Which one?", "ask"), first=False),
    "escalation": reading(("Ravi has it.", "handoff"), hands_over=True, next_step="named"),
    "delay": reading(("Still waiting.", "status"), waits=True, first=False),
    "check_in": reading(("Does it hold?", "verify"), unprompted=True, first=False, need="none"),
}


def test_a_case_of_every_scenario() -> None:
    assert {name: judge(read, STANDARD).verdicts["scenario"].value for name, read in SCENARIOS.items()} == {
        name: name for name in VERDICTS["scenario"]
    }


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_scenario_decides_which_dimensions_count(name: str) -> None:
    score = judge(SCENARIOS[name], STANDARD)
    for rule in STANDARD.fields:
        if rule.name in DIMENSIONS:
            dimension = DIMENSIONS[rule.name]
            counts = dimension in STANDARD.scenarios[name].counts
            assert score.dimensions[dimension] == (rule.scores[score.verdicts[rule.name].value] if counts else None)


def test_a_closing_reply_owes_no_time_and_an_opening_one_no_close() -> None:
    assert judge(CLOSES, STANDARD).dimensions["expectations"] is None
    assert judge(OPENS, STANDARD).dimensions["closure"] is None
    assert judge(CLOSES, STANDARD).dimensions["closure"] == 0


@pytest.mark.parametrize("name", SCENARIOS)
def test_overall_is_the_weighted_mean_of_what_counts(name: str) -> None:
    score = judge(SCENARIOS[name], STANDARD)
    weights = STANDARD.scenarios[name].counts
    counted = {d: value for d, value in score.dimensions.items() if value is not None}
    mean = sum(weights[d] * value for d, value in counted.items()) / sum(weights[d] for d in counted)
    assert score.overall == pytest.approx(mean)


def test_overall_by_hand() -> None:
    """Intake: ownership 3 x 1, acknowledgment 3 x 0.7, expectations 2 x 1, language 1 x 1, tone 1 x 0.8, over 10."""
    assert judge(OPENS, STANDARD).overall == pytest.approx(0.89)


def test_with_nothing_that_counts_there_is_no_overall_score() -> None:
    bare = _with("counts: {ownership: 3, acknowledgment: 3, expectations: 2, plain_language: 1, tone: 1}", "counts: {}")
    score = judge(OPENS, bare)
    assert score.overall is None
    assert set(score.dimensions.values()) == {None}


def _with(before: str, after: str) -> Standard:
    """The shipped standard with the first `before` replaced."""
    assert before in STANDARD.source
    return read_standard(STANDARD.source.replace(before, after, 1).encode(), "ours.yaml")


@pytest.mark.parametrize("rule", [r for r in STANDARD.fields if r.unsure_below], ids=lambda r: r.name)
def test_a_verdict_below_its_confidence_is_unsure(rule: Any) -> None:
    for sure in (0.5, rule.unsure_below - 0.01, rule.unsure_below + 0.01, 0.99):
        score = judge(_promise(sure), STANDARD)
        assert (rule.name in score.unsure) == (score.verdicts[rule.name].confidence < rule.unsure_below)


def test_doubt_comes_from_the_clause_that_nearly_decided() -> None:
    """That a team goes on, just under one half, would have made it partial: that doubt stays with the verdict."""
    sure = _promise(0.9)
    unclear = replace(sure, facts=replace(sure.facts, next_step=Answer(NextStep.WRITER, 0.55)))
    for read, confidence in ((sure, 0.9), (unclear, 0.55)):
        verdict = judge(read, STANDARD).verdicts["ownership"]
        assert (verdict.value, verdict.confidence) == ("strong", pytest.approx(confidence))


def _promise(sure: float) -> Reading:
    return reading(("I swapped it.", "fix"), ("I'll call.", "own"), sure=sure, **OWNS)


@pytest.mark.parametrize(("length", "cut"), [(LONGEST_QUOTE, False), (LONGEST_QUOTE + 1, True), (500, True)])
def test_a_long_quote_is_cut(length: int, cut: bool) -> None:
    promise = "I'll " + "x" * (length - 5)
    reason = _reason(judge(reading((promise, "own"), **OWNS), STANDARD))
    quote = reason.split("“")[1].rstrip("”")
    assert len(quote) == min(length, LONGEST_QUOTE)
    assert quote.endswith("…") is cut
    assert promise.startswith(quote.rstrip("…"))


def _reason(score: Score) -> str:
    return score.verdicts["ownership"].reason


def test_a_quote_is_one_line() -> None:
    assert "“I'll swap it.”" in _reason(judge(reading(("I'll\n  swap\tit.", "own"), **OWNS), STANDARD))


def test_braces_in_a_reply_are_just_text() -> None:
    assert "“I'll {quote} {0}.”" in _reason(judge(reading(("I'll {quote} {0}.", "own"), **OWNS), STANDARD))


def test_a_finding_for_every_verdict_and_weight_only_where_something_lacks() -> None:
    score = judge(CLOSES, STANDARD)
    assert [f.code for f in score.findings] == [f"{r.name}_{score.verdicts[r.name].value}" for r in STANDARD.fields]
    weights = {f.code: f.weight for f in score.findings}
    assert weights["ownership_strong"] == 0
    assert weights["closure_missing"] > 0


def test_judging_twice_is_the_same() -> None:
    for read in SCENARIOS.values():
        assert judge(read, STANDARD) == judge(read, STANDARD)
