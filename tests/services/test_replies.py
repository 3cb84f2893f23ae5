"""Finding replies again by what the desk calls them."""

from dataclasses import replace

import pytest

from coach.errors import InputError, NotFoundError
from coach.services.records import ADMIN, NoteKind
from coach.services.replies import find_replies, reply_detail
from coach.services.technicians import technician_summary
from coach.storage.database import Sessions
from tests.desk import A_REPLY, minutes, put


def test_a_ticket_gives_its_replies_oldest_first(sessions: Sessions) -> None:
    later = put(sessions, replace(A_REPLY, note_id="n-2", created_at=minutes(90)))
    first = put(sessions)
    put(sessions, replace(A_REPLY, ticket="T-2"))
    with sessions() as session:
        found = find_replies(session, ADMIN, connection="desk", ticket="T-1")
    assert [item.key for item in found] == [first.key, later.key]


def test_kind_and_id_narrow_it_to_one(sessions: Sessions) -> None:
    put(sessions)
    mail = put(sessions, replace(A_REPLY, note_kind=NoteKind.EMAIL))
    with sessions() as session:
        found = find_replies(
            session, ADMIN, connection="desk", ticket="T-1", note_kind=NoteKind.EMAIL, note_id=A_REPLY.note_id
        )
    (item,) = found
    assert (item.key, item.version, item.technician, item.client) == (mail.key, 1, "sam", "bakery")


@pytest.mark.parametrize("words", ["%", "_", "T-1' OR '1'='1", "t-1"])
def test_ids_are_taken_to_the_letter(sessions: Sessions, words: str) -> None:
    put(sessions)
    with sessions() as session:
        assert find_replies(session, ADMIN, connection="desk", ticket=words) == ()
        with pytest.raises(NotFoundError):
            reply_detail(session, ADMIN, words)


@pytest.mark.parametrize("words", ["\x00", "a\x00b", "\ud83d"])
def test_what_no_database_can_take_is_refused(sessions: Sessions, words: str) -> None:
    with sessions() as session:
        with pytest.raises(InputError):
            find_replies(session, ADMIN, connection="desk", ticket=words)
        with pytest.raises(InputError):
            reply_detail(session, ADMIN, words)
        with pytest.raises(InputError):
            technician_summary(session, ADMIN, words)


def test_keys_tell_nothing(sessions: Sessions) -> None:
    keys = [put(sessions, replace(A_REPLY, note_id=str(n))).key for n in range(3)]
    assert len(set(keys)) == 3
    assert all(key.startswith("r_") and len(key) == 18 for key in keys)
