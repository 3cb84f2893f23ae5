"""Scoring without keeping: the JSON of one line of `coach score --jsonl`."""

from fastapi import APIRouter, Depends
from starlette.responses import JSONResponse

from api.deps import SharedParts
from api.errors import documented
from api.schemas.incoming import ScoreIn
from api.schemas.outgoing import LineOut
from api.security import caller
from coach.services.lines import as_line, read_line

router = APIRouter(prefix="/api/v1/score", tags=["score"], dependencies=[Depends(caller)])


@router.post("", summary="Score one reply", response_model=LineOut, responses=documented(400, 401, 413, 415, 422))
def score(body: ScoreIn, shared: SharedParts) -> JSONResponse:
    """Reads the reply in the light of the turns before it. Nothing is kept."""
    body.check_nesting()
    name, reply = read_line(body.model_dump(mode="json", exclude_none=True))
    review = shared.engine.review(reply)
    shared.meters.count(review)
    return JSONResponse(as_line(name, review))
