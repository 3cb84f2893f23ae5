"""A real app on a real database, with keys of every role: sam and kim in team desk, noor in team night."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from coach.engine import Engine
from coach.services.access import add_key
from coach.services.records import Role
from coach.settings import Settings
from coach.setup import build_engine
from coach.storage.database import Sessions
from coach.storage.people import Who, describe, referred_id

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
TEAMS = {"sam": "desk", "kim": "desk", "noor": "night"}
THANKS_FOR_NOTHING = "Our scanner stopped and payroll is due at noon. I am very worried."


@dataclass(frozen=True)
class Desk:
    """A client of the API that bears a key."""

    client: TestClient
    keys: dict[str, str]

    def __call__(self, who: str | None, method: str, path: str, **options: Any) -> Any:
        headers = {"Authorization": f"Bearer {self.keys[who]}"} if who else {}
        return self.client.request(method, path, headers=headers | options.pop("headers", {}), **options)


@pytest.fixture(scope="session")
def engine() -> Engine:
    return build_engine(Settings(standard=None))


@pytest.fixture
def keys(sqlite_sessions: Sessions) -> dict[str, str]:
    with sqlite_sessions.begin() as session:
        for technician, team in TEAMS.items():
            row = referred_id(session, Who.TECHNICIAN, technician)
            assert row is not None
            describe(session, Who.TECHNICIAN, row, team_id=referred_id(session, Who.TEAM, team))
        made = {
            "admin": add_key(session, "admin", Role.ADMIN, now=NOW),
            "manager": add_key(session, "manager", Role.MANAGER, now=NOW, teams=["desk"]),
            "lead": add_key(session, "lead", Role.LEAD, now=NOW, teams=["desk"]),
        }
        for technician in TEAMS:
            made[technician] = add_key(session, technician, Role.TECHNICIAN, now=NOW, technician=technician)
    return made


@pytest.fixture
def app(sqlite_url: str, engine: Engine) -> FastAPI:
    return create_app(Settings(database_url=sqlite_url), engine)


@pytest.fixture
def remote(app: FastAPI) -> Iterator[TestClient]:
    """Someone at another machine."""
    with TestClient(
        app, "http://coach.example", raise_server_exceptions=False, client=("203.0.113.9", 50000)
    ) as client:
        yield client


@pytest.fixture
def local(app: FastAPI) -> Iterator[TestClient]:
    """Someone at this machine."""
    with TestClient(app, "http://127.0.0.1:8000", raise_server_exceptions=False, client=("127.0.0.1", 50000)) as client:
        yield client


@pytest.fixture
def desk(remote: TestClient, keys: dict[str, str]) -> Desk:
    return Desk(remote, keys)


@pytest.fixture
def note() -> Callable[..., dict[str, Any]]:
    """The body of `POST /api/v1/replies`, with what a test changes about it."""

    def made(**changes: Any) -> dict[str, Any]:
        return {
            "ticket": "4711",
            "note_kind": "public_note",
            "note_id": "2",
            "created_at": "2026-05-04T09:12:00Z",
            "technician": "sam",
            "client": "harbor-dental",
            "text": "I'll look into it when I get a chance.",
            "thread": [{"author": "client", "text": THANKS_FOR_NOTHING, "at": "2026-05-04T09:01:00Z"}],
        } | changes

    return made
