"""Standards, reviews, findings, flags, and the view that people read with plain SQL."""

import sqlalchemy as sa
from alembic import op

from coach.storage.migrations.parts import moment, name, number, own_id, points_at, words

revision = "v3_reviews"
down_revision = "v2_tickets"

VERDICTS = ("ownership", "acknowledgment", "closure", "expectations", "scenario", "tone", "language")
SCORES = ("ownership", "acknowledgment", "closure", "expectations", "plain_language", "tone")

CURRENT_REVIEWS = """
CREATE VIEW current_reviews AS
SELECT replies.key AS reply, connections.name AS connection, tickets.external_id AS ticket,
       replies.created_at AS written_at, replies.origin AS origin,
       technicians.external_id AS technician,
       COALESCE(technicians.name, technicians.external_id) AS technician_name,
       COALESCE(teams.name, teams.external_id) AS team,
       clients.external_id AS client, COALESCE(clients.name, clients.external_id) AS client_name,
       reviews.id AS review_id, reviews.unscored, reviews.need, reviews.scenario,
       reviews.ownership, reviews.acknowledgment, reviews.closure,
       reviews.expectations, reviews.tone, reviews.language,
       reviews.overall, reviews.ownership_score, reviews.acknowledgment_score, reviews.closure_score,
       reviews.expectations_score, reviews.plain_language_score, reviews.tone_score
FROM replies
JOIN tickets ON tickets.id = replies.ticket_id
JOIN connections ON connections.id = tickets.connection_id
JOIN reply_versions ON reply_versions.reply_id = replies.id AND reply_versions.version = replies.version
JOIN reviews ON reviews.id = (
    SELECT max(newest.id) FROM reviews AS newest
    WHERE newest.reply_version_id = reply_versions.id AND newest.input_hash = replies.input_hash
)
LEFT JOIN technicians ON technicians.id = replies.technician_id
LEFT JOIN teams ON teams.id = technicians.team_id
LEFT JOIN clients ON clients.id = replies.client_id
"""


def upgrade() -> None:
    op.create_table(
        "standards",
        own_id(),
        name("name"),
        name("version"),
        name("hash"),
        words("yaml", null=True),
        sa.UniqueConstraint("hash", "name", "version"),
    )
    _reviews()
    _findings()
    _flags()
    op.execute(CURRENT_REVIEWS)


def _reviews() -> None:
    op.create_table(
        "reviews",
        own_id(),
        points_at("reply_versions", "reply_version_id"),
        name("input_hash"),
        points_at("standards", "standard_id"),
        name("model"),
        name("model_version"),
        moment("made_at"),
        name("unscored", null=True),
        name("need", null=True),
        *(name(verdict, null=True) for verdict in VERDICTS),
        number("overall", null=True),
        *(number(f"{dimension}_score", null=True) for dimension in SCORES),
        words("text", null=True),
        sa.Column("sentences", sa.JSON, nullable=False),
        sa.Column("reading", sa.JSON, nullable=True),
        sa.Column("score", sa.JSON, nullable=True),
        sa.UniqueConstraint(
            "reply_version_id", "input_hash", "standard_id", "model", "model_version", name="uq_reviews_once"
        ),
    )


def _findings() -> None:
    op.create_table(
        "findings",
        own_id(),
        points_at("reviews", "review_id"),
        sa.Column("position", sa.Integer, nullable=False),
        name("code", index=True),
        name("dimension"),
        name("verdict"),
        words("reason"),
        sa.Column("evidence", sa.JSON, nullable=False),
        number("weight"),
        number("confidence"),
        sa.UniqueConstraint("review_id", "position"),
    )


def _flags() -> None:
    op.create_table(
        "flags",
        own_id(),
        name("key", unique=True),
        points_at("reviews", "review_id"),
        points_at("replies", "reply_id", index=True),
        sa.Column("position", sa.Integer, nullable=False),
        name("code", index=True),
        name("dimension"),
        number("severity"),
        words("reason"),
        sa.Column("evidence", sa.JSON, nullable=False),
        name("status"),
        moment("raised_at"),
        moment("written_at"),
        sa.UniqueConstraint("review_id", "position"),
    )
    op.create_index("ix_flags_written_at_id", "flags", ["written_at", "id"])


def downgrade() -> None:
    op.execute("DROP VIEW current_reviews")
    for table in ("flags", "findings", "reviews", "standards"):
        op.drop_table(table)
