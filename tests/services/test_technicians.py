"""A technician's summary counts each reply once, by its current review, and says when there is too little to tell."""

from dataclasses import replace

import pytest

from coach.errors import InputError, NotFoundError
from coach.services.records import ADMIN, NoteKind, TechnicianSummary, VerdictShares
from coach.services.reviewing import review_pending
from coach.services.technicians import technician_summary
from coach.storage.database import Sessions
from tests.desk import A_REPLY, FakeEngine, client, minutes, put


def put_sams(sessions: Sessions, texts: list[str]) -> None:
    for number, words in enumerate(texts):
        put(sessions, replace(A_REPLY, ticket=f"T-{number}", text=words, created_at=minutes(number)))


def summary(sessions: Sessions) -> TechnicianSummary:
    with sessions() as session:
        return technician_summary(session, ADMIN, "sam")


def ownership(found: TechnicianSummary) -> VerdictShares:
    return next(shares for shares in found.dimensions if shares.dimension == "ownership")


def test_shares_counts_and_flags(sessions: Sessions) -> None:
    put_sams(sessions, ["I'll look into it."] * 9 + ["Done."] * 3 + [" "])
    review_pending(sessions, FakeEngine())
    put(sessions, replace(A_REPLY, ticket="T-99"))
    put(sessions, replace(A_REPLY, note_kind=NoteKind.INTERNAL))
    put(sessions, replace(A_REPLY, ticket="T-98", technician="alex"))
    found = summary(sessions)
    assert (found.replies, found.reviewed, found.unscored, found.pending) == (14, 12, {"no_own_words": 1}, 1)
    assert ownership(found) == VerdictShares("ownership", 12, 0, {"strong": 0.25, "weak": 0.75}, True)
    assert found.flags == {"ownership_weak": 9}


def test_not_applicable_is_counted_apart(sessions: Sessions) -> None:
    put_sams(sessions, ["Done."] * 12)
    review_pending(sessions, FakeEngine())
    shares = {one.dimension: one for one in summary(sessions).dimensions}
    assert shares["acknowledgment"] == VerdictShares("acknowledgment", 0, 12, {}, False)
    assert list(shares) == ["ownership", "acknowledgment", "closure", "expectations", "plain_language", "tone"]


def test_under_ten_is_not_enough_yet(sessions: Sessions) -> None:
    put_sams(sessions, ["Done."] * 9)
    review_pending(sessions, FakeEngine())
    assert not ownership(summary(sessions)).enough
    put(sessions, replace(A_REPLY, ticket="T-99", text="Done."))
    review_pending(sessions, FakeEngine())
    assert ownership(summary(sessions)).enough


def test_a_reply_counts_once_by_its_current_review(sessions: Sessions) -> None:
    put(sessions)
    review_pending(sessions, FakeEngine())
    put(sessions, replace(A_REPLY, text="Done.", thread=(client("It is down.", 1),)))
    assert summary(sessions).pending == 1
    review_pending(sessions, FakeEngine())
    review_pending(sessions, FakeEngine(made_by=replace(FakeEngine().made_by, model_version="2")))
    found = summary(sessions)
    assert (found.reviewed, found.pending, ownership(found).shares, found.flags) == (1, 0, {"strong": 1.0}, {})


def test_a_period_bounds_everything(sessions: Sessions) -> None:
    put_sams(sessions, ["I'll look into it."] * 6)
    review_pending(sessions, FakeEngine())
    with sessions() as session:
        found = technician_summary(session, ADMIN, "desk:sam", since=minutes(2), until=minutes(5))
    assert (found.replies, found.reviewed, found.flags, ownership(found).n) == (3, 3, {"ownership_weak": 3}, 3)
    assert (found.since, found.until) == (minutes(2), minutes(5))


def test_nobody_has_no_summary(sessions: Sessions) -> None:
    with sessions() as session, pytest.raises(NotFoundError):
        technician_summary(session, ADMIN, "sam")


def test_an_id_of_two_connections_must_say_which(sessions: Sessions) -> None:
    put(sessions)
    put(sessions, replace(A_REPLY, connection="other"))
    with sessions() as session:
        with pytest.raises(InputError, match="desk:sam or other:sam"):
            technician_summary(session, ADMIN, "sam")
        assert technician_summary(session, ADMIN, "other:sam").connection == "other"
