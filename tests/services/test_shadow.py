"""A new reader beside the one in use: what would change is told, and nothing is stored."""

from dataclasses import replace

from sqlalchemy import text

from coach.services.reviewing import review_pending
from coach.services.shadow import Change, shadow
from coach.storage.database import Sessions
from coach.types.review import Provenance
from tests.desk import A_REPLY, MADE_BY, FakeEngine, put, put_many

NEW = replace(MADE_BY, model_version="2")


def _reviews(sessions: Sessions) -> int:
    with sessions() as session:
        return int(session.execute(text("SELECT count(*) FROM reviews")).scalar_one())


def test_every_change_is_told_with_replies_to_look_at(sessions: Sessions) -> None:
    with sessions.begin() as session:
        stored = put_many(session, 7)
    found = shadow(sessions, FakeEngine(), FakeEngine(NEW, verdicts={"ownership": "strong"}))
    keys = tuple(each.key for each in stored[:5])
    assert found.changes == (Change("ownership", "weak", "strong", 7, keys),)
    assert (found.replies, found.changed, found.flagged_now, found.flagged_then) == (7, 7, 7, 7)


def test_the_same_reader_changes_nothing(sessions: Sessions) -> None:
    put(sessions)
    found = shadow(sessions, FakeEngine(), FakeEngine(NEW))
    assert (found.replies, found.changed, found.changes) == (1, 0, ())


def test_replies_with_a_review_are_read_too_and_none_is_stored(sessions: Sessions) -> None:
    put(sessions)
    assert review_pending(sessions, FakeEngine()) == 1
    assert shadow(sessions, FakeEngine(), FakeEngine(NEW)).replies == 1
    assert _reviews(sessions) == 1


def test_no_more_than_the_limit(sessions: Sessions) -> None:
    with sessions.begin() as session:
        put_many(session, 7)
    assert shadow(sessions, FakeEngine(), FakeEngine(NEW), limit=3).replies == 3


def test_what_only_one_of_them_scores_is_a_change(sessions: Sessions) -> None:
    put(sessions, replace(A_REPLY, text="I will call you."))
    broken = FakeEngine(Provenance("Test standard", "1", "aaaa", "other", "1"), raises=lambda _text: ValueError("no"))
    (change,) = shadow(sessions, FakeEngine(), broken).changes
    assert (change.field, change.now, change.then) == ("scored", "yes", "failed:ValueError")
