"""Totals for the metrics page."""

from dataclasses import replace

from coach.services.health import totals
from coach.services.records import NoteKind, Totals
from coach.services.reviewing import review_pending
from coach.storage.database import Sessions, read_only
from tests.desk import A_REPLY, MADE_BY, FakeEngine, put


def test_totals_of_an_empty_database(sessions: Sessions) -> None:
    with read_only(sessions)() as session:
        assert totals(session, MADE_BY) == Totals(0, 0, 0, {}, 0)


def test_totals_follow_what_is_done(sessions: Sessions) -> None:
    put(sessions)
    put(sessions, replace(A_REPLY, note_id="n-2", text="poison"))
    put(sessions, replace(A_REPLY, note_id="n-3", note_kind=NoteKind.INTERNAL))
    with sessions() as session:
        assert totals(session, MADE_BY) == Totals(2, 2, 0, {}, 0)
    review_pending(sessions, FakeEngine(raises=lambda words: ValueError() if words == "poison" else None))
    with sessions() as session:
        assert totals(session, MADE_BY) == Totals(2, 0, 2, {"failed:ValueError": 1}, 1)
        assert totals(session, replace(MADE_BY, model_version="2")).pending == 2
