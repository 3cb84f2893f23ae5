"""What the standard says of a reading, and the review that keeps it with its provenance."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coach.types.reading import Reading
from coach.types.text import Sentence, Span


@dataclass(frozen=True, slots=True)
class Verdict:
    """One field's value, why, where, and how sure. `evidence` is empty where something is missing."""

    field: str
    value: str
    reason: str
    evidence: tuple[Span, ...] = ()
    confidence: float = 1.0
    clause: str = ""
    """The name of the standard's clause that decided."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A shortcoming worth words. `weight` (0 to 1) times confidence decides whether it becomes a flag."""

    code: str
    dimension: str
    verdict: str
    reason: str
    evidence: tuple[Span, ...] = ()
    weight: float = 0.0
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Score:
    """A reading judged by a standard. Scores run from 0 to 1; None where the dimension does not count here."""

    verdicts: Mapping[str, Verdict]
    findings: tuple[Finding, ...]
    dimensions: Mapping[str, float | None]
    overall: float | None
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flag:
    """A finding put forward to a person."""

    code: str
    dimension: str
    severity: float
    reason: str
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made a review. The same text, thread and provenance give the same review to the last bit."""

    standard: str
    standard_version: str
    standard_hash: str
    model: str
    model_version: str


@dataclass(frozen=True, slots=True)
class Review:
    """Everything said of one reply. `unscored` carries the reason where there is no reading and no score."""

    text: str
    input_hash: str
    made_by: Provenance
    sentences: tuple[Sentence, ...] = ()
    reading: Reading | None = None
    score: Score | None = None
    flags: tuple[Flag, ...] = field(default=())
    unscored: str | None = None
