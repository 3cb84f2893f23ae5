"""Counting what one technician's replies show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from coach.storage import scope
from coach.storage.models import Connection, Flag, Reply, ReplyVersion, Review, Team, Technician
from coach.storage.people import named
from coach.storage.queue import is_newest
from coach.storage.records import Caller, FlagStatus

COUNTED: Mapping[str, InstrumentedAttribute[str | None]] = {
    "ownership": Review.ownership,
    "acknowledgment": Review.acknowledgment,
    "closure": Review.closure,
    "expectations": Review.expectations,
    "plain_language": Review.language,
    "tone": Review.tone,
}
"""Dimension -> where its verdict stands."""


@dataclass(frozen=True, slots=True)
class KnownTechnician:
    id: int
    external_id: str
    name: str
    connection: str
    team: str | None


@dataclass(frozen=True, slots=True)
class Period:
    """since <= time of the reply < until; None is open."""

    since: datetime | None = None
    until: datetime | None = None

    def of(self, technician_id: int) -> tuple[ColumnElement[bool], ...]:
        found = [Reply.technician_id == technician_id, ~Reply.internal]
        if self.since is not None:
            found.append(Reply.created_at >= self.since)
        if self.until is not None:
            found.append(Reply.created_at < self.until)
        return tuple(found)


def technicians_named(session: Session, caller: Caller, reference: str) -> tuple[KnownTechnician, ...]:
    """All that the caller sees and that the reference may mean."""
    rows = session.execute(
        select(Technician.id, Technician.external_id, Technician.name, Connection.name, Team.external_id)
        .join(Connection, Connection.id == Technician.connection_id)
        .outerjoin(Team, Team.id == Technician.team_id)
        .where(named(Technician, reference), scope.technicians(caller))
        .order_by(Technician.id)
    )
    return tuple(
        KnownTechnician(row_id, known_as, name or known_as, connection, team)
        for row_id, known_as, name, connection, team in rows
    )


def reply_count(session: Session, technician_id: int, period: Period) -> int:
    return session.scalar(select(func.count()).select_from(Reply).where(*period.of(technician_id))) or 0


def verdict_counts(session: Session, technician_id: int, period: Period) -> dict[str, dict[str, int]]:
    """Dimension -> verdict -> replies, over current reviews."""
    return {name: _counts(session, column, technician_id, period) for name, column in COUNTED.items()}


def unscored_counts(session: Session, technician_id: int, period: Period) -> dict[str, int]:
    """Reason -> replies, over current reviews."""
    return _counts(session, Review.unscored, technician_id, period)


def scored_count(session: Session, technician_id: int, period: Period) -> int:
    statement = _reviewed(select(func.count()).select_from(Review), technician_id, period)
    return session.scalar(statement.where(Review.unscored.is_(None))) or 0


def open_flag_counts(session: Session, technician_id: int, period: Period) -> dict[str, int]:
    """Code -> open flags."""
    rows = session.execute(
        select(Flag.code, func.count())
        .join(Reply, Reply.id == Flag.reply_id)
        .where(*period.of(technician_id), Flag.status == FlagStatus.OPEN.value)
        .group_by(Flag.code)
        .order_by(Flag.code)
    )
    return dict(rows.all())


def _counts(
    session: Session, column: InstrumentedAttribute[str | None], technician_id: int, period: Period
) -> dict[str, int]:
    statement = _reviewed(select(column, func.count()).select_from(Review), technician_id, period)
    rows = session.execute(statement.where(column.is_not(None)).group_by(column).order_by(column))
    return {value: count for value, count in rows if value is not None}


def _reviewed(statement: Select[*tuple[Any, ...]], technician_id: int, period: Period) -> Select[*tuple[Any, ...]]:
    return (
        statement.join(ReplyVersion, ReplyVersion.id == Review.reply_version_id)
        .join(Reply, (Reply.id == ReplyVersion.reply_id) & (Reply.version == ReplyVersion.version))
        .where(is_newest(), *period.of(technician_id))
    )
