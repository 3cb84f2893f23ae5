"""Listing flags, page by page."""

from typing import Any

from sqlalchemy import ColumnElement, Row, Select, select, tuple_
from sqlalchemy.orm import Session

from coach.storage import scope
from coach.storage.forms import unform_spans
from coach.storage.models import Client, Connection, Flag, Reply, ReplyVersion, Review, Technician, Ticket
from coach.storage.people import named
from coach.storage.records import Caller, FlagFilter, FlagItem, FlagStatus


def flags_after(
    session: Session, caller: Caller, flag_filter: FlagFilter, *, after: str | None, limit: int
) -> tuple[FlagItem, ...] | None:
    """Newest replies first, from behind the flag with the key `after`; None where the caller sees no such flag."""
    statement = _flags(caller).where(*_conditions(flag_filter))
    if after is not None:
        place = session.execute(
            select(Flag.written_at, Flag.id)
            .join(Reply, Reply.id == Flag.reply_id)
            .where(Flag.key == after, scope.replies(caller))
        ).one_or_none()
        if place is None:
            return None
        statement = statement.where(tuple_(Flag.written_at, Flag.id) < tuple_(*place))
    rows = session.execute(statement.order_by(Flag.written_at.desc(), Flag.id.desc()).limit(limit))
    return tuple(_item(row) for row in rows)


def _conditions(wanted: FlagFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.technician is not None:
        found.append(named(Technician, wanted.technician))
    if wanted.client is not None:
        found.append(named(Client, wanted.client))
    if wanted.code is not None:
        found.append(Flag.code == wanted.code)
    if wanted.status is not None:
        found.append(Flag.status == wanted.status.value)
    if wanted.since is not None:
        found.append(Flag.written_at >= wanted.since)
    if wanted.until is not None:
        found.append(Flag.written_at < wanted.until)
    return found


def _flags(caller: Caller) -> Select[Any, Any, Any, Any, Any, Any, Any, Any]:
    return (
        select(
            Flag,
            Reply.key.label("reply"),
            ReplyVersion.text.label("version_text"),
            Review.text.label("review_text"),
            Connection.name.label("connection"),
            Ticket.external_id.label("ticket"),
            Technician.external_id.label("technician"),
            Client.external_id.label("client"),
        )
        .join(Reply, Reply.id == Flag.reply_id)
        .join(Review, Review.id == Flag.review_id)
        .join(ReplyVersion, ReplyVersion.id == Review.reply_version_id)
        .join(Ticket, Ticket.id == Reply.ticket_id)
        .join(Connection, Connection.id == Ticket.connection_id)
        .outerjoin(Technician, Technician.id == Reply.technician_id)
        .outerjoin(Client, Client.id == Reply.client_id)
        .where(scope.replies(caller))
    )


def _item(row: Row[Any, Any, Any, Any, Any, Any, Any, Any]) -> FlagItem:
    flag: Flag = row.Flag
    evidence = unform_spans(flag.evidence)
    text: str = row.version_text if row.review_text is None else row.review_text
    return FlagItem(
        key=flag.key,
        code=flag.code,
        dimension=flag.dimension,
        severity=flag.severity,
        status=FlagStatus(flag.status),
        reason=flag.reason,
        evidence=evidence,
        quotes=tuple(span.of(text) for span in evidence),
        raised_at=flag.raised_at,
        reply=row.reply,
        written_at=flag.written_at,
        connection=row.connection,
        ticket=row.ticket,
        technician=row.technician,
        client=row.client,
    )
