"""Reviewing: once for each text, thread, standard and model; nothing lost, nothing doubled, nobody blocked."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import text

from coach.engine import Engine
from coach.errors import InputError, ModelError
from coach.services.flags import list_flags
from coach.services.records import ADMIN, FlagFilter, FlagStatus, NoteKind, ReplyDetail
from coach.services.replies import reply_detail
from coach.services.reviewing import review_pending
from coach.settings import Settings
from coach.setup import build_engine
from coach.storage.database import Sessions
from coach.types.review import Provenance
from coach.types.ticket import Reply
from tests.desk import A_REPLY, MADE_BY, NOW, FakeEngine, client, minutes, put, put_many

LATE = replace(A_REPLY, thread=(client("The till is down!", 10),))


@pytest.fixture(scope="module")
def engine() -> Engine:
    return build_engine(Settings())


def detail(sessions: Sessions, key: str) -> ReplyDetail:
    with sessions() as session:
        return reply_detail(session, ADMIN, key)


def statuses(sessions: Sessions) -> list[str]:
    """Of every flag, oldest first."""
    with sessions() as session:
        return list(session.scalars(text("SELECT status FROM flags ORDER BY id")))


def test_each_reply_is_reviewed_once(sessions: Sessions) -> None:
    with sessions.begin() as session:
        put_many(session, 7)
    fake = FakeEngine()
    assert review_pending(sessions, fake, batch=3) == 7
    assert review_pending(sessions, fake, batch=3) == 0
    assert len(fake.read) == 7


def test_internal_notes_are_never_read(sessions: Sessions) -> None:
    put(sessions, replace(A_REPLY, note_kind=NoteKind.INTERNAL))
    fake = FakeEngine()
    assert review_pending(sessions, fake) == 0
    assert fake.read == []


def test_the_engine_reads_the_stored_text_in_its_thread(sessions: Sessions) -> None:
    put(sessions, LATE)
    fake = FakeEngine()
    review_pending(sessions, fake)
    (read,) = fake.read
    assert (read.text, [turn.text for turn in read.thread]) == (A_REPLY.text, ["The till is down!"])


def test_keys_bound_it_to_these_replies(sessions: Sessions) -> None:
    with sessions.begin() as session:
        stored = put_many(session, 4)
    assert review_pending(sessions, FakeEngine(), keys=[stored[2].key, "r_unknown"]) == 1
    assert detail(sessions, stored[2].key).current is not None
    assert detail(sessions, stored[1].key).current is None
    assert review_pending(sessions, FakeEngine(), keys=[]) == 0


def test_a_late_message_makes_the_review_once_again_and_keeps_the_old_one(sessions: Sessions) -> None:
    key = put(sessions).key
    review_pending(sessions, FakeEngine())
    before = detail(sessions, key).current
    put(sessions, LATE)
    assert detail(sessions, key).current is None
    assert [review_pending(sessions, FakeEngine()) for _ in range(2)] == [1, 0]
    after = detail(sessions, key)
    assert before is not None
    assert after.current is not None
    assert after.current.review.input_hash != before.review.input_hash
    assert [old.review.input_hash for old in after.earlier] == [before.review.input_hash]
    assert statuses(sessions) == ["superseded", "open"]


def test_a_message_from_after_the_reply_changes_nothing(sessions: Sessions) -> None:
    put(sessions)
    review_pending(sessions, FakeEngine())
    put(sessions, replace(A_REPLY, thread=(client("Thanks!", 40),)))
    assert review_pending(sessions, FakeEngine()) == 0


def test_new_text_is_reviewed_and_the_old_review_kept(sessions: Sessions) -> None:
    key = put(sessions).key
    review_pending(sessions, FakeEngine())
    put(sessions, replace(A_REPLY, text="The till is back."))
    assert review_pending(sessions, FakeEngine()) == 1
    found = detail(sessions, key)
    assert found.current is not None
    assert (found.current.version, [old.version for old in found.earlier]) == (2, [1])
    assert found.current.review.text == "The till is back."
    assert found.earlier[0].review.text == A_REPLY.text
    assert statuses(sessions) == ["superseded"], "the new text has no flag, and the old one's is closed"


@pytest.mark.parametrize(
    "other",
    [
        replace(MADE_BY, standard_hash="bbbb"),
        replace(MADE_BY, standard_version="2"),
        replace(MADE_BY, model="other"),
        replace(MADE_BY, model_version="2"),
    ],
)
def test_another_standard_or_model_reviews_all_again(sessions: Sessions, other: Provenance) -> None:
    with sessions.begin() as session:
        stored = put_many(session, 2)
    review_pending(sessions, FakeEngine())
    assert review_pending(sessions, FakeEngine(made_by=other)) == 2
    assert review_pending(sessions, FakeEngine()) == 0, "the first one's reviews are still there"
    found = detail(sessions, stored[0].key)
    assert found.current is not None
    assert found.current.review.made_by == other
    assert [old.review.made_by for old in found.earlier] == [MADE_BY]


def test_a_poisoned_reply_is_recorded_and_blocks_nobody(sessions: Sessions) -> None:
    with sessions.begin() as session:
        put_many(session, 3)
    poisoned = put(sessions, replace(A_REPLY, ticket="T-9", text="poison")).key
    refused = put(sessions, replace(A_REPLY, ticket="T-10", text="refused")).key

    def raises(words: str) -> Exception | None:
        return {"poison": ZeroDivisionError(), "refused": InputError("too odd")}.get(words)

    fake = FakeEngine(raises=raises)
    assert [review_pending(sessions, fake) for _ in range(2)] == [5, 0]
    unscored = {key: detail(sessions, key).current for key in (poisoned, refused)}
    assert {key: kept.review.unscored for key, kept in unscored.items() if kept} == {
        poisoned: "failed:ZeroDivisionError",
        refused: "failed:input_invalid",
    }
    assert all(kept.review.made_by == MADE_BY for kept in unscored.values() if kept)


def test_a_poisoned_reply_gets_another_chance_with_a_new_text(sessions: Sessions) -> None:
    key = put(sessions, replace(A_REPLY, text="poison")).key
    fake = FakeEngine(raises=lambda words: ValueError() if words == "poison" else None)
    review_pending(sessions, fake)
    put(sessions)
    review_pending(sessions, fake)
    current = detail(sessions, key).current
    assert current is not None
    assert current.review.unscored is None


def test_an_error_of_the_model_is_not_blamed_on_replies(sessions: Sessions) -> None:
    put(sessions)
    with pytest.raises(ModelError):
        review_pending(sessions, FakeEngine(raises=lambda _: ModelError("damaged")))
    assert review_pending(sessions, FakeEngine()) == 1


def test_an_interrupted_run_goes_on_where_it_was(sessions: Sessions) -> None:
    with sessions.begin() as session:
        put_many(session, 120)
    fake = FakeEngine()
    fake.raises = lambda _: KeyboardInterrupt() if len(fake.read) == 110 else None
    with pytest.raises(KeyboardInterrupt):
        review_pending(sessions, fake)
    assert review_pending(sessions, FakeEngine()) == 20, "the first hundred were committed"


def test_two_runs_side_by_side_add_nothing_twice(sessions: Sessions) -> None:
    with sessions.begin() as session:
        put_many(session, 60)
    with ThreadPoolExecutor(2) as pool:
        added = list(pool.map(lambda _: review_pending(sessions, FakeEngine(), batch=10), range(2)))
    assert sum(added) == 60
    with sessions() as session:
        per_version = Counter(session.scalars(text("SELECT reply_version_id FROM reviews")))
    assert set(per_version.values()) == {1}
    assert statuses(sessions) == ["open"] * 60


def test_a_text_that_changes_while_it_is_read_raises_no_flag(sessions: Sessions) -> None:
    put(sessions)
    overtaken = FakeEngine(before=lambda: put(sessions, replace(A_REPLY, text="The till is back.")))
    assert review_pending(sessions, overtaken) == 1
    assert statuses(sessions) == ["superseded"]
    assert review_pending(sessions, FakeEngine()) == 1


def test_unscored_replies_keep_their_reason_and_no_verdict(sessions: Sessions) -> None:
    key = put(sessions, replace(A_REPLY, text=" ")).key
    review_pending(sessions, FakeEngine())
    current = detail(sessions, key).current
    assert current is not None
    assert (current.review.unscored, current.review.score, current.review.reading) == ("no_own_words", None, None)
    with sessions() as session:
        assert session.execute(text("SELECT ownership, overall, score, reading FROM reviews")).one() == (None,) * 4


def test_times_come_from_the_clock_that_is_passed_in(sessions: Sessions) -> None:
    key = put(sessions).key
    review_pending(sessions, FakeEngine(), clock=lambda: NOW)
    current = detail(sessions, key).current
    assert current is not None
    assert current.made_at == NOW


def test_the_standard_is_kept_with_its_words(sessions: Sessions) -> None:
    review_pending(sessions, FakeEngine())
    review_pending(sessions, FakeEngine())
    with sessions() as session:
        rows = session.execute(text("SELECT name, version, hash, yaml FROM standards")).all()
    assert rows == [("Test standard", "1", "aaaa", "name: Test standard\n")]


def test_verdicts_and_scores_stand_in_columns(sessions: Sessions) -> None:
    put(sessions)
    review_pending(sessions, FakeEngine(verdicts={"scenario": "delay", "language": "plain"}))
    with sessions() as session:
        row = session.execute(
            text("SELECT ownership, scenario, language, closure, overall, ownership_score, need FROM current_reviews")
        ).one()
    assert row == ("weak", "delay", "plain", None, 0.1, 0.1, "chase")


def test_a_fake_review_comes_back_as_it_went_in(sessions: Sessions) -> None:
    key = put(sessions, LATE).key
    fake = FakeEngine()
    review_pending(sessions, fake)
    current = detail(sessions, key).current
    assert current is not None
    assert current.review == next(FakeEngine().review_many(fake.read))


@pytest.mark.parametrize(
    "words",
    [
        "Hi Dana,\n\nI know this stops payroll. I've reset the account and I'll call you by 3 pm.\n\nThanks, Sam",
        "It has been escalated.",
        "Fixed 🙂 — please test.\r\n\r\nOn Tue, Dana wrote:\r\n> it is down",
        "Will look. " * 40,
        "",
        "Wir haben das Problem behoben und melden uns morgen wieder bei Ihnen.",
    ],
)
def test_a_real_review_comes_back_as_it_went_in(sessions: Sessions, engine: Engine, words: str) -> None:
    key = put(sessions, replace(LATE, text=words)).key
    assert review_pending(sessions, engine) == 1
    found = detail(sessions, key)
    assert found.text is not None
    assert found.current is not None
    (made,) = engine.review_many([Reply(found.text, found.thread)])
    assert found.current.review == made
    with sessions() as session:
        flags = list_flags(session, ADMIN, FlagFilter())
    assert [(flag.code, flag.evidence) for flag in flags.items] == [(flag.code, flag.evidence) for flag in made.flags]


def test_a_flag_goes_with_a_reply_that_moves_in_time(sessions: Sessions) -> None:
    put(sessions)
    review_pending(sessions, FakeEngine())
    put(sessions, replace(A_REPLY, created_at=minutes(99)))
    with sessions() as session:
        assert [flag.written_at for flag in list_flags(session, ADMIN, FlagFilter()).items] == [minutes(99)]


def test_open_is_what_is_listed_by_default(sessions: Sessions) -> None:
    put(sessions)
    review_pending(sessions, FakeEngine())
    put(sessions, replace(A_REPLY, created_at=minutes(31), text="I'll look into it today."))
    review_pending(sessions, FakeEngine())
    with sessions() as session:
        everything = list_flags(session, ADMIN, FlagFilter(status=None))
        assert [flag.status for flag in everything.items] == [FlagStatus.OPEN, FlagStatus.SUPERSEDED]
        assert [flag.quotes for flag in everything.items] == [("I'll look into it today.",), (A_REPLY.text,)]
        assert len(list_flags(session, ADMIN, FlagFilter()).items) == 1
