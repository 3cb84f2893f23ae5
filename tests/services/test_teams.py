"""A manager sees a technician's replies once the technician is in the team."""

import pytest

from coach.errors import InputError
from coach.services.access import add_key, authenticate
from coach.services.records import Caller, Role
from coach.services.replies import find_replies
from coach.services.teams import put_in_team
from coach.storage.database import Sessions
from tests.desk import A_REPLY, NOW, put


def test_a_team_decides_what_its_manager_sees(sessions: Sessions) -> None:
    put(sessions, A_REPLY)
    with sessions.begin() as session:
        caller: Caller = authenticate(session, add_key(session, "boss", Role.MANAGER, now=NOW, teams=["night"]))
        before = find_replies(session, caller, connection=A_REPLY.connection, ticket=A_REPLY.ticket)
        put_in_team(session, "night", [f"{A_REPLY.connection}:{A_REPLY.technician}"])
        after = find_replies(session, caller, connection=A_REPLY.connection, ticket=A_REPLY.ticket)
    assert (len(before), len(after)) == (0, 1)


def test_a_name_that_is_none_is_refused(sessions: Sessions) -> None:
    with sessions.begin() as session, pytest.raises(InputError):
        put_in_team(session, "night", ["\x00"])
