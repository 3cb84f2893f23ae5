"""Is it alive, can it answer, how is it doing: for whoever runs it, without a name in it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from coach.engine import Engine
from coach.settings import Settings
from tests.api.conftest import Desk


def test_alive_and_ready(remote: TestClient) -> None:
    assert remote.get("/healthz").json() == {"status": "ok"}
    assert remote.get("/readyz").json() == {"status": "ok"}


def test_not_ready_without_a_migrated_database(tmp_path: Path, engine: Engine) -> None:
    behind = create_app(Settings(database_url=f"sqlite:///{tmp_path / 'empty.db'}"), engine)
    answer = TestClient(behind).get("/readyz")
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "not_ready")
    assert "coach db upgrade" in answer.json()["error"]["remedy"]


def test_metrics_need_a_key_from_elsewhere_only(desk: Desk, local: TestClient) -> None:
    assert desk(None, "GET", "/metrics").status_code == 401
    assert desk("sam", "GET", "/metrics").status_code == 200
    assert local.get("/metrics").status_code == 200


def test_a_page_that_rebinds_its_name_to_this_machine_is_from_elsewhere(local: TestClient) -> None:
    assert local.get("/metrics", headers={"Host": "evil.example:8000"}).status_code == 401
    assert local.get("/", headers={"Host": "evil.example:8000"}).status_code == 401
    assert local.get("/metrics", headers={"Host": "[::1]:8000"}).status_code == 200


def test_metrics_count_replies_by_what_became_of_them(
    desk: Desk, local: TestClient, note: Callable[..., dict[str, Any]]
) -> None:
    desk("admin", "POST", "/api/v1/replies", json=note())
    desk("admin", "POST", "/api/v1/replies", json=note(note_id="3", text="👍"))
    desk("admin", "POST", "/api/v1/score", json={"reply": "👍"})
    lines = local.get("/metrics").text.splitlines()
    assert "coach_replies 2.0" in lines
    assert "coach_replies_pending 0.0" in lines
    assert 'coach_replies_unscored{reason="no_own_words"} 1.0' in lines
    assert 'coach_looked_at_total{outcome="no_own_words"} 1.0' in lines


def test_times_are_by_route_template_and_nothing_names_anyone(
    desk: Desk, local: TestClient, note: Callable[..., dict[str, Any]]
) -> None:
    desk("admin", "POST", "/api/v1/replies", json=note())
    desk("sam", "GET", "/api/v1/technicians/sam/summary?since=2026-01-01T00:00:00Z")
    desk("admin", "GET", "/api/v1/replies?connection=manual&ticket=4711")
    desk("admin", "GET", "/wp-login.php")
    desk.client.request("BREW", "/api/v1/flags")
    text = local.get("/metrics").text
    assert 'route="/api/v1/technicians/{technician}/summary"' in text
    assert 'coach_request_seconds_count{method="GET",route="unmatched",status="404"} 1.0' in text
    assert 'method="other"' in text
    for name in ("sam", "harbor", "4711", "wp-login", "payroll", "BREW"):
        assert name not in text


def test_a_second_app_counts_for_itself(sqlite_url: str, app: FastAPI, engine: Engine) -> None:
    other = create_app(Settings(database_url=sqlite_url), engine)
    assert other.state.parts.meters.registry is not app.state.parts.meters.registry
