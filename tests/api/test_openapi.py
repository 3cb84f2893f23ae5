"""The OpenAPI document is complete, and what it shows as examples is so."""

from typing import Any

import pytest
from fastapi import FastAPI

from api.schemas import examples
from tests.api.conftest import Desk


@pytest.fixture
def operations(app: FastAPI) -> list[tuple[str, dict[str, Any]]]:
    paths: dict[str, dict[str, Any]] = app.openapi()["paths"]
    return [(f"{method.upper()} {path}", each) for path, of in paths.items() for method, each in of.items()]


def test_it_lists_what_the_issue_asks_for(operations: list[tuple[str, dict[str, Any]]]) -> None:
    assert sorted(name for name, _ in operations) == [
        "GET /api/v1/flags",
        "GET /api/v1/replies",
        "GET /api/v1/replies/{key}",
        "GET /api/v1/technicians/{technician}/summary",
        "GET /healthz",
        "GET /metrics",
        "GET /readyz",
        "POST /api/v1/replies",
        "POST /api/v1/score",
    ]


def test_every_operation_says_what_it_does_what_it_needs_and_how_it_refuses(
    operations: list[tuple[str, dict[str, Any]]],
) -> None:
    for name, operation in operations:
        assert operation["summary"], name
        assert operation["tags"], name
        if "/api/" in name:
            assert operation["description"], name
            assert operation["security"] == [{"ApiKey": []}], name
        for status, answer in operation["responses"].items():
            assert answer["description"], name
            if int(status) >= 400:
                schema = answer["content"]["application/json"]["schema"]
                assert schema == {"$ref": "#/components/schemas/ErrorOut"}, (name, status)


def test_every_model_is_described(app: FastAPI) -> None:
    schemas = app.openapi()["components"]["schemas"]
    assert [name for name, schema in schemas.items() if not schema.get("description") and "enum" not in schema] == []
    assert not [name for name in schemas if "HTTPValidation" in name]


def test_the_examples_are_answered_as_shown(desk: Desk) -> None:
    line = desk("admin", "POST", "/api/v1/score", json=examples.SCORE).json()
    assert set(line) == set(examples.LINE)
    assert line["text"] == examples.LINE["text"]
    stored = desk("admin", "POST", "/api/v1/replies", json=examples.REPLY).json()
    assert set(stored) == set(examples.STORED)
    refused = desk("admin", "POST", "/api/v1/replies", json={**examples.REPLY, "colour": 1}).json()
    assert set(refused["error"]) == set(examples.ERROR["error"])


def test_no_page_of_it_calls_on_other_hosts(desk: Desk) -> None:
    assert desk(None, "GET", "/docs").status_code == 404
    assert desk(None, "GET", "/redoc").status_code == 404
    assert desk(None, "GET", "/api/v1/openapi.json").status_code == 200
