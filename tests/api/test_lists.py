"""Flags in pages and by filter, and one technician's summary."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.conftest import Desk

FLAGS = "/api/v1/flags"


@pytest.fixture
def flagged(desk: Desk, note: Callable[..., dict[str, Any]]) -> Desk:
    """Seven flagged replies, an hour apart: five of sam's for harbor-dental, two of noor's for others."""
    for hour in range(7):
        who, client = ("sam", "harbor-dental") if hour < 5 else ("noor", "others")
        made = note(note_id=str(hour), ticket=f"t{hour}", technician=who, client=client)
        desk("admin", "POST", "/api/v1/replies", json=made | {"created_at": f"2026-05-04T{10 + hour}:00:00Z"})
    return desk


def listed(desk: Desk, query: str = "") -> list[str]:
    return [item["ticket"] for item in desk("admin", "GET", f"{FLAGS}?{query}").json()["items"]]


def test_pages_follow_one_another_without_gap_or_double(flagged: Desk) -> None:
    tickets, after, pages = [], "", 0
    while after is not None and pages < 10:
        page = flagged("admin", "GET", FLAGS, params={"limit": 3} | ({"after": after} if after else {})).json()
        tickets += [item["ticket"] for item in page["items"]]
        after, pages = page["next"], pages + 1
    assert (tickets, pages) == ([f"t{hour}" for hour in reversed(range(7))], 3)


def test_a_flag_shows_the_words_and_leads_to_its_reply(flagged: Desk) -> None:
    (flag,) = flagged("admin", "GET", f"{FLAGS}?limit=1").json()["items"]
    reply = flagged("admin", "GET", f"/api/v1/replies/{flag['reply']}").json()
    assert flag["quotes"] == [reply["text"][span["start"] : span["end"]] for span in flag["evidence"]]
    assert [raised["code"] for raised in reply["review"]["flags"]] == [flag["code"]]
    assert reply["review"]["flags"][0]["severity"] == flag["severity"]


def test_filters_narrow_the_list(flagged: Desk) -> None:
    assert listed(flagged, "technician=noor") == ["t6", "t5"]
    assert listed(flagged, "client=others&technician=sam") == []
    assert listed(flagged, "since=2026-05-04T12:00:00Z&until=2026-05-04T14:00:00Z") == ["t3", "t2"]
    assert listed(flagged, "since=2026-05-04T14:30:00%2B02:00&until=2026-05-04T14:00:00Z") == ["t3"]
    assert listed(flagged, "code=no_such_code") == []
    assert listed(flagged, "status=superseded") == []
    assert listed(flagged, "technician=nobody") == []


def test_a_new_text_supersedes_the_flag_of_the_old(flagged: Desk, note: Callable[..., dict[str, Any]]) -> None:
    better = "I see payroll hangs on this. I'm resetting the scanner now and will call you by 3 pm."
    made = note(note_id="0", ticket="t0", text=better, created_at="2026-05-04T10:00:00Z", client="harbor-dental")
    flagged("admin", "POST", "/api/v1/replies", json=made)
    assert "t0" not in listed(flagged)
    assert listed(flagged, "status=superseded") == ["t0"]


def test_a_summary_counts_replies_and_says_when_there_are_too_few(flagged: Desk) -> None:
    whole = flagged("sam", "GET", "/api/v1/technicians/sam/summary").json()
    assert (whole["replies"], whole["reviewed"], whole["pending"], sum(whole["flags"].values())) == (5, 5, 0, 5)
    ownership = next(each for each in whole["dimensions"] if each["dimension"] == "ownership")
    assert (ownership["n"], ownership["shares"], ownership["enough"]) == (5, {"weak": 1.0}, False)
    part = flagged("sam", "GET", "/api/v1/technicians/manual:sam/summary?since=2026-05-04T13:00:00Z").json()
    assert (part["replies"], part["since"]) == (2, "2026-05-04T13:00:00Z")
