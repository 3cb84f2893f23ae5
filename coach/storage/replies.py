"""Replies and their versions: putting them in and finding them again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, insert, select, update
from sqlalchemy.orm import Session

from coach.storage import scope
from coach.storage.inserts import insert_new
from coach.storage.marks import new_key, words_hash
from coach.storage.models import Client, Connection, Contact, Flag, Reply, ReplyVersion, Technician, Ticket
from coach.storage.records import Caller, NoteKind, ReplyItem, TextFormat, VersionItem
from coach.storage.threads import said_on, thread_before
from coach.types.ticket import Origin, Turn
from coach.types.ticket import Reply as ReadReply


@dataclass(frozen=True, slots=True)
class KnownReply:
    """What is stored of a note before it is told again. `text` is None for an internal note."""

    id: int
    key: str
    version: int
    created_at: datetime
    text: str | None


@dataclass(frozen=True, slots=True)
class NoteFields:
    """What comes with a note besides its text; None leaves what is stored."""

    created_at: datetime
    origin: Origin
    technician_id: int | None
    client_id: int | None
    contact_id: int | None


def known_reply(session: Session, ticket_id: int, *, kind: NoteKind, note_id: str) -> KnownReply | None:
    row = session.execute(
        select(Reply.id, Reply.key, Reply.version, Reply.created_at, ReplyVersion.text)
        .outerjoin(ReplyVersion, (ReplyVersion.reply_id == Reply.id) & (ReplyVersion.version == Reply.version))
        .where(Reply.ticket_id == ticket_id, Reply.note_kind == kind.value, Reply.note_id == note_id)
    ).one_or_none()
    return KnownReply(*row) if row else None


def add_reply(
    session: Session, ticket_id: int, fields: NoteFields, *, kind: NoteKind, note_id: str, now: datetime
) -> KnownReply:
    """A note that is new, still without a text. The caller of this holds the ticket."""
    key = new_key("r")
    row_id = insert_new(
        session,
        Reply,
        key=key,
        ticket_id=ticket_id,
        note_kind=kind.value,
        note_id=note_id,
        internal=kind.internal,
        created_at=fields.created_at,
        arrived_at=now,
        origin=fields.origin.value,
        technician_id=fields.technician_id,
        client_id=fields.client_id,
        contact_id=fields.contact_id,
        version=0,
    )
    assert row_id is not None, "the ticket was not held"
    return KnownReply(row_id, key, 0, fields.created_at, None)


def change_reply(session: Session, known: KnownReply, fields: NoteFields) -> None:
    """What is told anew wins; what is not told, or an origin that is unknown, leaves what is stored."""
    told = {
        "created_at": fields.created_at,
        "origin": None if fields.origin is Origin.UNKNOWN else fields.origin.value,
        "technician_id": fields.technician_id,
        "client_id": fields.client_id,
        "contact_id": fields.contact_id,
    }
    values = {name: value for name, value in told.items() if value is not None}
    session.execute(update(Reply).where(Reply.id == known.id).values(**values))
    if fields.created_at != known.created_at:
        session.execute(update(Flag).where(Flag.reply_id == known.id).values(written_at=fields.created_at))


def add_version(session: Session, known: KnownReply, text: str, *, text_format: TextFormat, now: datetime) -> int:
    """The number of the new version, which is the current one from here on."""
    version = known.version + 1
    session.execute(
        insert(ReplyVersion).values(
            reply_id=known.id,
            version=version,
            text=text,
            text_hash=words_hash(text),
            format=text_format.value,
            received_at=now,
        )
    )
    session.execute(update(Reply).where(Reply.id == known.id).values(version=version))
    return version


def rehash(session: Session, ticket_id: int, since: datetime, *, input_hash: Callable[[ReadReply], str]) -> None:
    """Renews the `input_hash` of every reply on the ticket from `since` on: what was said then is in their threads."""
    turns = said_on(session, (ticket_id,)).get(ticket_id, ())
    for placed in turns:
        if placed.reply_id is not None and placed.place[0] >= since:
            read = ReadReply(placed.turn.text, thread_before(placed.reply_id, turns))
            session.execute(update(Reply).where(Reply.id == placed.reply_id).values(input_hash=input_hash(read)))


def input_of(session: Session, reply_id: int) -> tuple[tuple[Turn, ...], str | None]:
    """The reply's thread of now and its input hash; for an internal note nothing and None."""
    row = session.execute(select(Reply.ticket_id, Reply.input_hash).where(Reply.id == reply_id)).one()
    ticket_id, input_hash = row[0], row[1]
    if input_hash is None:
        return (), None
    return thread_before(reply_id, said_on(session, (ticket_id,))[ticket_id]), input_hash


def in_sight(session: Session, caller: Caller, reply_id: int) -> bool:
    return session.scalar(select(Reply.id).where(Reply.id == reply_id, scope.replies(caller))) is not None


def item(session: Session, caller: Caller, key: str) -> tuple[int, ReplyItem] | None:
    """With its row id; None where there is none in the caller's sight."""
    row = session.execute(_items(caller).where(Reply.key == key)).one_or_none()
    return (row.Reply.id, _item(row)) if row else None


def items(
    session: Session, caller: Caller, *, connection: str, ticket: str, kind: NoteKind | None, note_id: str | None
) -> tuple[ReplyItem, ...]:
    """Of one ticket, oldest first."""
    statement = _items(caller).where(Connection.name == connection, Ticket.external_id == ticket)
    if kind is not None:
        statement = statement.where(Reply.note_kind == kind.value)
    if note_id is not None:
        statement = statement.where(Reply.note_id == note_id)
    return tuple(_item(row) for row in session.execute(statement.order_by(Reply.created_at, Reply.id)))


def versions(session: Session, reply_id: int) -> tuple[tuple[VersionItem, str], ...]:
    """Oldest first, each with its text."""
    rows = session.scalars(select(ReplyVersion).where(ReplyVersion.reply_id == reply_id).order_by(ReplyVersion.version))
    return tuple((VersionItem(row.version, TextFormat(row.format), row.received_at), row.text) for row in rows)


def _items(caller: Caller) -> Select[Any, Any, Any, Any, Any, Any]:
    return (
        select(
            Reply,
            Connection.name.label("connection"),
            Ticket.external_id.label("ticket"),
            Technician.external_id.label("technician"),
            Client.external_id.label("client"),
            Contact.external_id.label("contact"),
        )
        .join(Ticket, Ticket.id == Reply.ticket_id)
        .join(Connection, Connection.id == Ticket.connection_id)
        .outerjoin(Technician, Technician.id == Reply.technician_id)
        .outerjoin(Client, Client.id == Reply.client_id)
        .outerjoin(Contact, Contact.id == Reply.contact_id)
        .where(scope.replies(caller))
    )


def _item(row: Row[Any, Any, Any, Any, Any, Any]) -> ReplyItem:
    reply: Reply = row.Reply
    return ReplyItem(
        key=reply.key,
        connection=row.connection,
        ticket=row.ticket,
        note_kind=NoteKind(reply.note_kind),
        note_id=reply.note_id,
        created_at=reply.created_at,
        origin=Origin(reply.origin),
        technician=row.technician,
        client=row.client,
        contact=row.contact,
        version=reply.version,
    )
