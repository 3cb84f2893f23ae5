"""Keys and users, and what each may see."""

from alembic import op

from coach.storage.migrations.parts import moment, name, own_id, points_at

revision = "v4_access"
down_revision = "v3_reviews"


def upgrade() -> None:
    op.create_table(
        "keys",
        own_id(),
        name("name", index=True),
        name("hash", unique=True),
        name("role"),
        points_at("technicians", "technician_id", null=True),
        moment("created_at"),
        moment("revoked_at", null=True),
    )
    op.create_table(
        "users",
        own_id(),
        name("name", unique=True),
        name("role"),
        points_at("technicians", "technician_id", null=True),
        moment("created_at"),
    )
    for table, owner in (("key_teams", "keys"), ("user_teams", "users")):
        op.create_table(
            table,
            points_at(owner, f"{owner[:-1]}_id", primary_key=True),
            points_at("teams", "team_id", primary_key=True),
        )


def downgrade() -> None:
    for table in ("user_teams", "key_teams", "users", "keys"):
        op.drop_table(table)
