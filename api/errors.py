"""One error shape for everything that goes wrong: `{"error": {"code", "message", "place", "remedy"}}`."""

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from api.schemas.problem import ErrorOut
from coach.errors import CoachError, InputError

SCHEMA = "/api/v1/openapi.json lists what can be sent"


class BodyError(InputError):
    """The body is no text that JSON could be read from."""

    code = "body_invalid"


class MediaTypeError(InputError):
    """The body is of a kind that is not read here."""

    code = "media_type_unsupported"


class NotReadyError(CoachError):
    """The service cannot answer yet."""

    code = "not_ready"


STATUS = {
    "body_invalid": 400,
    "unauthenticated": 401,
    "forbidden": 403,
    "not_found": 404,
    "conflict": 409,
    "too_large": 413,
    "media_type_unsupported": 415,
    "input_invalid": 422,
    "not_ready": 503,
}
"""HTTP status by error code; a code that is not here is a fault of the service, 500."""

PLAIN_HTTP = {
    400: ("body_invalid", "send a body that the schema allows"),
    401: ("unauthenticated", "sign in with an API key as the password"),
    404: ("not_found", SCHEMA),
    405: ("method_not_allowed", "the Allow header lists the methods"),
}
"""Code and remedy by status, for what the framework itself refuses."""

REMEDIES = {
    "missing": "add this field",
    "extra_forbidden": f"leave it out; {SCHEMA}",
    "string_unicode": "send valid Unicode without lone surrogates",
}
"""Remedy by pydantic's type of error; for all others the schema is the remedy."""


def error_response(error: CoachError) -> JSONResponse:
    headers = {"WWW-Authenticate": 'Bearer realm="Ticket Coach"'} if error.code == "unauthenticated" else None
    content = shape(error.code, error.problem, place=error.where, remedy=error.remedy)
    return JSONResponse(content, status_code=STATUS.get(error.code, 500), headers=headers)


def shape(code: str, message: str, *, place: str = "", remedy: str = "") -> dict[str, dict[str, str]]:
    return {"error": {"code": code, "message": message, "place": place, "remedy": remedy}}


def from_validation(error: RequestValidationError) -> CoachError:
    """The problem that lies deepest: where a field may be one of several things, that is what it was meant to be."""
    first = max(error.errors(), key=lambda each: len(each["loc"]))
    if first["type"] == "json_invalid":
        return BodyError("not JSON", where=f"body, character {first['loc'][-1]}", remedy=str(first["ctx"]["error"]))
    message = "unknown field" if first["type"] == "extra_forbidden" else str(first["msg"]).removeprefix("Value error, ")
    return InputError(message, where=place(first["loc"]), remedy=REMEDIES.get(first["type"], SCHEMA))


def place(location: Sequence[str | int]) -> str:
    """`("body", "thread", 0, "text")` as `thread.0.text`; readable whatever characters the sender put into a name."""
    # A part with a bracket is pydantic's name of one of several kinds that a field may have, no field.
    dotted = ".".join(str(part) for part in location[1:] if "[" not in str(part)) or str(location[0])
    return dotted.encode("ascii", "backslashreplace").decode()[:200]


def install(app: FastAPI) -> None:
    """Give `app` the handlers that make every refusal the one shape."""
    app.add_exception_handler(CoachError, _on_coach_error)
    app.add_exception_handler(RequestValidationError, _on_validation_error)
    app.add_exception_handler(HTTPException, _on_http_error)
    app.add_exception_handler(Exception, _on_fault)


async def _on_coach_error(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, CoachError)
    return error_response(error)


async def _on_validation_error(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    return error_response(from_validation(error))


async def _on_http_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    code, remedy = PLAIN_HTTP.get(error.status_code, ("http_error", ""))
    content = shape(code, error.detail, place=f"{request.method} {request.scope['path']}", remedy=remedy)
    return JSONResponse(content, status_code=error.status_code, headers=error.headers)


async def _on_fault(_request: Request, _error: Exception) -> JSONResponse:
    content = shape("internal", "a fault of the service; it has been logged", remedy="try again, then report it")
    return JSONResponse(content, status_code=500)


ABOUT = {
    400: "The body is no JSON text in UTF-8",
    401: "No API key, or one that is not in use",
    403: "The key's role may not do this",
    404: "No such thing, or outside the key's scope",
    413: "The body is over 2 MB",
    415: "The body is not declared as JSON",
    422: "A field is missing, unknown or out of range",
    503: "Not ready to answer",
}


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route's `responses` say of the ways it refuses."""
    return {status: {"model": ErrorOut, "description": ABOUT[status]} for status in statuses}
