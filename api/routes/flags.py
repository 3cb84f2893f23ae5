"""Flags: findings put forward to a person."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.deps import Reading
from api.errors import documented
from api.limits import once_each
from api.schemas.incoming import FlagsQuery
from api.schemas.outgoing import FlagsOut
from api.security import KnownCaller
from coach.services.flags import list_flags

router = APIRouter(prefix="/api/v1/flags", tags=["flags"], dependencies=[Depends(once_each)])


@router.get("", summary="List flags", responses=documented(401, 422))
def flags(query: Annotated[FlagsQuery, Query()], caller: KnownCaller, session: Reading) -> FlagsOut:
    """Those on the newest replies first, within what the key may see. An unknown technician or client has none."""
    return FlagsOut.of(list_flags(session, caller, query.wanted(), after=query.after, limit=query.limit))
