"""Connections, and the people on both sides."""

from alembic import op

from coach.storage.migrations.parts import known, name, own_id, points_at

revision = "v1_people"
down_revision = None


def upgrade() -> None:
    op.create_table("connections", own_id(), name("name", unique=True))
    op.create_table("teams", *known(), name("name", null=True))
    op.create_table(
        "technicians", *known(), name("name", null=True), points_at("teams", "team_id", null=True, index=True)
    )
    op.create_table(
        "clients", *known(), name("name", null=True), name("country", null=True), name("time_zone", null=True)
    )
    op.create_table(
        "contacts",
        *known(),
        name("name", null=True),
        name("role", null=True),
        points_at("clients", "client_id", null=True, index=True),
    )


def downgrade() -> None:
    for table in ("contacts", "clients", "technicians", "teams", "connections"):
        op.drop_table(table)
