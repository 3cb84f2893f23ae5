"""What a condition answers: how likely it holds, and the sentences that say so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coach.types.reading import Move, TaggedSentence
from coach.types.text import Span

JUST_NOT = 0.4999


@dataclass(frozen=True, slots=True)
class Outcome:
    """`probability` 0 to 1; the condition holds from one half. `evidence` in the order of the text."""

    probability: float
    evidence: tuple[Span, ...] = ()

    @property
    def holds(self) -> bool:
        return self.probability >= 0.5


@dataclass(frozen=True, slots=True)
class Judged:
    """What earlier fields of the same standard came to: verdict and confidence by field."""

    values: Mapping[str, tuple[str, float]]


def certain(holds: bool) -> Outcome:
    return Outcome(1.0 if holds else 0.0)


def chosen(probability: float, *, said: bool) -> float:
    """How likely a condition on an answer holds: what is likeliest of several holds, though it be under one half."""
    return max(probability, 0.5) if said else min(1.0 - probability, JUST_NOT)


def likelihood(sentence: TaggedSentence, moves: Iterable[Move]) -> float:
    """How likely the sentence carries one of the moves: the likeliest of them."""
    return max((sentence.probabilities.get(move, 0.0) for move in moves), default=0.0)


def spans(sentences: Iterable[TaggedSentence]) -> tuple[Span, ...]:
    return tuple(sorted({s.span for s in sentences}))


def carries(sentence: TaggedSentence, moves: frozenset[Move]) -> bool:
    return not moves.isdisjoint(sentence.moves)
