"""Keys: shown once, kept as hashes, never wider than their role."""

import pytest
from sqlalchemy import text

from coach.errors import AccessError, ConflictError, InputError, UnknownKeyError
from coach.services.access import add_key, add_user, authenticate, revoke_keys
from coach.services.records import Role
from coach.storage.database import Session, Sessions
from tests.desk import NOW, put


def test_a_key_is_long_and_known_again(sessions: Sessions) -> None:
    with sessions.begin() as session:
        key = add_key(session, "integration", Role.ADMIN, now=NOW)
    with sessions() as session:
        assert authenticate(session, key).role is Role.ADMIN
    assert key.startswith("tc_")
    assert len(key) >= 3 + 43, "32 random bytes"


def test_only_its_hash_is_kept(sessions: Sessions) -> None:
    with sessions.begin() as session:
        key = add_key(session, "integration", Role.ADMIN, now=NOW)
        row = session.execute(text("SELECT * FROM keys")).one()
    assert not any(isinstance(value, str) and key.removeprefix("tc_") in value for value in row)


@pytest.mark.parametrize("wrong", ["", "tc_", "tc_" + "A" * 43, "Bearer", "\x00", "\ud83d", "é" * 5000, "' OR 1=1 --"])
def test_other_keys_are_nobodys(sqlite_sessions: Sessions, wrong: str) -> None:
    with sqlite_sessions.begin() as session:
        add_key(session, "integration", Role.ADMIN, now=NOW)
        with pytest.raises(UnknownKeyError):
            authenticate(session, wrong)


def test_a_revoked_key_is_nobodys_at_once_and_its_name_free(sessions: Sessions) -> None:
    with sessions.begin() as session:
        old = add_key(session, "integration", Role.ADMIN, now=NOW)
        assert revoke_keys(session, "integration", now=NOW) == 1
        new = add_key(session, "integration", Role.ADMIN, now=NOW)
        assert authenticate(session, new).name == "integration"
        with pytest.raises(UnknownKeyError):
            authenticate(session, old)
        assert revoke_keys(session, "no such", now=NOW) == 0


def test_a_name_in_use_is_a_conflict(sessions: Sessions) -> None:
    with sessions.begin() as session:
        add_key(session, "integration", Role.ADMIN, now=NOW)
        with pytest.raises(ConflictError):
            add_key(session, "integration", Role.LEAD, now=NOW, teams=["blue"])


MISFITS = [
    (Role.TECHNICIAN, None, []),
    (Role.TECHNICIAN, None, ["blue"]),
    (Role.TECHNICIAN, "sam", ["blue"]),
    (Role.LEAD, None, []),
    (Role.LEAD, "sam", []),
    (Role.LEAD, None, ["blue", "red"]),
    (Role.MANAGER, None, []),
    (Role.MANAGER, "sam", ["blue"]),
    (Role.ADMIN, "sam", []),
    (Role.ADMIN, None, ["blue"]),
    (Role.TECHNICIAN, "", []),
    (Role.LEAD, None, ["\x00"]),
]


@pytest.mark.parametrize(("role", "technician", "teams"), MISFITS)
def test_a_scope_that_does_not_fit_is_refused_with_a_remedy(
    sqlite_sessions: Sessions, role: Role, technician: str | None, teams: list[str]
) -> None:
    with sqlite_sessions.begin() as session:
        for make in (add_key, add_user):
            with pytest.raises(InputError) as refused:
                make(session, "name", role, now=NOW, technician=technician, teams=teams)
            assert refused.value.remedy
        assert session.scalar(text("SELECT count(*) FROM keys")) == 0


def people(session: Session, table: str) -> list[tuple[str, str]]:
    query = f"SELECT c.name, t.external_id FROM {table} t JOIN connections c ON c.id = t.connection_id ORDER BY t.id"
    return [(row[0], row[1]) for row in session.execute(text(query))]


def test_the_desks_own_id_finds_the_technician(sessions: Sessions) -> None:
    put(sessions)
    with sessions.begin() as session:
        callers = [
            authenticate(session, add_key(session, who, Role.TECHNICIAN, now=NOW, technician=who))
            for who in ("sam", "desk:sam")
        ]
        assert callers[0].technician_id == callers[1].technician_id is not None
        assert people(session, "technicians") == [("desk", "sam")]


def test_who_is_not_known_yet_is_made(sessions: Sessions) -> None:
    with sessions.begin() as session:
        add_key(session, "one", Role.TECHNICIAN, now=NOW, technician="new")
        add_key(session, "two", Role.TECHNICIAN, now=NOW, technician="acme:new")
        add_key(session, "three", Role.MANAGER, now=NOW, teams=["acme:blue", "red", "red"])
        assert people(session, "technicians") == [("manual", "new"), ("acme", "new")]
        assert people(session, "teams") == [("acme", "blue"), ("manual", "red")]


def test_an_id_of_two_connections_must_say_which(sessions: Sessions) -> None:
    with sessions.begin() as session:
        add_key(session, "one", Role.TECHNICIAN, now=NOW, technician="a:sam")
        add_key(session, "two", Role.TECHNICIAN, now=NOW, technician="b:sam")
        with pytest.raises(InputError, match="connection:sam"):
            add_key(session, "three", Role.TECHNICIAN, now=NOW, technician="sam")


def test_a_user_is_kept_once(sessions: Sessions) -> None:
    with sessions.begin() as session:
        add_user(session, "Rosa", Role.MANAGER, now=NOW, teams=["blue", "red"])
        with pytest.raises(ConflictError):
            add_user(session, "Rosa", Role.ADMIN, now=NOW)
        assert session.execute(text("SELECT role FROM users")).scalar_one() == "manager"
        assert session.scalar(text("SELECT count(*) FROM user_teams")) == 2


def test_an_unknown_key_is_an_access_error() -> None:
    assert issubclass(UnknownKeyError, AccessError)
