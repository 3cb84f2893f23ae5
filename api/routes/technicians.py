"""What one technician's replies show."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from api.deps import Reading
from api.errors import documented
from api.limits import once_each
from api.schemas.incoming import Name, PeriodQuery
from api.schemas.outgoing import SummaryOut
from api.security import KnownCaller
from coach.services.technicians import technician_summary

router = APIRouter(prefix="/api/v1/technicians", tags=["technicians"], dependencies=[Depends(once_each)])


@router.get("/{technician}/summary", summary="Summarise one technician", responses=documented(401, 404, 422))
def summary(
    technician: Annotated[Name, Path(description="The desk's id, or `connection:id`.")],
    period: Annotated[PeriodQuery, Query()],
    caller: KnownCaller,
    session: Reading,
) -> SummaryOut:
    """Shares of verdicts and counts of flags. A technician outside the key's scope is as unknown as one that is not."""
    found = technician_summary(session, caller, technician, since=period.since, until=period.until)
    return SummaryOut.model_validate(found)
