"""What no route ever sees: bodies over the limit, in the wrong encoding, with NUL bytes, or not JSON on `/api`."""

import re

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import BodyError, MediaTypeError, error_response
from coach.errors import CoachError, InputError, TooLargeError

MAX_BODY = 2_000_000
"""Bytes of one request's body."""

DRAINED = 8_000_000
"""Bytes read and thrown away after the limit, so that a sender in full flow still gets to read the refusal."""


DEEPEST = 512
"""Tags open at one time; mail, with every reply quoted in the next, has some dozens."""

_TAG = re.compile(r"<(/?)([a-z][\w:-]*)", re.IGNORECASE)
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_CLOSED_BY_THE_NEXT = {"dd", "dt", "li", "option", "p", "tbody", "td", "tfoot", "th", "thead", "tr"}


class BodyGuard:
    """ASGI middleware: reads each body once, whole and counted, refuses the hopeless, hands the rest on."""

    def __init__(self, app: ASGIApp, *, max_bytes: int = MAX_BODY) -> None:
        self.app, self.max_bytes = app, max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            body = await read_body(receive, max_bytes=self.max_bytes)
            if body and scope["path"].startswith("/api/"):
                check_json_text(body, Headers(scope=scope).get("content-type", ""))
        except CoachError as error:
            await error_response(error)(scope, receive, send)
            return
        await self.app(scope, replay(body, then=receive), send)


async def read_body(receive: Receive, *, max_bytes: int) -> bytes:
    """The whole body; TooLargeError once it is over `max_bytes`, whatever its headers claim."""
    chunks: list[bytes] = []
    size, more = 0, True
    while more and size <= max_bytes + DRAINED:
        message = await receive()
        chunk = message.get("body", b"")
        size += len(chunk)
        if size <= max_bytes:
            chunks.append(chunk)
        more = message.get("more_body", False)
    if size > max_bytes:
        raise TooLargeError(f"more than {max_bytes:,} bytes", where="body", remedy="send one reply a call")
    return b"".join(chunks)


def check_json_text(body: bytes, content_type: str) -> None:
    """Refuse what is not declared as JSON, is not UTF-8, or bears a NUL byte; the byte's number is the place."""
    if content_type.partition(";")[0].strip().lower() != "application/json":
        raise MediaTypeError(
            "the body is not declared as JSON", where="header Content-Type", remedy="send application/json"
        )
    if (nul := body.find(0)) >= 0:
        raise BodyError("a NUL byte", where=f"body, byte {nul}", remedy="send text without NUL")
    try:
        body.decode()
    except UnicodeDecodeError as error:
        raise BodyError("not UTF-8", where=f"body, byte {error.start}", remedy="encode the body as UTF-8") from None


def once_each(request: Request) -> None:
    """Refuse a query that gives one name twice: which of the two is meant?"""
    names = [name for name, _ in request.query_params.multi_items()]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise InputError("given twice", where=twice[:200], remedy="give it once")


def replay(body: bytes, *, then: Receive) -> Receive:
    """A `receive` that gives the read body once, and after it whatever the connection says."""
    unread: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return unread.pop() if unread else await then()

    return receive


def check_nesting(html: str, *, where: str) -> None:
    """Refuse HTML that is built to exhaust its reader; what is merely untidy passes."""
    depth = 0
    for tag in _TAG.finditer(html):
        if tag[2].lower() not in _VOID | _CLOSED_BY_THE_NEXT:
            depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > DEEPEST:
            raise InputError(
                f"tags nested more than {DEEPEST} deep", where=where, remedy="send the mail's own HTML, or plain text"
            )
