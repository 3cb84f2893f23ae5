"""Figures of a reader on desks held back, for its card: agreement, calibration, and what it leaves to a person."""

import random
from collections.abc import Sequence
from typing import Any

from coach.engine import Engine
from coach.services.audit_figures import calibration
from coach.services.wording import CORE
from coach.training.challenge import examine
from coach.training.gates import agreement_on
from coach.training.labelled import ChallengeReply, LabelledReply
from coach.types.reading import Move

RARE_SHARE = 0.03
"""Impact is acknowledged in so few real replies; in the training data in more."""
SEED = 7
Figures = dict[str, Any]


def figures(engine: Engine, held_back: Sequence[LabelledReply], asked: Sequence[ChallengeReply]) -> Figures:
    """All of it, rounded, ready to be written down."""
    rare = as_rare(held_back)
    return {
        "replies": len(held_back),
        "agreement": agreed(engine, held_back),
        "calibration": calibrated(engine, held_back),
        "with_3_percent_acknowledged_impact": {
            "replies": len(rare), "agreement": agreed(engine, rare), "calibration": calibrated(engine, rare)
        },
        "challenge": {each.kind: [each.right, each.of] for each in examine(engine, asked)},
    }  # fmt: skip


def as_rare(data: Sequence[LabelledReply]) -> list[LabelledReply]:
    """The replies, but of those that acknowledge an impact only so many that they are 3%."""
    with_impact = [one for one in data if any(Move.ACKNOWLEDGE_IMPACT in s.moves for s in one.sentences)]
    names = {one.id for one in with_impact}
    others = [one for one in data if one.id not in names]
    kept = random.Random(SEED).sample(with_impact, min(len(with_impact), round(len(others) * RARE_SHARE / 0.97)))
    return [*others, *kept]


def agreed(engine: Engine, data: Sequence[LabelledReply]) -> Figures:
    """Kappa with its interval, macro-F1, recall by label and the share that is sure, by field; moves."""
    found = agreement_on(engine, data)
    fields = {
        f.field: {
            "kappa": round(f.kappa, 3), "interval": [round(f.low, 3), round(f.high, 3)],
            "macro_f1": round(f.macro_f1, 3),
            "recall": {label: round(share, 2) for label, share in f.recall.items()}, "sure": round(f.sure_share, 3),
            "sure_kappa": round(f.sure_kappa, 3),
        }
        for f in found.fields
    }  # fmt: skip
    moves = {each.move: [round(each.f1, 3), each.support] for each in found.moves}
    return {
        "fields": fields,
        "moves_micro_f1": round(found.moves_micro_f1, 3),
        "moves_macro_f1": round(found.moves_macro_f1, 3),
        "moves": moves,
    }


def calibrated(engine: Engine, data: Sequence[LabelledReply]) -> dict[str, float]:
    """By core field: the expected calibration error of the verdict's confidence, 0 to 1."""
    reviews = [review.score for review in engine.review_many(one.heard for one in data)]
    found = {}
    for field in CORE:
        said = [(s.verdicts[field], getattr(one, field)) for s, one in zip(reviews, data, strict=True) if s]
        measured = calibration(field, [(verdict.confidence, verdict.value == label) for verdict, label in said])
        found[field] = round(measured.error, 3) if measured else 0.0
    return found
