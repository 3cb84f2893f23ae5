"""Whatever is sent, the answer is a 4xx of the one shape, and nothing is kept."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from api.limits import MAX_BODY
from tests.api.conftest import Desk

SCORE = "/api/v1/score"
JSON = {"Content-Type": "application/json"}


def refusal(answer: Any) -> tuple[int, str, str]:
    """Status, code and place; the shape is checked on the way."""
    body = answer.json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message", "place", "remedy"}
    assert body["error"]["message"]
    return answer.status_code, body["error"]["code"], body["error"]["place"]


def sent(desk: Desk, body: bytes | Iterator[bytes], headers: dict[str, str] = JSON) -> tuple[int, str, str]:
    return refusal(desk("admin", "POST", SCORE, content=body, headers=headers))


BODIES = {
    b"{": (400, "body_invalid", "body, character 1"),
    b'{"reply": "a\x00b"}': (400, "body_invalid", "body, byte 12"),
    b'{"reply": "\xff"}': (400, "body_invalid", "body, byte 11"),
    b'{"reply": "\xed\xa0\x80"}': (400, "body_invalid", "body, byte 11"),
    '{"reply": "x"}'.encode("utf-16"): (400, "body_invalid", "body, byte 3"),
    b'{"id": ' + b"9" * 5000 + b', "reply": "x"}': (400, "body_invalid", "POST /api/v1/score"),
    b"[" * 100_000 + b"]" * 100_000: (400, "body_invalid", "POST /api/v1/score"),
    b"": (422, "input_invalid", "body"),
    b"[]": (422, "input_invalid", "body"),
    b"null": (422, "input_invalid", "body"),
    b"{}": (422, "input_invalid", "reply"),
    b'{"reply": 7}': (422, "input_invalid", "reply"),
    b'{"reply": "a\\u0000b"}': (422, "input_invalid", "reply"),
    b'{"reply": "\\ud800"}': (422, "input_invalid", "reply"),
    b'{"reply": "x", "colour": 1}': (422, "input_invalid", "colour"),
    b'{"reply": "x", "\\ud800": 1}': (422, "input_invalid", "body"),
    b'{"reply": "x", "id": NaN}': (422, "input_invalid", "id"),
    b'{"reply": "x", "context": [{"author": "cat", "text": ""}]}': (422, "input_invalid", "context.0.author"),
    b'{"reply": "x", "format": "rtf"}': (422, "input_invalid", "format"),
}


@pytest.mark.parametrize(("body", "expected"), BODIES.items(), ids=lambda each: repr(each)[:40])
def test_a_body_that_cannot_be_taken_is_refused_with_its_place(
    desk: Desk, body: bytes, expected: tuple[int, str, str]
) -> None:
    assert sent(desk, body) == expected


def test_an_unknown_field_is_refused_by_name(desk: Desk, note: Callable[..., dict[str, Any]]) -> None:
    answer = desk("admin", "POST", "/api/v1/replies", json=note(thread=[{"author": "client", "text": "x", "when": 1}]))
    assert refusal(answer) == (422, "input_invalid", "thread.0.at")
    deep = note()
    deep["thread"][0]["colour"] = "red"
    assert refusal(desk("admin", "POST", "/api/v1/replies", json=deep)) == (422, "input_invalid", "thread.0.colour")


def test_a_body_that_is_not_declared_as_json_is_refused(desk: Desk) -> None:
    for kind in ("text/plain", "application/xml", ""):
        assert sent(desk, b'{"reply": "x"}', {"Content-Type": kind})[:2] == (415, "media_type_unsupported")


def test_a_body_over_the_limit_is_refused_though_it_says_no_length(desk: Desk) -> None:
    def flood() -> Iterator[bytes]:
        yield b'{"reply": "'
        for _ in range(5):
            yield b"x" * 500_000

    started = time.perf_counter()
    assert sent(desk, flood()) == (413, "too_large", "body")
    assert sent(desk, b"x" * (MAX_BODY + 1)) == (413, "too_large", "body")
    assert time.perf_counter() - started < 10


def test_a_body_at_the_limit_is_read(desk: Desk) -> None:
    frame = b'{"reply": "%s"}'
    body = frame % (b"x" * (MAX_BODY - len(frame) + 2))
    assert desk("admin", "POST", SCORE, content=body, headers=JSON).json()["unscored"] == "too_long"


def test_hostile_html_is_refused_quickly(desk: Desk) -> None:
    started = time.perf_counter()
    for html in ("<div>" * 200_000, "<a " * 100_000, "<!--" * 100_000, "<table><tr><td>" * 60_000):
        answer = desk("admin", "POST", SCORE, json={"reply": html, "format": "html"})
        assert answer.status_code in (200, 422), answer.text[:200]
    assert time.perf_counter() - started < 15


def test_html_nested_past_all_reason_is_refused_and_untidy_html_is_not(
    desk: Desk, note: Callable[..., dict[str, Any]]
) -> None:
    deep = "<blockquote>" * 600 + "x" + "</blockquote>" * 600
    assert refusal(desk("admin", "POST", SCORE, json={"reply": deep, "format": "html"}))[::2] == (422, "reply")
    turn = note()["thread"][0] | {"text": deep}
    answer = desk("admin", "POST", "/api/v1/replies", json=note(format="html", thread=[turn]))
    assert refusal(answer)[::2] == (422, "thread.0.text")
    assert desk("admin", "GET", "/api/v1/replies?connection=manual&ticket=4711").json() == {"items": []}
    untidy = "<ul>" + "<li>I'll do it by noon.<br>" * 600 + "</ul></div></div><div>" + "<p>ok" * 600
    assert desk("admin", "POST", SCORE, json={"reply": untidy, "format": "html"}).status_code == 200


def test_ways_that_lead_nowhere(desk: Desk) -> None:
    assert refusal(desk("admin", "GET", "/api/v1/nothing")) == (404, "not_found", "GET /api/v1/nothing")
    assert refusal(desk("admin", "GET", "/api/v1/flags/")) == (404, "not_found", "GET /api/v1/flags/")
    assert refusal(desk("admin", "GET", "/static/../app.py"))[0] == 404
    answer = desk("admin", "DELETE", "/api/v1/flags")
    assert refusal(answer) == (405, "method_not_allowed", "DELETE /api/v1/flags")
    assert answer.headers["Allow"] == "GET"


QUERIES = (
    ("limit=0", "limit"),
    ("limit=201", "limit"),
    ("limit=x", "limit"),
    ("after=not-a-cursor", "after"),
    ("after=%00", "after"),
    ("technician=a%00b", "technician"),
    ("status=closed", "status"),
    ("tecnician=sam", "tecnician"),
    ("client=a&client=b", "client"),
    ("since=1777885920", "since"),
    ("since=2026-05-04T09:12:00", "since"),
    ("since=yesterday", "since"),
    ("since=0001-01-01T00:00:00%2B14:00", "since"),
)


@pytest.mark.parametrize(("query", "place"), QUERIES)
def test_a_query_that_cannot_be_taken_is_refused_with_its_place(desk: Desk, query: str, place: str) -> None:
    assert refusal(desk("admin", "GET", f"/api/v1/flags?{query}")) == (422, "input_invalid", place)


@pytest.mark.parametrize(
    "change", [{"created_at": "2026-05-04T09:12:00"}, {"note_kind": "gossip"}, {"ticket": "x" * 201}]
)
def test_a_reply_with_a_wrong_field_is_refused(
    desk: Desk, note: Callable[..., dict[str, Any]], change: dict[str, str]
) -> None:
    answer = desk("admin", "POST", "/api/v1/replies", json=note(**change))
    assert refusal(answer) == (422, "input_invalid", next(iter(change)))


def test_a_nul_in_a_path_finds_nothing(desk: Desk) -> None:
    assert refusal(desk("admin", "GET", "/api/v1/replies/a%00b"))[0] in (404, 422)
    assert refusal(desk("admin", "GET", "/api/v1/technicians/a%00b/summary"))[0] in (404, 422)


def test_a_fault_of_ours_has_the_shape_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("api.routes.flags.list_flags", broken)
    answer = desk("admin", "GET", "/api/v1/flags")
    assert refusal(answer) == (500, "internal", "")
    assert "secret" not in answer.text
