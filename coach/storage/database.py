"""Opening and migrating a database: SQLite by path or PostgreSQL by URL."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import Session as Session
from sqlalchemy.orm import sessionmaker

from coach.errors import SettingsError

Sessions = sessionmaker[Session]

DRIVERS = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "sqlite+pysqlite": {},
    "postgresql+psycopg": {"pool_pre_ping": True, "connect_args": {"connect_timeout": 10}},
}
PRAGMAS = ("busy_timeout=10000", "journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL")
READ_ONLY = "coach_read_only"
MIGRATIONS = Path(__file__).parent / "migrations"
MIGRATION_LOCK = 7_210_466_021
"""Any fixed number: processes that upgrade the same PostgreSQL database wait for each other on it."""


def open_database(url: str) -> Sessions:
    """A maker of sessions whose transactions may write; on SQLite each takes the one write lock when it begins.

    SettingsError where the URL is not SQLite's or PostgreSQL's. Nothing is migrated: see `upgrade`.
    """
    return sessionmaker(_engine(url), expire_on_commit=False)


def read_only(sessions: Sessions) -> Sessions:
    """The same database for transactions that only read: they neither wait for writers nor hold them up."""
    return sessionmaker(
        _bind(sessions).execution_options(**{READ_ONLY: True, "postgresql_readonly": True}), expire_on_commit=False
    )


def close(sessions: Sessions) -> None:
    """Gives back every connection."""
    _bind(sessions).dispose()


def upgrade(url: str) -> None:
    """Brings the database to the newest schema; again: nothing. Several processes may do it at once."""
    engine = _engine(url)
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
            command.upgrade(_config(connection), "head")
    except SQLAlchemyError as error:
        problem = f"the database cannot be brought up to date: {type(error).__name__}"
        raise SettingsError(problem, where="database_url", remedy="see that it can be reached and written") from error
    finally:
        engine.dispose()


def is_current(url: str) -> bool:
    """True where the schema is the newest this version knows. False also for an empty or unreachable database."""
    engine = _engine(url)
    try:
        with engine.connect().execution_options(**{READ_ONLY: True}) as connection:
            at = MigrationContext.configure(connection).get_current_heads()
            return set(at) == set(ScriptDirectory.from_config(_config(connection)).get_heads())
    except SQLAlchemyError:
        return False
    finally:
        engine.dispose()


def _bind(sessions: Sessions) -> Engine:
    bind = sessions.kw["bind"]
    assert isinstance(bind, Engine)
    return bind


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _engine(url: str) -> Engine:
    parsed = _parse(url)
    try:
        engine = create_engine(parsed, hide_parameters=True, **OPTIONS[parsed.drivername])
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"the driver {error.name} is not installed", where="database_url", remedy="install ticket-coach[postgres]"
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        parsed = None
    driver = DRIVERS.get(parsed.get_backend_name()) if parsed else None
    if parsed is None or driver is None or (driver == DRIVERS["sqlite"] and parsed.database in (None, "", ":memory:")):
        raise SettingsError(
            "not a database this coach can use",
            where="database_url",
            remedy="write sqlite:///path/to/coach.db or postgresql://user@host/name",
        )
    return parsed.set(drivername=driver)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the lock at once: a transaction that reads first and then writes could not wait for it."""
    reads = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
