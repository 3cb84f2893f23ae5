"""What was said on a ticket, in order, and how much of it stood before a reply."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from coach.storage.models import Message, Reply, ReplyVersion
from coach.types.ticket import Author, Turn

Place = tuple[datetime, datetime, bool, int]
"""Where a turn stands: its time, then its arrival; what came along with a reply stands before that reply."""


@dataclass(frozen=True, slots=True)
class PlacedTurn:
    """A turn with its place on the ticket. `reply_id` is None for a message."""

    place: Place
    turn: Turn
    reply_id: int | None = None


Said = Mapping[int, tuple[PlacedTurn, ...]]
"""Ticket -> its turns in order."""


def said_on(session: Session, ticket_ids: Collection[int]) -> Said:
    """Every reply by its current text, and every message that is not a reply told a second time."""
    found = defaultdict(list)
    for ticket_id, placed in _replies(session, ticket_ids):
        found[ticket_id].append(placed)
    known = _reply_texts(session, ticket_ids)
    for row in session.scalars(select(Message).where(Message.ticket_id.in_(ticket_ids))):
        if row.author == Author.CLIENT or (row.ticket_id, row.at, row.text_hash) not in known:
            place = (row.at, row.arrived_at, False, row.id)
            found[row.ticket_id].append(PlacedTurn(place, Turn(Author(row.author), row.text, row.at)))
    return {ticket: tuple(sorted(turns, key=lambda placed: placed.place)) for ticket, turns in found.items()}


def thread_before(reply_id: int, turns: tuple[PlacedTurn, ...]) -> tuple[Turn, ...]:
    """The turns that stand before the reply, oldest first."""
    place = next(placed.place for placed in turns if placed.reply_id == reply_id)
    return tuple(placed.turn for placed in turns if placed.place < place)


def _replies(session: Session, ticket_ids: Collection[int]) -> list[tuple[int, PlacedTurn]]:
    rows = session.execute(
        select(Reply.id, Reply.ticket_id, Reply.created_at, Reply.arrived_at, ReplyVersion.text)
        .join(ReplyVersion, (ReplyVersion.reply_id == Reply.id) & (ReplyVersion.version == Reply.version))
        .where(Reply.ticket_id.in_(ticket_ids))
    )
    return [
        (ticket_id, PlacedTurn((at, arrived_at, True, reply_id), Turn(Author.TECHNICIAN, text, at), reply_id))
        for reply_id, ticket_id, at, arrived_at, text in rows
    ]


def _reply_texts(session: Session, ticket_ids: Collection[int]) -> set[tuple[int, datetime, str]]:
    """Of every version: a thread may tell a reply as it once was."""
    rows = session.execute(
        select(Reply.ticket_id, Reply.created_at, ReplyVersion.text_hash)
        .join(ReplyVersion, ReplyVersion.reply_id == Reply.id)
        .where(Reply.ticket_id.in_(ticket_ids))
    )
    return {(ticket_id, at, text_hash) for ticket_id, at, text_hash in rows}
