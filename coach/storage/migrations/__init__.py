"""Alembic's scripts. They run inside `coach.storage.database.upgrade`, which gives the connection."""
