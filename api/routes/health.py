"""Is it alive, can it answer, how is it doing."""

from typing import Any

from fastapi import APIRouter, Depends
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4
from starlette.responses import Response

from api.deps import Reading, SharedParts
from api.errors import NotReadyError, documented
from api.schemas.outgoing import HealthOut
from api.security import caller_or_local
from coach.services.health import totals
from coach.storage.database import is_current

router = APIRouter(tags=["health"])

EXPOSITION: dict[int | str, dict[str, Any]] = {200: {"content": {"text/plain": {"schema": {"type": "string"}}}}}


@router.get("/healthz", summary="Is the process alive")
def alive() -> HealthOut:
    return HealthOut()


@router.get("/readyz", summary="Can it answer", responses=documented(503))
def ready(shared: SharedParts) -> HealthOut:
    """The engine is loaded (there is no app without one); the database can be reached and is migrated."""
    if not is_current(shared.settings.database_url):
        raise NotReadyError(
            "the database cannot be reached or is not migrated", where="database", remedy="run `coach db upgrade`"
        )
    return HealthOut()


@router.get(
    "/metrics",
    summary="Counts and times for Prometheus",
    response_class=Response,
    responses=documented(401) | EXPOSITION,
    dependencies=[Depends(caller_or_local)],
)
def metrics(session: Reading, shared: SharedParts) -> Response:
    """No key is needed from this machine itself. There is no text and no name in it."""
    counted = totals(session, shared.engine.made_by)
    return Response(shared.meters.exposition(counted), media_type=CONTENT_TYPE_PLAIN_0_0_4)
