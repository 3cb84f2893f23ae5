"""The one page: paste a reply and what the client wrote, see what each sentence does and why the verdicts are so."""

import base64
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.security.utils import get_authorization_scheme_param
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse

from api.deps import Parts, Reading, SharedParts
from api.security import is_local
from api.web.contexts import Problem, ScorePage, review_view
from coach.errors import CoachError, UnknownKeyError
from coach.services.access import authenticate
from coach.services.lines import read_line

STATIC = Path(__file__).parent / "static"

templates = Environment(
    loader=PackageLoader("api.web"),
    autoescape=select_autoescape(),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def visitor(request: Request, session: Reading) -> None:
    """Lets in who sits at this machine, and who signs in with an API key as the password."""
    if is_local(request):
        return
    try:
        authenticate(session, password(request.headers.get("Authorization")))
    except UnknownKeyError as error:
        challenge = {"WWW-Authenticate": 'Basic realm="Ticket Coach: an API key is the password", charset="UTF-8"'}
        raise HTTPException(401, error.problem, headers=challenge) from None


def password(authorization: str | None) -> str:
    """The password of an HTTP Basic header; empty where there is none."""
    scheme, given = get_authorization_scheme_param(authorization)
    try:
        plain = base64.b64decode(given, validate=True).decode() if scheme.lower() == "basic" else ""
    except ValueError:  # no base64, or no text in it
        plain = ""
    return plain.partition(":")[2]


router = APIRouter(include_in_schema=False, dependencies=[Depends(visitor)])


@router.get("/")
def empty_page() -> HTMLResponse:
    return show(ScorePage())


@router.post("/")
def scored_page(
    shared: SharedParts, reply: Annotated[str, Form()] = "", client: Annotated[str, Form()] = ""
) -> HTMLResponse:
    """The page with the review of what was typed, or with what is wrong about it."""
    # A browser sends line ends as CRLF; people see one.
    reply, client = reply.replace("\r\n", "\n"), client.replace("\r\n", "\n")
    try:
        return show(review_typed(shared, reply=reply, client=client))
    except CoachError as error:
        return show(ScorePage(client, reply, problem=Problem.of(error)), status=422)


def review_typed(shared: Parts, *, reply: str, client: str) -> ScorePage:
    _, typed = read_line({"context": client, "reply": reply})
    review = shared.engine.review(typed)
    shared.meters.count(review)
    return ScorePage(client, reply, review=review_view(review, shared.engine.standard))


def show(page: ScorePage, *, status: int = 200) -> HTMLResponse:
    return HTMLResponse(templates.get_template("score.html").render(page=page), status_code=status)
