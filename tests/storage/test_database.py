"""Opening, migrating, and what each system promises."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, insert, inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from coach.errors import SettingsError
from coach.storage import database
from coach.storage.database import Sessions, close, is_current, open_database, read_only, upgrade
from coach.storage.models import Base, Ticket


def test_models_and_migrations_agree(sessions: Sessions) -> None:
    with sessions() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_upgrade_makes_the_schema_and_does_nothing_the_second_time(empty_url: str) -> None:
    assert not is_current(empty_url)
    upgrade(empty_url)
    assert is_current(empty_url)
    upgrade(empty_url)
    assert is_current(empty_url)


def test_an_unreachable_database_is_not_current(tmp_path: Path) -> None:
    assert not is_current(f"sqlite:///{tmp_path}/no/such/folder/coach.db")


def test_several_processes_may_upgrade_at_once(empty_url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(upgrade, [empty_url] * 4))
    assert is_current(empty_url)


def test_every_step_can_be_taken_back(empty_url: str) -> None:
    upgrade(empty_url)
    engine = database._engine(empty_url)
    with engine.begin() as connection:
        command.downgrade(database._config(connection), "base")
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    engine.dispose()


@pytest.mark.parametrize("url", ["", "coach.db", "mysql://localhost/coach", "sqlite://", "sqlite:///:memory:"])
def test_other_urls_are_refused_with_a_remedy(url: str) -> None:
    with pytest.raises(SettingsError, match="sqlite:///"):
        open_database(url)


def test_a_naive_time_never_reaches_a_table(sessions: Sessions) -> None:
    with sessions() as session, pytest.raises(StatementError, match="without its zone"):
        session.execute(insert(Ticket).values(connection_id=1, external_id="T", opened_at=datetime(2026, 3, 2)))


def test_a_row_that_points_nowhere_is_refused(sessions: Sessions) -> None:
    with sessions() as session, pytest.raises(IntegrityError):
        session.execute(insert(Ticket).values(connection_id=1, external_id="T"))


def test_sqlite_is_set_up_to_lose_nothing(sqlite_url: str) -> None:
    sessions = open_database(sqlite_url)
    with sessions() as session:
        found = {
            name: session.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "foreign_keys", "synchronous")
        }
    close(sessions)
    assert found == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2}


def test_readers_on_sqlite_do_not_wait_for_a_writer(sqlite_sessions: Sessions) -> None:
    with sqlite_sessions() as writer, read_only(sqlite_sessions)() as reader:
        writer.execute(text("INSERT INTO connections (name) VALUES ('desk')"))
        assert reader.scalar(text("SELECT count(*) FROM connections")) == 0


def test_a_reader_on_postgresql_cannot_write(postgres_template: str) -> None:
    sessions = open_database(postgres_template.replace("/postgres?", "/coach_template?"))
    with read_only(sessions)() as reader, pytest.raises(DBAPIError, match="read-only"):
        reader.execute(text("INSERT INTO connections (name) VALUES ('desk')"))
    close(sessions)


def test_the_file_is_plain_sqlite(sqlite_url: str) -> None:
    connection = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
    assert connection.execute("SELECT count(*) FROM current_reviews").fetchone() == (0,)
    connection.close()


def test_sqlalchemy_alone_names_no_unknown_table(database_url: str) -> None:
    engine = create_engine(database_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        stored = set(inspect(connection).get_table_names()) - {"alembic_version"}
    engine.dispose()
    assert stored == set(Base.metadata.tables)
