"""What one technician's replies show."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from coach.errors import InputError, NotFoundError
from coach.services.checks import check_text, in_utc
from coach.services.records import Caller, TechnicianSummary, VerdictShares
from coach.storage import technicians
from coach.storage.technicians import KnownTechnician, Period

ENOUGH = 10
"""Replies under which shares say more about chance than about a person."""
NOT_APPLICABLE = "not_applicable"


def technician_summary(
    session: Session, caller: Caller, technician: str, *, since: datetime | None = None, until: datetime | None = None
) -> TechnicianSummary:
    """Over replies written in since <= time < until. `technician` is the desk's id, or `connection:id`.

    NotFoundError where there is none or it is outside the caller's scope; InputError where two connections use the id.
    """
    known = _meant(session, caller, technician)
    period = Period(in_utc(since, "since") if since else None, in_utc(until, "until") if until else None)
    counted = technicians.verdict_counts(session, known.id, period)
    replies = technicians.reply_count(session, known.id, period)
    reviewed = technicians.scored_count(session, known.id, period)
    unscored = technicians.unscored_counts(session, known.id, period)
    return TechnicianSummary(
        technician=known.external_id,
        name=known.name,
        connection=known.connection,
        team=known.team,
        since=period.since,
        until=period.until,
        replies=replies,
        reviewed=reviewed,
        unscored=unscored,
        pending=replies - reviewed - sum(unscored.values()),
        dimensions=tuple(_shares(dimension, counts) for dimension, counts in counted.items()),
        flags=technicians.open_flag_counts(session, known.id, period),
    )


def _meant(session: Session, caller: Caller, reference: str) -> KnownTechnician:
    check_text(reference, "technician")
    found = technicians.technicians_named(session, caller, reference)
    if not found:
        raise NotFoundError("no such technician", where=reference, remedy="use the id that the desk gives")
    if len(found) > 1:
        names = " or ".join(f"{known.connection}:{known.external_id}" for known in found)
        raise InputError("several connections use this id", where=reference, remedy=f"write {names}")
    return found[0]


def _shares(dimension: str, counts: Mapping[str, int]) -> VerdictShares:
    applicable = {verdict: count for verdict, count in counts.items() if verdict != NOT_APPLICABLE}
    n = sum(applicable.values())
    return VerdictShares(
        dimension=dimension,
        n=n,
        not_applicable=counts.get(NOT_APPLICABLE, 0),
        shares={verdict: count / n for verdict, count in applicable.items()},
        enough=n >= ENOUGH,
    )
