"""Tickets, the messages on them, and what happened to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from coach.storage.inserts import insert_all_new, insert_new
from coach.storage.marks import words_hash
from coach.storage.models import Connection, Message, Reply, ReplyVersion, Ticket, TicketEvent
from coach.types.ticket import Author


@dataclass(frozen=True, slots=True)
class NewMessage:
    """A turn to keep, in plain text, with people by their row ids."""

    author: Author
    text: str
    at: datetime
    contact_id: int | None = None
    technician_id: int | None = None


def hold_ticket(session: Session, *, connection: int, known_as: str) -> int:
    """The ticket's id, made where it is new, and held until the transaction ends: one writer a ticket at a time."""
    held = select(Ticket.id).where(Ticket.connection_id == connection, Ticket.external_id == known_as).with_for_update()
    ticket_id = session.scalar(held)
    if ticket_id is None:
        insert_new(session, Ticket, connection_id=connection, external_id=known_as)
        ticket_id = session.execute(held).scalar_one()
    return ticket_id


def fill_ticket(session: Session, ticket_id: int, **fields: object) -> None:
    """Keeps each field that is not None."""
    told = {name: value for name, value in fields.items() if value is not None}
    if told:
        session.execute(update(Ticket).where(Ticket.id == ticket_id).values(**told))


def settle_client(session: Session, ticket_id: int, *, client_id: int | None, contact_id: int | None) -> None:
    """The first client and contact that are told become the ticket's."""
    unsettled = Ticket.client_id.is_(None) | Ticket.contact_id.is_(None)
    first = {
        "client_id": func.coalesce(Ticket.client_id, client_id),
        "contact_id": func.coalesce(Ticket.contact_id, contact_id),
    }
    session.execute(update(Ticket).where(Ticket.id == ticket_id, unsettled).values(**first))


def add_event(session: Session, ticket_id: int, *, kind: str, at: datetime, value: str) -> None:
    """Once, however often it is told."""
    insert_new(session, TicketEvent, ticket_id=ticket_id, kind=kind, at=at, value=value)


def unknown_turns(session: Session, ticket_id: int, turns: Sequence[NewMessage]) -> tuple[NewMessage, ...]:
    """Those that the ticket has neither as a message nor as a version of a reply, in the order given."""
    if not turns:
        return ()
    known = {
        (author, at, text_hash)
        for author, at, text_hash in session.execute(
            select(Message.author, Message.at, Message.text_hash).where(Message.ticket_id == ticket_id)
        )
    } | {
        (Author.TECHNICIAN.value, at, text_hash)
        for at, text_hash in session.execute(
            select(Reply.created_at, ReplyVersion.text_hash)
            .join(ReplyVersion, ReplyVersion.reply_id == Reply.id)
            .where(Reply.ticket_id == ticket_id)
        )
    }
    return tuple(turn for turn in turns if (turn.author.value, turn.at, words_hash(turn.text)) not in known)


def add_messages(session: Session, ticket_id: int, turns: Sequence[NewMessage], *, now: datetime) -> None:
    """In the order given; one told twice is kept once."""
    rows = [
        {
            "ticket_id": ticket_id,
            "author": turn.author.value,
            "text": turn.text,
            "text_hash": words_hash(turn.text),
            "at": turn.at,
            "arrived_at": now,
            "contact_id": turn.contact_id,
            "technician_id": turn.technician_id,
        }
        for turn in turns
    ]
    if rows:
        insert_all_new(session, Message, rows)


def note_counts(session: Session, *, connection: str) -> dict[str, int]:
    """Ticket -> its notes, internal ones too; tickets without a note are left out."""
    rows = session.execute(
        select(Ticket.external_id, func.count())
        .join(Reply, Reply.ticket_id == Ticket.id)
        .join(Connection, Connection.id == Ticket.connection_id)
        .where(Connection.name == connection)
        .group_by(Ticket.external_id)
    )
    return dict(rows.all())
