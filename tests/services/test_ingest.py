"""Storing replies: once, whole, with their threads, and nothing of what is not to be kept."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import text

from coach.engine import input_hash
from coach.errors import InputError, TooLargeError
from coach.services.ingest import store_reply
from coach.services.records import ADMIN, IncomingReply, IncomingTurn, NoteKind, Outcome, ReplyDetail, TextFormat
from coach.services.replies import reply_detail
from coach.storage.database import Sessions
from coach.types.ticket import Author, Reply
from tests.desk import A_REPLY, MONDAY, client, minutes, put, technician

HELP = client("The till is down and we have a queue.", 10)


def detail(sessions: Sessions, key: str) -> ReplyDetail:
    with sessions() as session:
        return reply_detail(session, ADMIN, key)


def thread(sessions: Sessions, key: str) -> list[str]:
    return [turn.text for turn in detail(sessions, key).thread]


def count(sessions: Sessions, table: str) -> int:
    with sessions() as session:
        return int(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def stored_hash(sessions: Sessions, key: str) -> str:
    with sessions() as session:
        return str(session.execute(text("SELECT input_hash FROM replies WHERE key = :key"), {"key": key}).scalar_one())


def test_the_same_reply_twice_is_stored_once(sessions: Sessions) -> None:
    first, second = put(sessions), put(sessions)
    assert (first.version, first.outcome) == (1, Outcome.NEW)
    assert (second.key, second.version, second.outcome) == (first.key, 1, Outcome.SAME)
    assert {name: count(sessions, name) for name in ("replies", "reply_versions", "tickets", "technicians")} == {
        "replies": 1,
        "reply_versions": 1,
        "tickets": 1,
        "technicians": 1,
    }


def test_new_text_raises_the_version_and_keeps_the_old_one(sessions: Sessions) -> None:
    first = put(sessions)
    changed = put(sessions, replace(A_REPLY, text="It is fixed."))
    assert (changed.key, changed.version, changed.outcome) == (first.key, 2, Outcome.CHANGED)
    found = detail(sessions, first.key)
    assert found.text == "It is fixed."
    assert [version.version for version in found.versions] == [1, 2]


def test_going_back_to_an_earlier_text_is_a_new_version(sessions: Sessions) -> None:
    for words in ("One.", "Two.", "One."):
        stored = put(sessions, replace(A_REPLY, text=words))
    assert stored.version == 3


@pytest.mark.parametrize(
    "other",
    [
        replace(A_REPLY, connection="other"),
        replace(A_REPLY, ticket="T-2"),
        replace(A_REPLY, note_kind=NoteKind.EMAIL),
        replace(A_REPLY, note_id="n-2"),
    ],
)
def test_each_part_of_the_identity_tells_replies_apart(sessions: Sessions, other: IncomingReply) -> None:
    assert put(sessions).key != put(sessions, other).key


def test_what_is_told_later_wins_and_what_is_left_out_stays(sessions: Sessions) -> None:
    put(sessions)
    stored = put(sessions, replace(A_REPLY, technician="alex", client=None))
    item = detail(sessions, stored.key).reply
    assert stored.outcome is Outcome.SAME
    assert (item.technician, item.client, item.contact) == ("alex", "bakery", "dana")


def test_times_are_kept_to_the_microsecond_in_utc(sessions: Sessions) -> None:
    at = datetime(2026, 3, 2, 14, 30, 1, 123456, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    found = detail(sessions, put(sessions, replace(A_REPLY, created_at=at)).key).reply.created_at
    assert found == at
    assert found.tzinfo is UTC


def test_html_becomes_plain_text_once(sessions: Sessions) -> None:
    html = replace(A_REPLY, text="<p>Fixed &amp; tested.</p>", format=TextFormat.HTML, thread=())
    found = detail(sessions, put(sessions, html).key)
    assert found.text is not None
    assert found.text.strip() == "Fixed & tested."
    assert found.versions[0].format is TextFormat.HTML


def test_plain_text_stays_as_it_came(sessions: Sessions) -> None:
    odd = "  <b>not bold</b>\r\n\r\n\tünïcode 🙂 \u2028 end  "
    assert detail(sessions, put(sessions, replace(A_REPLY, text=odd)).key).text == odd


def test_an_internal_note_keeps_key_kind_and_time_but_no_text(sessions: Sessions) -> None:
    secret = "the client is a pain, password hunter2"
    note = replace(A_REPLY, note_kind=NoteKind.INTERNAL, text=secret, thread=(HELP,))
    stored = put(sessions, note)
    found = detail(sessions, stored.key)
    assert (stored.version, found.text, found.versions) == (0, None, ())
    assert (found.reply.note_kind, found.reply.created_at) == (NoteKind.INTERNAL, A_REPLY.created_at)
    assert put(sessions, replace(note, text="other words")).outcome is Outcome.SAME
    assert count(sessions, "reply_versions") == 0
    assert count(sessions, "messages") == 1, "the client's words are kept"


def test_an_internal_note_is_no_turn_of_a_later_thread(sessions: Sessions) -> None:
    put(sessions, replace(A_REPLY, note_kind=NoteKind.PRIVATE, created_at=minutes(5), text="psst"))
    assert thread(sessions, put(sessions).key) == []


class TestThread:
    def test_the_turns_before_the_reply_in_order_of_time(self, sessions: Sessions) -> None:
        turns = (technician("On it.", 12), HELP, client("Thanks a lot!", 45))
        assert thread(sessions, put(sessions, replace(A_REPLY, thread=turns)).key) == [HELP.text, "On it."]

    def test_the_same_thread_again_doubles_nothing(self, sessions: Sessions) -> None:
        told = replace(A_REPLY, thread=(HELP, technician("On it.", 12), HELP))
        key = put(sessions, told).key
        before = stored_hash(sessions, key)
        assert put(sessions, told).outcome is Outcome.SAME
        assert thread(sessions, key) == [HELP.text, "On it."]
        assert stored_hash(sessions, key) == before

    def test_white_space_does_not_make_another_turn(self, sessions: Sessions) -> None:
        put(sessions, replace(A_REPLY, thread=(HELP,)))
        wrapped = replace(HELP, text=HELP.text.replace(" and ", "\r\n and "))
        assert len(thread(sessions, put(sessions, replace(A_REPLY, thread=(wrapped,))).key)) == 1

    def test_a_stored_reply_told_as_a_turn_is_not_doubled(self, sessions: Sessions) -> None:
        put(sessions)
        later = replace(A_REPLY, note_id="n-2", created_at=minutes(60), thread=(HELP, technician(A_REPLY.text, 30)))
        assert thread(sessions, put(sessions, later).key) == [HELP.text, A_REPLY.text]

    def test_nor_is_a_turn_that_comes_as_a_reply_later(self, sessions: Sessions) -> None:
        later = replace(A_REPLY, note_id="n-2", created_at=minutes(60), thread=(HELP, technician(A_REPLY.text, 30)))
        key = put(sessions, later).key
        put(sessions)
        assert thread(sessions, key) == [HELP.text, A_REPLY.text]

    def test_nor_an_earlier_text_of_an_edited_reply(self, sessions: Sessions) -> None:
        put(sessions)
        put(sessions, replace(A_REPLY, text="I'll have it running by noon."))
        later = replace(A_REPLY, note_id="n-2", created_at=minutes(60), thread=(technician(A_REPLY.text, 30),))
        assert thread(sessions, put(sessions, later).key) == ["I'll have it running by noon."]

    def test_a_whole_ticket_told_with_a_reply_does_not_bear_that_reply(self, sessions: Sessions) -> None:
        told = replace(A_REPLY, thread=(HELP, technician(A_REPLY.text, 30), client("And?", 50)))
        assert thread(sessions, put(sessions, told).key) == [HELP.text]

    def test_within_one_minute_arrival_decides(self, sessions: Sessions) -> None:
        first = replace(A_REPLY, thread=(client("Hello?", 30),))
        key = put(sessions, first).key
        second = replace(A_REPLY, note_id="n-2", text="Done.", thread=(client("Still there?", 30),))
        with sessions.begin() as session:
            other = store_reply(session, second, caller=ADMIN, now=MONDAY + timedelta(days=9)).key
        assert thread(sessions, key) == ["Hello?"]
        assert thread(sessions, other) == ["Hello?", A_REPLY.text, "Still there?"]

    def test_turns_of_html_replies_are_html_unless_they_say_otherwise(self, sessions: Sessions) -> None:
        turns = (
            replace(client("<p>a &lt; b</p>", 1), format=None),
            replace(client("a < b, plainly", 2), format=TextFormat.TEXT),
        )
        html = replace(A_REPLY, text="<p>Fixed.</p>", format=TextFormat.HTML, thread=turns)
        assert [turn.strip() for turn in thread(sessions, put(sessions, html).key)] == ["a < b", "a < b, plainly"]


class TestInputHash:
    def test_it_is_the_engines_hash_of_text_and_thread(self, sessions: Sessions) -> None:
        key = put(sessions, replace(A_REPLY, thread=(HELP,))).key
        found = detail(sessions, key)
        assert found.text is not None
        assert stored_hash(sessions, key) == input_hash(Reply(found.text, found.thread))

    def test_a_late_message_from_before_the_reply_changes_it(self, sessions: Sessions) -> None:
        key = put(sessions).key
        before = stored_hash(sessions, key)
        put(sessions, replace(A_REPLY, thread=(HELP,)))
        assert stored_hash(sessions, key) != before

    def test_a_message_from_after_the_reply_does_not(self, sessions: Sessions) -> None:
        key = put(sessions).key
        before = stored_hash(sessions, key)
        put(sessions, replace(A_REPLY, thread=(client("Thanks!", 31),)))
        assert stored_hash(sessions, key) == before

    def test_an_edited_reply_changes_the_later_ones(self, sessions: Sessions) -> None:
        put(sessions)
        later = put(sessions, replace(A_REPLY, note_id="n-2", created_at=minutes(60), text="Done.")).key
        before = stored_hash(sessions, later)
        put(sessions, replace(A_REPLY, text="I'll have it running by noon."))
        assert stored_hash(sessions, later) != before
        assert thread(sessions, later) == ["I'll have it running by noon."]

    def test_a_reply_that_moves_in_time_changes_what_it_passes(self, sessions: Sessions) -> None:
        put(sessions)
        later = put(sessions, replace(A_REPLY, note_id="n-2", created_at=minutes(60), text="Done.")).key
        put(sessions, replace(A_REPLY, created_at=minutes(90)))
        assert thread(sessions, later) == []
        assert stored_hash(sessions, later) == input_hash(Reply("Done."))


BAD = {
    "NUL in the text": (replace(A_REPLY, text="a\x00b"), "text"),
    "NUL in a turn": (replace(A_REPLY, thread=(client("a\x00b", 1),)), "thread[0].text"),
    "NUL in an id": (replace(A_REPLY, ticket="T\x00"), "ticket"),
    "half a surrogate": (replace(A_REPLY, text="\ud83d"), "text"),
    "NUL in an internal note": (replace(A_REPLY, note_kind=NoteKind.INTERNAL, text="\x00"), "text"),
    "naive time": (replace(A_REPLY, created_at=datetime(2026, 3, 2)), "created_at"),
    "naive turn": (replace(A_REPLY, thread=(IncomingTurn(Author.CLIENT, "?", datetime(2026, 3, 2)),)), "thread[0].at"),
    "time before the calendar": (
        replace(A_REPLY, created_at=datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))),
        "created_at",
    ),
    "empty ticket": (replace(A_REPLY, ticket=""), "ticket"),
    "blank note id": (replace(A_REPLY, note_id=" \n"), "note_id"),
    "long client": (replace(A_REPLY, client="c" * 201), "client"),
    "colon in the connection": (replace(A_REPLY, connection="a:b"), "connection"),
    "blank speaker": (replace(A_REPLY, thread=(client("Hi", 1, who=" "),)), "thread[0].who"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_at_its_place_and_nothing_is_stored(sqlite_sessions: Sessions, name: str) -> None:
    incoming, where = BAD[name]
    with pytest.raises(InputError) as refused:
        put(sqlite_sessions, incoming)
    assert refused.value.where == where
    assert refused.value.remedy
    assert {table: count(sqlite_sessions, table) for table in ("connections", "tickets", "replies", "messages")} == {
        "connections": 0,
        "tickets": 0,
        "replies": 0,
        "messages": 0,
    }


def test_too_many_turns_are_too_large(sqlite_sessions: Sessions) -> None:
    turns = tuple(client(f"line {number}", number / 100) for number in range(1_001))
    put(sqlite_sessions, replace(A_REPLY, thread=turns[:1_000]))
    with pytest.raises(TooLargeError, match="1000 turns"):
        put(sqlite_sessions, replace(A_REPLY, thread=turns))


def test_a_body_without_own_words_is_stored_all_the_same(sessions: Sessions) -> None:
    assert detail(sessions, put(sessions, replace(A_REPLY, text=" \n ")).key).text == " \n "


def test_many_at_once_store_it_once(sessions: Sessions) -> None:
    told = replace(A_REPLY, thread=(HELP, technician("On it.", 12)))
    with ThreadPoolExecutor(8) as pool:
        stored = list(pool.map(lambda _: put(sessions, told), range(16)))
    assert Counter(one.outcome for one in stored) == {Outcome.NEW: 1, Outcome.SAME: 15}
    assert len({one.key for one in stored}) == 1
    assert (count(sessions, "replies"), count(sessions, "messages")) == (1, 2)


def test_many_notes_on_one_ticket_at_once_see_each_other(sessions: Sessions) -> None:
    notes = [replace(A_REPLY, note_id=str(n), text=f"Step {n}.", created_at=minutes(n)) for n in range(8)]
    with ThreadPoolExecutor(8) as pool:
        keys = [stored.key for stored in pool.map(lambda note: put(sessions, note), notes)]
    for number, key in enumerate(keys):
        found = detail(sessions, key)
        assert found.text is not None
        assert len(found.thread) == number
        assert stored_hash(sessions, key) == input_hash(Reply(found.text, found.thread))
