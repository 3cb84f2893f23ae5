"""The app, put together: what uvicorn runs (`uvicorn --factory api.app:from_environment`)."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from api import errors
from api.deps import Parts
from api.limits import BodyGuard
from api.metrics import Meters, RequestMeter
from api.routes import flags, health, replies, score, technicians
from api.security import SecurityHeaders
from api.web import pages
from coach import __version__
from coach.engine import Engine
from coach.services.reviewing import review_pending
from coach.settings import Settings
from coach.setup import build_engine
from coach.storage.database import close, open_database, read_only

ABOUT = """Reads what technicians write to clients and says how well each reply owns the problem, acknowledges its
impact before the fix and closes the loop, with the words that say so.

Everything that goes wrong has one shape: a stable `code`, a `message`, the `place`, a `remedy`."""

TAGS = [
    {"name": "score", "description": "One reply, looked at and not kept."},
    {"name": "replies", "description": "Replies that are kept, with their versions and reviews."},
    {"name": "flags", "description": "Findings put forward to a person."},
    {"name": "technicians", "description": "What one technician's replies show."},
    {"name": "health", "description": "For those who run the service."},
]


def from_environment() -> FastAPI:
    settings = Settings()
    return create_app(settings, build_engine(settings))


def create_app(settings: Settings, engine: Engine) -> FastAPI:
    """The app on a migrated database; it looks after its connections from startup to shutdown."""
    parts = put_together(settings, engine)
    app = FastAPI(
        title="Ticket Coach",
        version=__version__,
        description=ABOUT,
        openapi_tags=TAGS,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    app.state.parts = parts
    errors.install(app)
    for module in (score, replies, flags, technicians, health, pages):
        app.include_router(module.router)
    app.mount("/static", StaticFiles(directory=pages.STATIC), name="static")
    app.add_middleware(BodyGuard)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(RequestMeter, meters=parts.meters)
    return app


def put_together(settings: Settings, engine: Engine) -> Parts:
    sessions = open_database(settings.database_url)
    return Parts(settings, engine, writing=sessions, reading=read_only(sessions), meters=Meters())


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """On start, review what an earlier process left; it may be ended at any time, for it goes on where it was."""
    parts: Parts = app.state.parts
    threading.Thread(target=review_pending, args=(parts.writing, parts.engine), daemon=True).start()
    yield
    close(parts.writing)
