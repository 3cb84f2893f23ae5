"""Reviewing what lacks a review: a new text, a late message, a new standard and a new model are one case."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Protocol

from coach.storage.database import Sessions, read_only
from coach.storage.queue import Waiting, waiting
from coach.storage.reviews import add_review
from coach.storage.standards import keep_source, standard_id
from coach.types.review import Provenance, Review
from coach.types.ticket import Reply

COMMITTED_TOGETHER = 50
"""Reviews a transaction: few enough that a desk's call never waits long for SQLite's one writer."""


class Sourced(Protocol):
    """A standard that carries the YAML it was read from."""

    @property
    def source(self) -> str: ...


class Reviewer(Protocol):
    """The part of `coach.engine.Engine` that reviewing needs."""

    @property
    def made_by(self) -> Provenance: ...

    @property
    def standard(self) -> Sourced: ...

    def review_many(self, replies: Iterable[Reply]) -> Iterator[Review]: ...


def utc_now() -> datetime:
    return datetime.now(UTC)


def review_pending(
    sessions: Sessions,
    engine: Reviewer,
    *,
    batch: int = 500,
    keys: Sequence[str] | None = None,
    clock: Callable[[], datetime] = utc_now,
) -> int:
    """Reviews every reply that lacks a review by this engine; how many reviews were added.

    `batch` replies are read at a time; `keys` bounds it to these replies. Commits as it goes, so an interrupted run
    goes on where it was; two runs side by side add nothing twice. A reply that breaks the engine is kept as unscored.
    """
    with sessions.begin() as session:
        standard = standard_id(session, engine.made_by)
        keep_source(session, standard, engine.standard.source)
    added = 0
    for todo in _batches(sessions, engine.made_by, standard=standard, batch=batch, keys=keys):
        for part in _parts(todo):
            done = list(zip(part, engine.review_many(on.reply for on in part), strict=True))
            with sessions.begin() as session:
                added += sum(add_review(session, on, review, standard=standard, now=clock()) for on, review in done)
    return added


def _batches(
    sessions: Sessions, made_by: Provenance, *, standard: int, batch: int, keys: Sequence[str] | None
) -> Iterator[tuple[Waiting, ...]]:
    """Each reply at most once a run, whatever becomes of its review."""
    readers, after, full = read_only(sessions), 0, True
    while full:
        with readers() as session:
            todo = waiting(session, made_by, standard=standard, after=after, limit=batch, keys=keys)
        if todo:
            yield todo
            after = todo[-1].reply_id
        full = len(todo) == batch


def _parts(todo: Sequence[Waiting]) -> Iterator[tuple[Waiting, ...]]:
    rest = iter(todo)
    while part := tuple(islice(rest, COMMITTED_TOGETHER)):
        yield part
