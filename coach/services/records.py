"""What services take and give, as frozen values: the edges import these from here and never see a row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coach.storage.records import ADMIN as ADMIN
from coach.storage.records import Caller as Caller
from coach.storage.records import EventKind as EventKind
from coach.storage.records import FlagFilter as FlagFilter
from coach.storage.records import FlagItem as FlagItem
from coach.storage.records import FlagStatus as FlagStatus
from coach.storage.records import NoteKind as NoteKind
from coach.storage.records import Page as Page
from coach.storage.records import ReplyDetail as ReplyDetail
from coach.storage.records import ReplyItem as ReplyItem
from coach.storage.records import Role as Role
from coach.storage.records import StoredReview as StoredReview
from coach.storage.records import TechnicianSummary as TechnicianSummary
from coach.storage.records import TextFormat as TextFormat
from coach.storage.records import VerdictShares as VerdictShares
from coach.storage.records import VersionItem as VersionItem
from coach.types.ticket import Author, Origin


@dataclass(frozen=True, slots=True)
class IncomingTurn:
    """Something said on the ticket before the reply."""

    author: Author
    text: str
    at: datetime
    """Aware; a naive time is refused."""
    who: str | None = None
    """The contact's or technician's id, where the source tells."""
    format: TextFormat | None = None
    """None: the same as the reply that it came with."""


@dataclass(frozen=True, slots=True)
class IncomingReply:
    """A technician's note as a desk sends it. Connection, ticket, note_kind and note_id say which note it is."""

    connection: str
    ticket: str
    note_kind: NoteKind
    note_id: str
    created_at: datetime
    """Aware; a naive time is refused."""
    text: str
    format: TextFormat = TextFormat.TEXT
    origin: Origin = Origin.UNKNOWN
    technician: str | None = None
    client: str | None = None
    contact: str | None = None
    thread: tuple[IncomingTurn, ...] = ()


@dataclass(frozen=True, slots=True)
class IncomingEvent:
    """Something that happened to a ticket; `value` is the new status, owner or priority, or what it was merged into."""

    kind: EventKind
    at: datetime
    value: str = ""


@dataclass(frozen=True, slots=True)
class IncomingTicket:
    """What a desk knows of a ticket besides its notes."""

    connection: str
    ticket: str
    client: str | None = None
    contact: str | None = None
    title: str | None = None
    channel: str | None = None
    priority: str | None = None
    opened_at: datetime | None = None
    events: tuple[IncomingEvent, ...] = ()


class Outcome(StrEnum):
    """What storing a reply came to."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class StoredReply:
    """The receipt of a stored reply. `version` counts its texts from 1; 0 for an internal note."""

    key: str
    version: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class DemoCounts:
    """What the demo desk holds after loading, whether it was there before or not."""

    technicians: int
    clients: int
    tickets: int
    replies: int
    new_replies: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts over the whole database, for `/metrics`; no names."""

    replies: int
    pending: int
    reviews: int
    unscored: Mapping[str, int]
    """Reason -> current reviews; `failed:<code>` are the replies that the engine could not take."""
    open_flags: int
