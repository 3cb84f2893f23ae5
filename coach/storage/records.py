"""Frozen values that storage gives and takes. Rows stay in this folder; these travel up to the edges."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from coach.types.review import Review
from coach.types.text import Span
from coach.types.ticket import Origin, Turn

T = TypeVar("T")


class Role(StrEnum):
    """What a key or user may see: everything, own teams, own team, own data."""

    ADMIN = "admin"
    MANAGER = "manager"
    LEAD = "lead"
    TECHNICIAN = "technician"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks. The ids are the database's own; only `coach.storage.scope` reads them."""

    name: str
    role: Role
    technician_id: int | None = None
    team_ids: frozenset[int] = frozenset()


ADMIN = Caller(name="coach", role=Role.ADMIN)
"""The house itself: command line and jobs on the machine that holds the database."""


class NoteKind(StrEnum):
    """How a note left the desk. Kinds not listed are refused: text that may be private is never taken on a guess."""

    REPLY = "reply"
    PUBLIC = "public"
    PUBLIC_NOTE = "public_note"
    PUBLIC_REPLY = "public_reply"
    COMMENT = "comment"
    EMAIL = "email"
    PORTAL = "portal"
    CHAT = "chat"
    SMS = "sms"
    RESOLUTION = "resolution"
    INTERNAL = "internal"
    INTERNAL_NOTE = "internal_note"
    PRIVATE = "private"
    PRIVATE_NOTE = "private_note"
    TIME_INTERNAL = "time_internal"

    @property
    def internal(self) -> bool:
        """The client cannot read it: key, kind and time are kept, the text is not."""
        return "internal" in self.value or "private" in self.value


class TextFormat(StrEnum):
    """How a body came in. What is stored is always plain text."""

    TEXT = "text"
    HTML = "html"


class EventKind(StrEnum):
    """What can happen to a ticket."""

    STATUS = "status"
    OWNER = "owner"
    PRIORITY = "priority"
    REOPENED = "reopened"
    MERGED = "merged"
    CLOSED = "closed"


class FlagStatus(StrEnum):
    """`superseded`: a later review of the same reply replaced the one that raised the flag."""

    OPEN = "open"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list; `next` is what to pass as `after` for the following page, None on the last."""

    items: tuple[T, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class ReplyItem:
    """A stored reply without its text. People are named by the ids their connection uses for them."""

    key: str
    connection: str
    ticket: str
    note_kind: NoteKind
    note_id: str
    created_at: datetime
    origin: Origin
    technician: str | None
    client: str | None
    contact: str | None
    version: int
    """Of the text, from 1; 0 for an internal note, which has none."""


@dataclass(frozen=True, slots=True)
class VersionItem:
    """One text that the reply had."""

    version: int
    format: TextFormat
    received_at: datetime


@dataclass(frozen=True, slots=True)
class StoredReview:
    """A review as kept. `review.reading.reply` bears the thread only where it is still the reply's thread."""

    version: int
    made_at: datetime
    review: Review


@dataclass(frozen=True, slots=True)
class ReplyDetail:
    """All that is known of one reply."""

    reply: ReplyItem
    text: str | None
    """Current, plain; None for an internal note."""
    thread: tuple[Turn, ...]
    """What was said on the ticket before it, oldest first."""
    versions: tuple[VersionItem, ...]
    """Oldest first."""
    current: StoredReview | None
    """The newest review of the current text in the current thread; None while it waits, and for internal notes."""
    earlier: tuple[StoredReview, ...]
    """All other reviews, newest first: of earlier texts, threads, standards and models."""


@dataclass(frozen=True, slots=True)
class FlagFilter:
    """Which flags to list; None takes all. Times bound when the reply was written: since <= time < until, aware."""

    technician: str | None = None
    client: str | None = None
    code: str | None = None
    status: FlagStatus | None = FlagStatus.OPEN
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class FlagItem:
    """A finding put forward to a person, with what leads back to its reply."""

    key: str
    code: str
    dimension: str
    severity: float
    """0 to 1: the finding's weight times its confidence."""
    status: FlagStatus
    reason: str
    evidence: tuple[Span, ...]
    quotes: tuple[str, ...]
    """The words at each span of `evidence`, in the same order."""
    raised_at: datetime
    reply: str
    written_at: datetime
    connection: str
    ticket: str
    technician: str | None
    client: str | None


@dataclass(frozen=True, slots=True)
class VerdictShares:
    """How one dimension's verdicts fall, over the replies where it counts."""

    dimension: str
    n: int
    """Replies with a verdict other than `not_applicable`."""
    not_applicable: int
    shares: Mapping[str, float]
    """Verdict -> its part of `n`, 0 to 1; empty where n is 0."""
    enough: bool
    """False under 10 replies: say "not enough yet" and show no share."""


@dataclass(frozen=True, slots=True)
class TechnicianSummary:
    """One technician's replies in a period, each by its current review. No rank, no comparison."""

    technician: str
    name: str
    connection: str
    team: str | None
    since: datetime | None
    until: datetime | None
    replies: int
    """Replies that clients could read; internal notes are not counted."""
    reviewed: int
    """Of these, the ones with a scored current review."""
    unscored: Mapping[str, int]
    """Reason -> replies."""
    pending: int
    """Replies that wait for a review: replies = reviewed + unscored + pending."""
    dimensions: tuple[VerdictShares, ...]
    flags: Mapping[str, int]
    """Code -> open flags."""
