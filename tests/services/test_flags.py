"""Listing flags: filters, pages that lose and double nothing, marks that cannot be forged."""

from dataclasses import replace

import pytest

from coach.errors import InputError
from coach.services.flags import list_flags
from coach.services.records import ADMIN, FlagFilter, FlagItem
from coach.services.reviewing import review_pending
from coach.storage.database import Session, Sessions
from tests.desk import A_REPLY, FakeEngine, minutes, put, put_many


@pytest.fixture
def flagged(sessions: Sessions) -> Sessions:
    """Ten flags, a minute apart; even ones are sam's for the bakery, odd ones alex's for the law firm."""
    with sessions.begin() as session:
        put_many(session, 10)
    review_pending(sessions, FakeEngine())
    return sessions


def tickets(session: Session, wanted: FlagFilter) -> list[str]:
    return [flag.ticket for flag in list_flags(session, ADMIN, wanted).items]


def test_a_flag_leads_back_to_all_it_is_about(flagged: Sessions) -> None:
    with flagged() as session:
        flag = list_flags(session, ADMIN, FlagFilter(), limit=1).items[0]
    assert (flag.code, flag.dimension, flag.severity) == ("ownership_weak", "ownership", 0.72)
    assert (flag.connection, flag.ticket, flag.technician, flag.client) == ("desk", "T-9", "alex", "law firm")
    assert (flag.quotes, flag.written_at) == ((A_REPLY.text,), minutes(9))


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (FlagFilter(technician="sam"), ["T-8", "T-6", "T-4", "T-2", "T-0"]),
        (FlagFilter(technician="desk:sam", client="law firm"), []),
        (FlagFilter(client="law firm", since=minutes(7)), ["T-9", "T-7"]),
        (FlagFilter(since=minutes(3), until=minutes(5)), ["T-4", "T-3"]),
        (FlagFilter(code="ownership_weak", until=minutes(1)), ["T-0"]),
        (FlagFilter(code="acknowledgment_missing"), []),
        (FlagFilter(technician="%"), []),
    ],
)
def test_filters(flagged: Sessions, wanted: FlagFilter, expected: list[str]) -> None:
    with flagged() as session:
        assert tickets(session, wanted) == expected


@pytest.mark.parametrize("limit", [1, 3, 5, 10, 11, 200])
def test_pages_give_every_flag_once_in_order(flagged: Sessions, limit: int) -> None:
    with flagged() as session:
        whole = list_flags(session, ADMIN, FlagFilter(), limit=200).items
        found: list[FlagItem] = []
        after = None
        while True:
            page = list_flags(session, ADMIN, FlagFilter(), after=after, limit=limit)
            found += page.items
            after = page.next
            if after is None:
                break
    assert tuple(found) == whole
    assert len(whole) == 10


def test_a_flag_that_comes_between_pages_moves_nothing(flagged: Sessions) -> None:
    with flagged() as session:
        first = list_flags(session, ADMIN, FlagFilter(), limit=4)
    put(flagged, replace(A_REPLY, ticket="T-new", created_at=minutes(99)))
    review_pending(flagged, FakeEngine())
    with flagged() as session:
        rest = list_flags(session, ADMIN, FlagFilter(), after=first.next, limit=50)
    assert [flag.ticket for flag in rest.items] == ["T-5", "T-4", "T-3", "T-2", "T-1", "T-0"]


def test_flags_of_one_moment_are_all_paged(sessions: Sessions) -> None:
    for number in range(5):
        put(sessions, replace(A_REPLY, ticket=f"T-{number}"))
    review_pending(sessions, FakeEngine())
    with sessions() as session:
        first = list_flags(session, ADMIN, FlagFilter(), limit=3)
        rest = list_flags(session, ADMIN, FlagFilter(), after=first.next, limit=3)
    assert len({flag.key for flag in first.items + rest.items}) == 5


@pytest.mark.parametrize("forged", ["", "f_", "f_AAAAAAAAAAAAAAAA", "1", "' OR 1=1 --", "\x00", "\ud83d"])
def test_a_forged_page_mark_is_refused(flagged: Sessions, forged: str) -> None:
    with flagged() as session, pytest.raises(InputError) as refused:
        list_flags(session, ADMIN, FlagFilter(), after=forged)
    assert refused.value.where == "after"


@pytest.mark.parametrize(
    "wanted", [FlagFilter(technician="\x00"), FlagFilter(client="\ud83d"), FlagFilter(code="\x00")]
)
def test_a_filter_that_no_database_can_take_is_refused(sessions: Sessions, wanted: FlagFilter) -> None:
    with sessions() as session, pytest.raises(InputError):
        list_flags(session, ADMIN, wanted)


@pytest.mark.parametrize("limit", [0, -1, 201])
def test_a_page_has_1_to_200_flags(sqlite_sessions: Sessions, limit: int) -> None:
    with sqlite_sessions() as session, pytest.raises(InputError, match="200"):
        list_flags(session, ADMIN, FlagFilter(), limit=limit)


def test_a_naive_bound_is_refused(sqlite_sessions: Sessions) -> None:
    with sqlite_sessions() as session, pytest.raises(InputError, match="since"):
        list_flags(session, ADMIN, FlagFilter(since=minutes(0).replace(tzinfo=None)))
