"""Every route x every role x somebody else's id: what is outside a key's scope looks like what does not exist."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.conftest import TEAMS, Desk

ROUTES = (
    ("POST", "/api/v1/score"),
    ("POST", "/api/v1/replies"),
    ("GET", "/api/v1/replies?connection=manual&ticket=sam"),
    ("GET", "/api/v1/replies/anything"),
    ("GET", "/api/v1/flags"),
    ("GET", "/api/v1/technicians/sam/summary"),
    ("GET", "/metrics"),
)
SEES = {
    "admin": {"sam", "kim", "noor"},
    "manager": {"sam", "kim"},
    "lead": {"sam", "kim"},
    "sam": {"sam"},
    "kim": {"kim"},
    "noor": {"noor"},
}


@pytest.fixture
def kept(desk: Desk, note: Callable[..., dict[str, Any]]) -> dict[str, str]:
    """Where each technician's one reply is, each on a ticket of the technician's name."""
    return {
        who: desk("admin", "POST", "/api/v1/replies", json=note(technician=who, ticket=who)).json()["review"]
        for who in TEAMS
    }


@pytest.mark.parametrize(("method", "path"), ROUTES)
@pytest.mark.parametrize("header", [None, "Bearer ", "Bearer nonsense", "Bearer \xff\x01", "Basic YTpi", "nonsense"])
def test_without_a_key_in_use_nothing_is_answered(desk: Desk, method: str, path: str, header: str | None) -> None:
    headers = [(b"Authorization", header.encode("latin-1"))] if header else []
    answer = desk.client.request(method, path, headers=headers, json={} if method == "POST" else None)
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "unauthenticated")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("who", SEES)
def test_replies_of_others_are_as_unknown_as_none(desk: Desk, kept: dict[str, str], who: str) -> None:
    missing = desk(who, "GET", "/api/v1/replies/no-such-key")
    assert missing.status_code == 404
    for technician, where in kept.items():
        answer = desk(who, "GET", where)
        if technician in SEES[who]:
            assert answer.json()["technician"] == technician
        else:
            assert answer.status_code == 404
            assert answer.text.replace(where.rpartition("/")[2], "no-such-key") == missing.text


@pytest.mark.parametrize("who", SEES)
def test_tickets_of_others_have_no_replies(desk: Desk, kept: dict[str, str], who: str) -> None:
    found = {
        ticket: [item["technician"] for item in desk(who, "GET", path(ticket)).json()["items"]]
        for ticket in (*kept, "no-such-ticket")
    }
    assert found == {t: [t] if t in SEES[who] else [] for t in (*kept, "no-such-ticket")}


def path(ticket: str) -> str:
    return f"/api/v1/replies?connection=manual&ticket={ticket}"


@pytest.mark.parametrize("who", SEES)
def test_flags_are_those_in_scope_whatever_is_asked_for(desk: Desk, kept: dict[str, str], who: str) -> None:
    assert {item["technician"] for item in desk(who, "GET", "/api/v1/flags").json()["items"]} == SEES[who]
    for technician in TEAMS:
        items = desk(who, "GET", f"/api/v1/flags?technician={technician}").json()["items"]
        assert {item["technician"] for item in items} == {technician} & SEES[who]


@pytest.mark.parametrize("who", SEES)
def test_summaries_of_others_are_as_unknown_as_none(desk: Desk, kept: dict[str, str], who: str) -> None:
    missing = desk(who, "GET", "/api/v1/technicians/nobody/summary")
    assert missing.status_code == 404
    for technician in TEAMS:
        answer = desk(who, "GET", f"/api/v1/technicians/{technician}/summary")
        if technician in SEES[who]:
            assert (answer.json()["technician"], answer.json()["replies"]) == (technician, 1)
        else:
            assert answer.status_code == 404
            assert answer.json()["error"]["message"] == missing.json()["error"]["message"]


@pytest.mark.parametrize("who", SEES)
def test_replies_are_taken_only_within_scope(desk: Desk, note: Callable[..., dict[str, Any]], who: str) -> None:
    for technician in TEAMS:
        answer = desk(who, "POST", "/api/v1/replies", json=note(technician=technician, ticket=f"{who}-{technician}"))
        expected = 201 if technician in SEES[who] else 403
        assert answer.status_code == expected, answer.text
    unnamed = desk(who, "POST", "/api/v1/replies", json=note(technician=None, ticket=f"{who}-nobody"))
    assert unnamed.status_code == (201 if who == "admin" else 403)


def test_another_technicians_reply_is_not_changed_by_its_ids(
    desk: Desk, kept: dict[str, str], note: Callable[..., dict[str, Any]]
) -> None:
    answer = desk("noor", "POST", "/api/v1/replies", json=note(technician="noor", ticket="sam", text="Hijacked."))
    assert answer.status_code in (403, 404, 409)
    assert desk("admin", "GET", kept["sam"]).json()["text"] == note()["text"]
