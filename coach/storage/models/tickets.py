"""Tickets and what was said and done on them."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coach.storage.models.columns import Base, Id, Long, points_at
from coach.storage.models.people import Known


class Ticket(Known, Base):
    __tablename__ = "tickets"
    __table_args__ = (UniqueConstraint("connection_id", "external_id"),)

    client_id: Mapped[int | None] = points_at("clients.id", index=True)
    contact_id: Mapped[int | None] = points_at("contacts.id")
    title: Mapped[Long | None]
    channel: Mapped[str | None]
    priority: Mapped[str | None]
    opened_at: Mapped[datetime | None]


class TicketEvent(Base):
    __tablename__ = "ticket_events"
    __table_args__ = (UniqueConstraint("ticket_id", "kind", "at", "value"),)

    id: Mapped[Id]
    ticket_id: Mapped[int] = points_at("tickets.id")
    kind: Mapped[str]
    at: Mapped[datetime]
    value: Mapped[str]


class Message(Base):
    """A turn that came as thread: the client's, or a technician's whose note was never sent as a reply."""

    __tablename__ = "messages"
    __table_args__ = (UniqueConstraint("ticket_id", "author", "at", "text_hash"),)

    id: Mapped[Id]
    ticket_id: Mapped[int] = points_at("tickets.id")
    author: Mapped[str]
    text: Mapped[Long]
    text_hash: Mapped[str]
    at: Mapped[datetime]
    arrived_at: Mapped[datetime]
    contact_id: Mapped[int | None] = points_at("contacts.id")
    technician_id: Mapped[int | None] = points_at("technicians.id")


class Reply(Base):
    """`version` and `input_hash` are those of now; both change in the transaction that brings what changes them."""

    __tablename__ = "replies"
    __table_args__ = (
        UniqueConstraint("ticket_id", "note_kind", "note_id"),
        Index("ix_replies_technician_id_created_at", "technician_id", "created_at"),
    )

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(unique=True)
    ticket_id: Mapped[int] = points_at("tickets.id")
    note_kind: Mapped[str]
    note_id: Mapped[str]
    internal: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(index=True)
    arrived_at: Mapped[datetime]
    origin: Mapped[str]
    technician_id: Mapped[int | None] = points_at("technicians.id")
    client_id: Mapped[int | None] = points_at("clients.id", index=True)
    contact_id: Mapped[int | None] = points_at("contacts.id")
    version: Mapped[int]
    input_hash: Mapped[str | None]


class ReplyVersion(Base):
    """`text_hash`, as a message's, tells the same words apart from white space."""

    __tablename__ = "reply_versions"
    __table_args__ = (UniqueConstraint("reply_id", "version"),)

    id: Mapped[Id]
    reply_id: Mapped[int] = points_at("replies.id")
    version: Mapped[int]
    text: Mapped[Long]
    text_hash: Mapped[str]
    format: Mapped[str]
    received_at: Mapped[datetime]
