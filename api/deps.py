"""What routes are given: the parts put together once, a session that commits before the answer, the caller's role."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, cast

from fastapi import Depends, Request

from api.metrics import Meters
from coach.engine import Engine
from coach.settings import Settings
from coach.storage.database import Session, Sessions


@dataclass(frozen=True, slots=True)
class Parts:
    """What all requests of one app share."""

    settings: Settings
    engine: Engine
    writing: Sessions
    reading: Sessions
    meters: Meters


def parts(request: Request) -> Parts:
    return cast(Parts, request.app.state.parts)


SharedParts = Annotated[Parts, Depends(parts)]


def writing(shared: SharedParts) -> Iterator[Session]:
    with shared.writing.begin() as session:
        yield session


def reading(shared: SharedParts) -> Iterator[Session]:
    with shared.reading.begin() as session:
        yield session


def now() -> datetime:
    return datetime.now(UTC)


# scope="function": the transaction ends before the answer is sent and before background tasks begin. FastAPI's default
# ends it after both, which would answer 201 for what is not yet kept.
Writing = Annotated[Session, Depends(writing, scope="function")]
Reading = Annotated[Session, Depends(reading, scope="function")]
Now = Annotated[datetime, Depends(now)]
