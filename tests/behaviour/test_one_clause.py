"""One clause of the standard edited in a copy moves its own field's verdicts, and those of fields that name it."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from coach.engine import Engine
from coach.standard.loading import SHIPPED, load_standard
from coach.standard.schema import DIMENSIONS
from coach.standard.score import judge
from coach.types.reading import Reading
from coach.types.review import Score
from coach.types.ticket import Reply
from tests.behaviour.said import FIELDS

SOURCE = SHIPPED.read_text(encoding="utf-8")
TREE = yaml.safe_load(SOURCE)["fields"]
EDITS = {
    "scenario": ("- fact_is: {unprompted: true}", "- fact_is: {unprompted: false}"),
    "ownership": ("- fact_is: {to_own: false}", "- fact_is: {to_own: false, outcome: true}"),
    "acknowledgment": ("first: [acknowledge_issue], then: [fix, ask, status]", "first: [courtesy], then: [fix, ask]"),
    "closure": ("- fact_is: {closes: false}", "- fact_is: {closes: false, outcome: false}"),
    "expectations": ("- move_present: [vague_timeline]", "- move_present: [vague_timeline, own]"),
    "language": ("- fact_is: {jargon: true}", "- fact_is: {jargon: false}"),
    "tone": ("- fact_is: {tone: [cold]}", "- fact_is: {tone: [neutral]}"),
}
"""A clause of each field, and what becomes of it."""


def test_an_edit_for_every_field() -> None:
    assert set(EDITS) == set(FIELDS)


def _depend_on(field: str) -> set[str]:
    """The field and those of which a clause names it."""
    named = {
        name for name, rule in TREE.items() if any(f"'verdict_is': {{'{field}'" in str(c) for c in rule["clauses"])
    }
    return {field} | named


@pytest.fixture(scope="module")
def readings(engine: Engine, desk: tuple[Reply, ...]) -> list[Reading]:
    return [review.reading for review in engine.review_many(desk) if review.reading]


@pytest.mark.parametrize("field", EDITS)
def test_only_its_verdicts_move(engine: Engine, readings: list[Reading], tmp_path: Path, field: str) -> None:
    before, after = EDITS[field]
    assert before in SOURCE
    copy = tmp_path / "ours.yaml"
    copy.write_text(SOURCE.replace(before, after, 1), encoding="utf-8")
    edited = load_standard(copy)
    moved = {
        name
        for reading in readings
        for name, same in _compared(judge(reading, engine.standard), judge(reading, edited)).items()
        if not same
    }
    assert field in moved, "the edit moves nothing, so the test shows nothing"
    assert moved <= _depend_on(field)


def _compared(first: Score, second: Score) -> dict[str, bool]:
    """By field: the same verdict, reason, evidence and confidence, and where the scenario stayed the same score."""
    stayed = first.verdicts["scenario"].value == second.verdicts["scenario"].value
    return {
        name: first.verdicts[name] == second.verdicts[name]
        and (not stayed or name not in DIMENSIONS or _dimension(first, name) == _dimension(second, name))
        for name in FIELDS
    }


def _dimension(score: Score, name: str) -> float | None:
    return score.dimensions[DIMENSIONS[name]]


def test_another_standard_reads_the_same(engine: Engine, desk: tuple[Reply, ...], tmp_path: Path) -> None:
    """A standard judges; moves, need and facts are the reader's alone."""
    copy = tmp_path / "ours.yaml"
    copy.write_text(SOURCE.replace(*EDITS["ownership"], 1), encoding="utf-8")
    edited = replace(engine, standard=load_standard(copy))
    assert all(engine.review(given).reading == edited.review(given).reading for given in desk[:100])
