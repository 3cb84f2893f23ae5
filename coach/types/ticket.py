"""What was said on a ticket, as the scorer sees it: texts and order, never who wrote them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Author(StrEnum):
    """Which side of the desk a turn comes from."""

    CLIENT = "client"
    TECHNICIAN = "technician"


class Origin(StrEnum):
    """Who chose the words of a reply."""

    HUMAN = "human"
    AI_DRAFTED = "ai_drafted"
    AUTOMATION = "automation"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Turn:
    """One message or reply of a thread. `text` is plain; `at` is aware UTC, None where the source gives no time."""

    author: Author
    text: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """A technician's reply in plain text, and the turns before it, oldest first. No turns: the reply stands alone."""

    text: str
    thread: tuple[Turn, ...] = ()

    @property
    def first(self) -> bool:
        """True where no technician wrote before this reply."""
        return all(turn.author is Author.CLIENT for turn in self.thread)

    @property
    def asked(self) -> tuple[Turn, ...]:
        """What the client wrote since a technician last did, oldest first."""
        last = max((i for i, turn in enumerate(self.thread) if turn.author is Author.TECHNICIAN), default=-1)
        return self.thread[last + 1 :]
