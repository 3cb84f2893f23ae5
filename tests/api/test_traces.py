"""What is left behind of a request: headers on its answer, one log line, no text."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.security import HEADERS
from tests.api.conftest import Desk


@pytest.mark.parametrize(
    "path", ["/", "/healthz", "/static/coach.css", "/api/v1/flags", "/nowhere", "/api/v1/openapi.json"]
)
def test_every_answer_bears_the_security_headers(local: TestClient, path: str) -> None:
    headers = local.get(path).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    assert "unsafe" not in headers["Content-Security-Policy"]


def test_the_log_bears_the_template_and_nothing_that_was_sent(
    desk: Desk, note: Callable[..., dict[str, Any]], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        stored = desk("admin", "POST", "/api/v1/replies", json=note()).json()
        desk("sam", "GET", stored["review"])
        desk("sam", "GET", "/api/v1/replies?connection=manual&ticket=4711")
        desk("sam", "POST", "/api/v1/score", json={"reply": "payroll", "colour": "teal"})
    ours = [record.getMessage() for record in caplog.records if record.name.startswith(("coach", "api"))]
    assert any(line.startswith("GET /api/v1/replies/{key} 200 ") for line in ours)
    for secret in ("payroll", "look into it", "4711", "teal", stored["key"], desk.keys["sam"]):
        assert not [line for line in ours if secret in line]
