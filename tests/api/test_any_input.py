"""No input at all yields a 500: schemathesis over the OpenAPI document, more of it with COACH_SOAK=1."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from api.app import create_app
from coach.engine import Engine
from coach.services.access import add_key
from coach.services.records import Role
from coach.settings import Settings
from coach.storage.database import close
from tests.api.conftest import NOW

SOAK = bool(os.environ.get("COACH_SOAK"))
EXAMPLES = settings(
    max_examples=500 if SOAK else 15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
pytestmark = pytest.mark.scales
EVIL = st.sampled_from(
    ["\0", "\ud800", "\x1b[2J", "<div>" * 700, "é" * 5000, "\u202e", "9" * 400, "' OR 1=1 --", "{{7*7}}"]
)


@pytest.fixture(scope="module")
def whole_app(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, engine: Engine) -> Iterator[FastAPI]:
    path = tmp_path_factory.mktemp("any") / "coach.db"
    path.write_bytes(sqlite_template.read_bytes())
    made = create_app(Settings(database_url=f"sqlite:///{path}"), engine)
    yield made
    close(made.state.parts.writing)


@pytest.fixture(scope="module")
def key(whole_app: FastAPI) -> str:
    with whole_app.state.parts.writing.begin() as session:
        return add_key(session, "any", Role.ADMIN, now=NOW)


@pytest.fixture(scope="module")
def document(whole_app: FastAPI) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", whole_app)


OPERATIONS = (
    ("/api/v1/score", "POST"),
    ("/api/v1/replies", "POST"),
    ("/api/v1/replies", "GET"),
    ("/api/v1/replies/{key}", "GET"),
    ("/api/v1/flags", "GET"),
    ("/api/v1/technicians/{technician}/summary", "GET"),
    ("/metrics", "GET"),
)


@pytest.mark.parametrize("mode", schemathesis.GenerationMode)
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_answer_is_one_that_the_document_promises(
    document: schemathesis.BaseSchema, key: str, path: str, method: str, mode: schemathesis.GenerationMode
) -> None:
    @EXAMPLES
    @given(case=document[path][method].as_strategy(generation_mode=mode))
    def check(case: schemathesis.Case[Any]) -> None:
        # What the document allows may still be refused: a cursor that no page gave, HTML nested past all reason.
        # A query has no types: `code=false` is a text, and a list of none is no parameter.
        excluded: list[Any] = [positive_data_acceptance, *([negative_data_rejection] if method == "GET" else [])]
        case.call_and_validate(headers={"Authorization": f"Bearer {key}"}, excluded_checks=excluded)

    check()


@EXAMPLES
@given(reply=st.text() | EVIL, client=st.text() | EVIL, html=st.booleans())
def test_no_text_is_a_fault(whole_app: FastAPI, key: str, reply: str, client: str, html: bool) -> None:
    client_at_home = TestClient(whole_app, "http://127.0.0.1", client=("127.0.0.1", 1), raise_server_exceptions=False)
    body = {"reply": reply, "context": client, "format": "html" if html else "text"}
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    for content in (json.dumps(body), json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")):
        assert client_at_home.post("/api/v1/score", content=content, headers=headers).status_code in (200, 400, 422)
    if "\ud800" not in reply + client:
        assert client_at_home.post("/", data={"reply": reply, "client": client}).status_code in (200, 422)


@EXAMPLES
@given(
    body=st.binary(max_size=2000), kind=st.sampled_from(["application/json", "multipart/form-data; boundary=b", "x"])
)
def test_no_bytes_are_a_fault(whole_app: FastAPI, key: str, body: bytes, kind: str) -> None:
    client = TestClient(whole_app, "http://127.0.0.1", client=("127.0.0.1", 1), raise_server_exceptions=False)
    headers = {"Authorization": f"Bearer {key}", "Content-Type": kind}
    for path in ("/api/v1/score", "/api/v1/replies", "/", "/healthz"):
        assert client.post(path, content=body, headers=headers).status_code < 500
