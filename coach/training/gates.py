"""What a new reader must not be worse at than the one in use, measured in one run on what neither was taught."""

from collections.abc import Mapping, Sequence

from coach.engine import Engine
from coach.services.evaluating import Agreement, Labels, agreement, labels_of
from coach.training.challenge import examine
from coach.training.labelled import ChallengeReply, LabelledReply
from coach.types.text import Span

SLACK = 0.01
"""A figure may fall by so much: less than two teachings of the same reader differ by."""
FIELDS = ("ownership", "acknowledgment", "closure", "scenario", "tone", "language")


def agreement_on(engine: Engine, data: Sequence[LabelledReply]) -> Agreement:
    """With labelled replies of the project's own form."""
    reviews = engine.review_many(one.heard for one in data)
    return agreement([(_labels(one), labels_of(review)) for one, review in zip(data, reviews, strict=True)])


def _labels(one: LabelledReply) -> Labels:
    said = tuple((Span(s.start, s.end), frozenset(move.value for move in s.moves)) for s in one.sentences)
    return Labels({field: getattr(one, field) for field in FIELDS}, said)


def gates(
    engine: Engine, held_back: Mapping[str, Sequence[LabelledReply]], asked: Sequence[ChallengeReply]
) -> dict[str, float]:
    """Figures by name, each the better the higher: kappas and moves by set of replies, shares of the challenge."""
    found: dict[str, float] = {}
    for name, data in held_back.items():
        measured = agreement_on(engine, data)
        found |= {f"{name}: {field.field} kappa": field.kappa for field in measured.fields}
        found[f"{name}: moves micro-F1"] = measured.moves_micro_f1
    return found | {f"challenge: {each.kind}": each.share for each in examine(engine, asked)}


def worse(now: Mapping[str, float], then: Mapping[str, float], slack: float = SLACK) -> list[str]:
    """The gates at which `then` falls short of `now`, in words."""
    return [f"{name}: {value:.3f} → {then[name]:.3f}" for name, value in now.items() if then[name] < value - slack]
