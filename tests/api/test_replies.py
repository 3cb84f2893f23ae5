"""Keeping replies: the receipt, versions, the review that follows, and finding them again."""

from collections.abc import Callable
from typing import Any

import pytest

from api.routes import replies as route
from coach.services.records import ADMIN
from coach.services.replies import find_replies
from coach.storage.database import Sessions
from tests.api.conftest import Desk

Note = Callable[..., dict[str, Any]]
PATH = "/api/v1/replies"


def test_new_then_same_then_changed(desk: Desk, note: Note) -> None:
    new = desk("admin", "POST", PATH, json=note())
    same = desk("admin", "POST", PATH, json=note())
    changed = desk("admin", "POST", PATH, json=note(text="I'll reset it now and call you by 3 pm."))
    assert [answer.status_code for answer in (new, same, changed)] == [201, 200, 200]
    assert [answer.json()["outcome"] for answer in (new, same, changed)] == ["new", "same", "changed"]
    assert [answer.json()["version"] for answer in (new, same, changed)] == [1, 1, 2]
    assert {answer.json()["key"] for answer in (new, same, changed)} == {new.json()["key"]}


def test_the_review_is_where_the_receipt_says_and_old_ones_are_kept(desk: Desk, note: Note) -> None:
    where = desk("admin", "POST", PATH, json=note()).json()["review"]
    first = desk("admin", "GET", where).json()
    assert (first["review"]["version"], first["review"]["ownership"]) == (1, "weak")
    desk("admin", "POST", PATH, json=note(text="I'll reset it now and call you by 3 pm."))
    second = desk("admin", "GET", where).json()
    assert (second["review"]["version"], second["review"]["ownership"]) == (2, "strong")
    assert second["earlier"] == [first["review"]]
    assert [each["version"] for each in second["versions"]] == [1, 2]


def test_a_message_that_comes_late_makes_the_review_again_once(desk: Desk, note: Note) -> None:
    where = desk("admin", "POST", PATH, json=note(thread=[])).json()["review"]
    before = desk("admin", "GET", where).json()["review"]
    later = note(note_id="3", created_at="2026-05-04T10:00:00Z", text="I have reset it. Does it work now?")
    for _ in range(2):
        desk("admin", "POST", PATH, json=later)
    detail = desk("admin", "GET", where).json()
    assert [turn["author"] for turn in detail["thread"]] == ["client"]
    assert detail["earlier"] == [before]
    assert detail["review"]["need"] != before["need"]


def test_the_reply_is_kept_before_the_background_begins(
    desk: Desk, note: Note, sqlite_sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def look(*_: Any, **__: Any) -> int:
        with sqlite_sessions.begin() as session:
            seen.append(len(find_replies(session, ADMIN, connection="manual", ticket="4711")))
        return 0

    monkeypatch.setattr(route, "review_pending", look)
    desk("admin", "POST", PATH, json=note())
    assert seen == [1]


def test_a_refused_reply_leaves_nothing(desk: Desk, note: Note) -> None:
    assert desk("admin", "POST", PATH, json=note(note_id="")).status_code == 422
    assert desk("admin", "GET", f"{PATH}?connection=manual&ticket=4711").json() == {"items": []}


def test_found_by_the_desks_own_ids(desk: Desk, note: Note) -> None:
    key = desk("admin", "POST", PATH, json=note()).json()["key"]
    desk("admin", "POST", PATH, json=note(note_id="3"))
    of_ticket = desk("admin", "GET", f"{PATH}?connection=manual&ticket=4711").json()["items"]
    one = desk("admin", "GET", f"{PATH}?connection=manual&ticket=4711&note_kind=public_note&note_id=2").json()["items"]
    assert [item["note_id"] for item in of_ticket] == ["2", "3"]
    assert [item["key"] for item in one] == [key]


def test_of_an_internal_note_no_text_is_kept(desk: Desk, note: Note) -> None:
    stored = desk("admin", "POST", PATH, json=note(note_kind="internal_note", text="the client is a pain")).json()
    answer = desk("admin", "GET", stored["review"])
    assert (stored["version"], answer.json()["text"], answer.json()["review"]) == (0, None, None)
    assert "pain" not in answer.text


def test_what_is_not_english_is_kept_unscored(desk: Desk, note: Note) -> None:
    text = "Bonjour, je regarde cela tout de suite et je vous rappelle demain matin."
    where = desk("admin", "POST", PATH, json=note(text=text)).json()["review"]
    review = desk("admin", "GET", where).json()["review"]
    assert (review["text"], review["unscored"], review["ownership"]) == (text, "not_english", None)
