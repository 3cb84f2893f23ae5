"""Replies that are kept: taking them in, finding them, and what was said of them."""

from typing import Annotated, Any

from fastapi import APIRouter, BackgroundTasks, Depends, Path, Query, Response

from api.deps import Now, Parts, Reading, SharedParts, Writing
from api.errors import documented
from api.limits import once_each
from api.schemas.incoming import ReplyIn, Text, TicketQuery
from api.schemas.outgoing import RepliesOut, ReplyItemOut, ReplyOut, StoredOut
from api.security import KnownCaller
from coach.services.ingest import store_reply
from coach.services.records import ADMIN, Outcome
from coach.services.replies import find_replies, reply_detail
from coach.services.reviewing import review_pending

router = APIRouter(prefix="/api/v1/replies", tags=["replies"], dependencies=[Depends(once_each)])


KNOWN_ALREADY: dict[int | str, dict[str, Any]] = {
    200: {"model": StoredOut, "description": "Known already: the same text, or a new version of it"}
}


@router.post(
    "",
    summary="Keep a reply",
    status_code=201,
    response_description="A reply that was not known",
    responses=documented(400, 401, 403, 413, 415, 422) | KNOWN_ALREADY,
)
def keep(
    body: ReplyIn,
    caller: KnownCaller,
    session: Writing,
    now: Now,
    shared: SharedParts,
    response: Response,
    after: BackgroundTasks,
) -> StoredOut:
    """Sent again it changes nothing; with new text it raises the version and keeps the old reviews.

    The answer comes once the reply is kept. Its review follows at once, where `review` says.
    """
    body.check_nesting()
    stored = store_reply(session, body.incoming(), caller=caller, now=now)
    if stored.outcome is not Outcome.NEW:
        response.status_code = 200
    after.add_task(review_ticket, shared, connection=body.connection, ticket=body.ticket)
    return StoredOut.of(stored)


def review_ticket(shared: Parts, *, connection: str, ticket: str) -> None:
    """Review what lacks it on one ticket: what came with a reply may stand before other replies too."""
    with shared.reading.begin() as session:
        found = find_replies(session, ADMIN, connection=connection, ticket=ticket)
    review_pending(shared.writing, shared.engine, keys=[each.key for each in found])


@router.get("", summary="Find the replies of a ticket", responses=documented(401, 422))
def find(query: Annotated[TicketQuery, Query()], caller: KnownCaller, session: Reading) -> RepliesOut:
    """Oldest first, within what the key may see; a ticket that is not known has none."""
    found = find_replies(session, caller, **dict(query))
    return RepliesOut(items=[ReplyItemOut.model_validate(item) for item in found])


@router.get("/{key}", summary="Read one reply and its reviews", responses=documented(401, 404, 422))
def read(
    key: Annotated[Text, Path(description="From the receipt, or from a list.")], caller: KnownCaller, session: Reading
) -> ReplyOut:
    """A reply outside the key's scope is as unknown as one that is not."""
    return ReplyOut.of(reply_detail(session, caller, key))
