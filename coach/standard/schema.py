"""A standard as values: fields of clauses, scenarios, findings and flags. Read from YAML by `loading`."""

from collections.abc import Mapping
from dataclasses import dataclass

from coach.standard.kinds import Check

VERDICTS: Mapping[str, tuple[str, ...]] = {
    "scenario": ("intake", "delay", "escalation", "closure", "check_in", "working"),
    "ownership": ("strong", "partial", "weak", "not_applicable"),
    "acknowledgment": ("impact_first", "issue_first", "late", "missing", "not_applicable"),
    "closure": ("complete", "partial", "missing", "not_applicable"),
    "expectations": ("bounded", "vague", "unbounded", "not_applicable"),
    "language": ("plain", "jargon"),
    "tone": ("warm", "neutral", "cold"),
}
"""Every field that a standard judges, in the order of judging, with its values (RUBRIC)."""

DIMENSIONS: Mapping[str, str] = {
    "ownership": "ownership",
    "acknowledgment": "acknowledgment",
    "closure": "closure",
    "expectations": "expectations",
    "language": "plain_language",
    "tone": "tone",
}
"""Fields that are scored, and the name of their dimension."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One rule: where `check` holds and no earlier clause did, the field has this verdict, because of this."""

    name: str
    verdict: str
    check: Check
    because: str


@dataclass(frozen=True, slots=True)
class FieldRule:
    """How one field is judged: the first clause that holds decides. `scores` 0 to 1, None where it does not count."""

    name: str
    clauses: tuple[Clause, ...]
    scores: Mapping[str, float | None]
    weights: Mapping[str, float]
    """The weight (0 to 1) of the finding that each verdict makes; absent: nothing to improve."""
    unsure_below: float


@dataclass(frozen=True, slots=True)
class Scenario:
    """What a kind of reply owes the client. `counts` weighs dimensions; `not_applicable` says why others do not."""

    means: str
    counts: Mapping[str, float]
    not_applicable: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FlagRule:
    """Which findings are put forward: weight times confidence from `threshold`, at most so many a reply."""

    threshold: float
    at_most: int
    only_where: Mapping[str, Check]
    """By finding code: a condition without which it raises no flag."""


@dataclass(frozen=True, slots=True)
class Standard:
    """One version of an MSP's service philosophy. `hash` covers the file's content;"""

    name: str
    version: str
    title: str
    hash: str
    source: str
    fields: tuple[FieldRule, ...]
    scenarios: Mapping[str, Scenario]
    bands: tuple[tuple[float, str], ...]
    """Least score and name, best first."""
    flags: FlagRule

    def band(self, score: float) -> str:
        """The name of the band of a score from 0 to 1."""
        return next(name for least, name in self.bands if score >= least)
