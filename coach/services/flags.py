"""Flags for people to look at."""

from dataclasses import replace

from sqlalchemy.orm import Session

from coach.errors import InputError
from coach.services.checks import check_text, in_utc
from coach.services.records import Caller, FlagFilter, FlagItem, Page
from coach.storage.flags import flags_after

MOST_FLAGS = 200


def list_flags(
    session: Session, caller: Caller, flag_filter: FlagFilter, *, after: str | None = None, limit: int = 50
) -> Page[FlagItem]:
    """The caller's flags, those on the newest replies first. `limit` 1 to 200.

    `after` is the `next` of the page before. InputError for one that no page gave, and for a limit out of range.
    """
    if not 1 <= limit <= MOST_FLAGS:
        raise InputError(f"{limit} flags a page", where="limit", remedy=f"use 1 to {MOST_FLAGS}")
    for where in ("technician", "client", "code"):
        check_text(getattr(flag_filter, where) or "", where)
    check_text(after or "", "after")
    found = flags_after(session, caller, _in_utc(flag_filter), after=after, limit=limit + 1)
    if found is None:
        raise InputError("not the end of a page", where="after", remedy="pass `next` of the page before, unchanged")
    return Page(found[:limit], found[limit - 1].key if len(found) > limit else None)


def _in_utc(wanted: FlagFilter) -> FlagFilter:
    return replace(
        wanted,
        since=in_utc(wanted.since, "since") if wanted.since else None,
        until=in_utc(wanted.until, "until") if wanted.until else None,
    )
