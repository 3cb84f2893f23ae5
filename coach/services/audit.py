"""An audit of the reader and the standard on one's own replies: what moves a verdict that should not."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from coach.engine import Engine
from coach.errors import InputError
from coach.services.audit_cases import Condescension, Gaming, condescension, gaming
from coach.services.audit_drift import Drift, Profile, drift, profile
from coach.services.audit_figures import Calibration, calibration, rank_correlation
from coach.services.audit_flips import Flips, all_flips
from coach.services.evaluating import Agreement, Labels, agreement, labels_of
from coach.services.wording import CORE
from coach.types.review import Provenance, Review
from coach.types.ticket import Reply

Line = tuple[str, Reply, Labels]
"""Id, reply and labels of one input line, as `read_labels` gives them."""
DIGITS = 4


@dataclass(frozen=True, slots=True)
class LengthBias:
    """Spearman's correlation of the overall score with the characters of own words; None for too few or all alike."""

    replies: int
    correlation: float | None


@dataclass(frozen=True, slots=True)
class AuditReport:
    """Everything that an audit found. `calibration` and `agreement` are of the lines that carry labels, if any do."""

    made_by: Provenance
    seed: int
    replies: int
    scored: int
    labelled: int
    flips: tuple[Flips, ...]
    gaming: tuple[Gaming, ...]
    condescension: Condescension
    length: LengthBias
    calibration: tuple[Calibration, ...]
    agreement: Agreement | None
    drift: Drift

    def as_json(self) -> Any:
        """The same in dicts and lists, shares to four digits; what is not a number is null."""
        return _plain(self)


def audit(
    engine: Engine, lines: Sequence[Line], *, swaps: int = 2000, seed: int = 7, trained_on: Profile | None = None
) -> AuditReport:
    """Audits the engine on these lines; the same lines, engine and seed give the same report.

    `swaps` pairs of names are tried, and a quarter as many of each other kind. `trained_on`: the profile of the data
    that the reader learnt from. InputError where no line can be scored.
    """
    replies = [reply for _, reply, _ in lines]
    reviews = list(engine.review_many(replies))
    known = dict(zip(replies, reviews, strict=True))

    def review(reply: Reply) -> Review:
        return known.get(reply) or engine.review(reply)

    scored = [(name, reply) for name, reply, _ in lines if known[reply].score]
    if not scored:
        raise InputError("no reply that can be scored", where="lines", remedy="give replies in English")
    labelled = [
        (said, each) for (_, _, said), each in zip(lines, reviews, strict=True) if said.verdicts or said.sentences
    ]
    return AuditReport(
        made_by=engine.made_by,
        seed=seed,
        replies=len(lines),
        scored=len(scored),
        labelled=len(labelled),
        flips=all_flips(scored, review, swaps=swaps, seed=seed),
        gaming=gaming(review, seed=seed),
        condescension=condescension(review),
        length=length_bias(reviews),
        calibration=tuple(each for field in CORE if (each := calibrated(field, labelled)) is not None),
        agreement=agreement([(said, labels_of(each)) for said, each in labelled]) if labelled else None,
        drift=drift(profile(replies, reviews), trained_on),
    )


def length_bias(reviews: Sequence[Review]) -> LengthBias:
    """Over the reviews with an overall score."""
    found = [
        (sum(len(sentence.span) for sentence in review.sentences if sentence.own), review.score.overall)
        for review in reviews
        if review.score is not None and review.score.overall is not None
    ]
    return LengthBias(len(found), rank_correlation([length for length, _ in found], [score for _, score in found]))


def calibrated(field: str, labelled: Sequence[tuple[Labels, Review]]) -> Calibration | None:
    """Over the scored replies that carry this label; None where there are none."""
    return calibration(
        field,
        [
            (verdict.confidence, verdict.value == said.verdicts[field])
            for said, review in labelled
            if review.score is not None and field in said.verdicts
            for verdict in (review.score.verdicts[field],)
        ],
    )


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, float):
        return round(value, DIGITS) if math.isfinite(value) else None
    return value
