"""Tickets, what was said on them, and what happened to them."""

import sqlalchemy as sa
from alembic import op

from coach.storage.migrations.parts import known, moment, name, own_id, points_at, words

revision = "v2_tickets"
down_revision = "v1_people"


def upgrade() -> None:
    _tickets()
    _messages()
    _replies()
    op.create_table(
        "reply_versions",
        own_id(),
        points_at("replies", "reply_id"),
        sa.Column("version", sa.Integer, nullable=False),
        words("text"),
        name("text_hash"),
        name("format"),
        moment("received_at"),
        sa.UniqueConstraint("reply_id", "version"),
    )


def _tickets() -> None:
    op.create_table(
        "tickets",
        *known(),
        points_at("clients", "client_id", null=True, index=True),
        points_at("contacts", "contact_id", null=True),
        words("title", null=True),
        name("channel", null=True),
        name("priority", null=True),
        moment("opened_at", null=True),
    )
    op.create_table(
        "ticket_events",
        own_id(),
        points_at("tickets", "ticket_id"),
        name("kind"),
        moment("at"),
        name("value"),
        sa.UniqueConstraint("ticket_id", "kind", "at", "value"),
    )


def _messages() -> None:
    op.create_table(
        "messages",
        own_id(),
        points_at("tickets", "ticket_id"),
        name("author"),
        words("text"),
        name("text_hash"),
        moment("at"),
        moment("arrived_at"),
        points_at("contacts", "contact_id", null=True),
        points_at("technicians", "technician_id", null=True),
        sa.UniqueConstraint("ticket_id", "author", "at", "text_hash"),
    )


def _replies() -> None:
    op.create_table(
        "replies",
        own_id(),
        name("key", unique=True),
        points_at("tickets", "ticket_id"),
        name("note_kind"),
        name("note_id"),
        sa.Column("internal", sa.Boolean, nullable=False),
        moment("created_at", index=True),
        moment("arrived_at"),
        name("origin"),
        points_at("technicians", "technician_id", null=True),
        points_at("clients", "client_id", null=True, index=True),
        points_at("contacts", "contact_id", null=True),
        sa.Column("version", sa.Integer, nullable=False),
        name("input_hash", null=True),
        sa.UniqueConstraint("ticket_id", "note_kind", "note_id"),
    )
    op.create_index("ix_replies_technician_id_created_at", "replies", ["technician_id", "created_at"])


def downgrade() -> None:
    for table in ("reply_versions", "replies", "messages", "ticket_events", "tickets"):
        op.drop_table(table)
