"""A new reader beside the one in use, on stored replies: what would change, before anything does. Nothing is stored."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from coach.services.reviewing import Reviewer
from coach.storage.database import Sessions, read_only
from coach.storage.queue import Waiting, waiting
from coach.types.review import Review

NO_STANDARD = -1
"""An id that no standard has: nothing has a review by it, so that every reply is read."""
EXAMPLES = 5
"""Replies named for each change."""


@dataclass(frozen=True, slots=True)
class Change:
    """A verdict that would become another: how often, and some of the replies by key."""

    field: str
    now: str
    then: str
    replies: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shadow:
    """`changed`: replies with any other verdict. Changes by falling number."""

    replies: int
    changed: int
    flagged_now: int
    flagged_then: int
    changes: tuple[Change, ...]


def shadow(sessions: Sessions, now: Reviewer, then: Reviewer, *, limit: int = 1000) -> Shadow:
    """Reads up to `limit` stored replies, oldest first, by both."""
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    counts: Counter[str] = Counter()
    for stored in islice(_stored(sessions, now), limit):
        (a,), (b,) = now.review_many([stored.reply]), then.review_many([stored.reply])
        moved = [change for change in _pairs(a, b) if change[1] != change[2]]
        for change in moved:
            found[change].append(stored.key)
        counts.update(replies=1, changed=bool(moved), now=bool(a.flags), then=bool(b.flags))
    changes = [Change(*change, len(keys), tuple(keys[:EXAMPLES])) for change, keys in found.items()]
    changes.sort(key=lambda change: (-change.replies, change.field, change.now, change.then))
    return Shadow(counts["replies"], counts["changed"], counts["now"], counts["then"], tuple(changes))


def _pairs(a: Review, b: Review) -> Iterator[tuple[str, str, str]]:
    """Field, verdict now, verdict then; where one of the two does not score the reply, only that."""
    if a.score is None or b.score is None:
        yield "scored", a.unscored or "yes", b.unscored or "yes"
        return
    for field, verdict in a.score.verdicts.items():
        yield field, verdict.value, b.score.verdicts[field].value


def _stored(sessions: Sessions, reader: Reviewer, batch: int = 200) -> Iterator[Waiting]:
    readers, after = read_only(sessions), 0
    while True:
        with readers() as session:
            part = waiting(session, reader.made_by, standard=NO_STANDARD, after=after, limit=batch)
        if not part:
            return
        yield from part
        after = part[-1].reply_id
