"""Who asks: API keys, what may be read without one from this machine itself, and the headers every answer bears."""

import ipaddress
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.deps import Reading
from coach.errors import UnknownKeyError
from coach.services.access import authenticate
from coach.services.records import Caller

SEND_KEY = "send `Authorization: Bearer <key>`; `coach key add` makes one"

bearer = HTTPBearer(auto_error=False, description="An API key, made by `coach key add`.", scheme_name="ApiKey")


def caller(session: Reading, key: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]) -> Caller:
    """Who bears the key; UnknownKeyError without one."""
    if key is None:
        raise UnknownKeyError("no API key", where="header Authorization", remedy=SEND_KEY)
    return authenticate(session, key.credentials)


def caller_or_local(
    request: Request, session: Reading, key: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]
) -> None:
    """Whoever is at this machine needs no key; anyone else must bear one."""
    if not is_local(request):
        caller(session, key)


KnownCaller = Annotated[Caller, Depends(caller)]


def is_local(request: Request) -> bool:
    """True where the call comes from this machine and names it so; the name keeps out pages that rebind their own."""
    named = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    return request.client is not None and is_loopback(request.client.host) and is_loopback(named)


def is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class SecurityHeaders:
    """ASGI middleware: every answer bears `HEADERS`; one that a route set itself stays."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, guarded)
