"""What each role sees, told by guessing: what is outside looks the same as what is not there."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from coach.errors import AccessError, InputError, NotFoundError
from coach.services.access import add_key, authenticate
from coach.services.flags import list_flags
from coach.services.records import ADMIN, Caller, FlagFilter, Role
from coach.services.replies import find_replies, reply_detail
from coach.services.reviewing import review_pending
from coach.services.technicians import technician_summary
from coach.storage.database import Session, Sessions
from coach.storage.people import Who, connection_id, describe, ids_for
from tests.desk import A_REPLY, NOW, FakeEngine, client, put

TEAM_OF = {"sam": "blue", "alex": "blue", "kim": "red", "lou": "green"}
WRITERS = (*TEAM_OF, "drifter", None)
"""A drifter is in no team; None is a reply of nobody known."""


@dataclass(frozen=True)
class Desk:
    sessions: Sessions
    keys: dict[str | None, str]
    """Writer -> the key of their one reply, on a ticket of its own."""

    def caller(self, role: Role, *, technician: str | None = None, teams: tuple[str, ...] = ()) -> Caller:
        with self.sessions.begin() as session:
            key = add_key(session, f"{role} {technician} {teams}", role, now=NOW, technician=technician, teams=teams)
            return authenticate(session, key)


@pytest.fixture
def desk(sessions: Sessions) -> Desk:
    keys = {writer: put(sessions, replace(A_REPLY, ticket=f"T-{writer}", technician=writer)).key for writer in WRITERS}
    with sessions.begin() as session:
        place_in_teams(session)
    review_pending(sessions, FakeEngine())
    return Desk(sessions, keys)


def place_in_teams(session: Session) -> None:
    people = {(Who.TECHNICIAN, name) for name in TEAM_OF} | {(Who.TEAM, team) for team in TEAM_OF.values()}
    ids = ids_for(session, people, connection=connection_id(session, "desk"))
    for name, team in TEAM_OF.items():
        describe(session, Who.TECHNICIAN, ids[Who.TECHNICIAN, name], team_id=ids[Who.TEAM, team])


CALLERS: dict[str, tuple[Callable[[Desk], Caller], set[str | None]]] = {
    "admin": (lambda desk: desk.caller(Role.ADMIN), set(WRITERS)),
    "manager of two": (lambda desk: desk.caller(Role.MANAGER, teams=("blue", "red")), {"sam", "alex", "kim"}),
    "lead": (lambda desk: desk.caller(Role.LEAD, teams=("red",)), {"kim"}),
    "lead of nobody": (lambda desk: desk.caller(Role.LEAD, teams=("new team",)), set()),
    "technician": (lambda desk: desk.caller(Role.TECHNICIAN, technician="sam"), {"sam"}),
    "drifter": (lambda desk: desk.caller(Role.TECHNICIAN, technician="drifter"), {"drifter"}),
    "stranger": (lambda desk: desk.caller(Role.TECHNICIAN, technician="stranger"), set()),
    "technician of nobody": (lambda _: Caller("broken", Role.TECHNICIAN), set()),
    "manager of nothing": (lambda _: Caller("broken", Role.MANAGER), set()),
}


@pytest.mark.parametrize("name", CALLERS)
def test_each_role_sees_its_own_and_nothing_else(desk: Desk, name: str) -> None:
    make, expected = CALLERS[name]
    caller = make(desk)
    with desk.sessions() as session:
        assert {writer for writer, key in desk.keys.items() if sees(session, caller, key)} == expected
        assert {w for w in WRITERS if find_replies(session, caller, connection="desk", ticket=f"T-{w}")} == expected
        flags = list_flags(session, caller, FlagFilter())
        assert {flag.technician for flag in flags.items} == expected
        known = expected - {None}
        assert {w for w in WRITERS if w is not None and has_summary(session, caller, w)} == known


def sees(session: Session, caller: Caller, key: str) -> bool:
    try:
        return reply_detail(session, caller, key).reply.key == key
    except NotFoundError:
        return False


def has_summary(session: Session, caller: Caller, technician: str) -> bool:
    try:
        return technician_summary(session, caller, technician).replies == 1
    except NotFoundError:
        return False


def test_what_is_outside_looks_like_what_is_missing(desk: Desk) -> None:
    sam = desk.caller(Role.TECHNICIAN, technician="sam")
    with desk.sessions() as session:
        messages = []
        for key in (desk.keys["kim"], "r_0000000000000000"):
            with pytest.raises(NotFoundError) as missing:
                reply_detail(session, sam, key)
            messages.append(str(missing.value).replace(key, "KEY"))
    assert messages[0] == messages[1]


def test_a_filter_for_somebody_else_finds_nothing(desk: Desk) -> None:
    sam = desk.caller(Role.TECHNICIAN, technician="sam")
    with desk.sessions() as session:
        for wanted in (
            FlagFilter(technician="kim"),
            FlagFilter(technician="desk:kim"),
            FlagFilter(technician="nobody"),
        ):
            assert list_flags(session, sam, wanted).items == ()


def test_a_page_mark_of_somebody_else_is_refused(desk: Desk) -> None:
    with desk.sessions() as session:
        (kims,) = list_flags(session, ADMIN, FlagFilter(technician="kim")).items
    sam = desk.caller(Role.TECHNICIAN, technician="sam")
    with desk.sessions() as session, pytest.raises(InputError, match="after"):
        list_flags(session, sam, FlagFilter(), after=kims.key)


class TestStoring:
    def test_a_technician_stores_own_replies(self, desk: Desk) -> None:
        sam = desk.caller(Role.TECHNICIAN, technician="sam")
        put(desk.sessions, replace(A_REPLY, ticket="T-sam", note_id="n-2"), caller=sam)

    def test_a_lead_stores_those_of_the_team(self, desk: Desk) -> None:
        lead = desk.caller(Role.LEAD, teams=("red",))
        put(desk.sessions, replace(A_REPLY, ticket="T-kim", note_id="n-2", technician="kim"), caller=lead)

    @pytest.mark.parametrize("technician", ["kim", "nobody known", None])
    def test_nobody_stores_for_others(self, desk: Desk, technician: str | None) -> None:
        sam = desk.caller(Role.TECHNICIAN, technician="sam")
        with pytest.raises(AccessError, match="technician"):
            put(desk.sessions, replace(A_REPLY, ticket="T-new", technician=technician), caller=sam)

    def test_the_same_id_in_another_connection_is_somebody_else(self, desk: Desk) -> None:
        sam = desk.caller(Role.TECHNICIAN, technician="sam")
        with pytest.raises(AccessError):
            put(desk.sessions, replace(A_REPLY, connection="other"), caller=sam)

    def test_nobody_takes_over_a_note(self, desk: Desk) -> None:
        sam = desk.caller(Role.TECHNICIAN, technician="sam")
        with pytest.raises(AccessError, match="note_id"):
            put(desk.sessions, replace(A_REPLY, ticket="T-kim", text="Mine now."), caller=sam)

    def test_nobody_puts_words_into_the_threads_of_others(self, desk: Desk) -> None:
        sam = desk.caller(Role.TECHNICIAN, technician="sam")
        told = replace(A_REPLY, ticket="T-kim", note_id="n-2", thread=(client("You are the worst.", 1),))
        with pytest.raises(AccessError, match="thread"):
            put(desk.sessions, told, caller=sam)
        put(desk.sessions, replace(told, thread=()), caller=sam)

    def test_refused_means_nothing_stored(self, desk: Desk) -> None:
        sam = desk.caller(Role.TECHNICIAN, technician="sam")
        with pytest.raises(AccessError):
            put(desk.sessions, replace(A_REPLY, ticket="T-new", technician="kim"), caller=sam)
        with desk.sessions() as session:
            assert find_replies(session, ADMIN, connection="desk", ticket="T-new") == ()
