"""What callers send. Strict: an unknown field is refused by name."""

import re
from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StrictInt

from api.limits import check_nesting
from api.schemas import examples
from coach.services.records import FlagFilter, FlagStatus, IncomingReply, IncomingTurn, NoteKind, TextFormat
from coach.types.ticket import Author, Origin


def _without_nul(text: str) -> str:
    if "\0" in text:
        raise ValueError("a NUL character; send text without it")
    return text


def _dated(raw: object) -> object:
    """Not a bare number, which may count seconds or milliseconds from who knows when."""
    if not isinstance(raw, str) or not re.match(r"\d{4}-\d\d-\d\d[Tt ]", raw):
        raise ValueError("no date and time; write 2026-05-04T09:12:00Z")
    return raw


def _utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("a time outside the years 1 to 9999 of UTC") from None


Text = Annotated[str, AfterValidator(_without_nul)]
Name = Annotated[Text, Field(min_length=1, max_length=200)]
"""An id that an outside system uses."""
Moment = Annotated[AwareDatetime, BeforeValidator(_dated), AfterValidator(_utc)]
"""A time as RFC 3339 writes it, with its offset; kept in UTC."""


class Incoming(BaseModel):
    """What a caller sends."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ContextTurnIn(Incoming):
    """Something said before the reply."""

    author: Author
    text: Text


class ScoreIn(Incoming):
    """One reply to score, and what was said before it; nothing of it is kept."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.SCORE]})

    id: Text | StrictInt | None = Field(None, description="Given back as text.")
    context: Text | list[ContextTurnIn] | None = Field(
        None, description="Turns, oldest first: a list, or one text with `Customer:` and `Agent:` before each turn."
    )
    reply: Text
    position: Text | StrictInt | None = Field(None, description="Accepted and ignored: the thread tells.")
    format: TextFormat = Field(TextFormat.TEXT, description="Of the reply; the context is plain text.")

    def check_nesting(self) -> None:
        """InputError where HTML is nested too deep."""
        if self.format is TextFormat.HTML:
            check_nesting(self.reply, where="reply")


class TurnIn(Incoming):
    """Something said on the ticket before the reply."""

    author: Author
    text: Text
    at: Moment


class ReplyIn(Incoming):
    """A technician's note. (connection, ticket, note_kind, note_id) says which note it is."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.REPLY]})

    connection: Name = "manual"
    ticket: Name
    note_kind: NoteKind
    note_id: Name
    created_at: Moment
    technician: Name | None = None
    client: Name | None = None
    contact: Name | None = None
    text: Text
    format: TextFormat = TextFormat.TEXT
    origin: Origin = Origin.UNKNOWN
    thread: list[TurnIn] = Field(
        default=[], max_length=1000, description="In any order; of the same format as the reply."
    )

    def check_nesting(self) -> None:
        """InputError where HTML is nested too deep."""
        if self.format is TextFormat.HTML:
            check_nesting(self.text, where="text")
            for number, turn in enumerate(self.thread):
                check_nesting(turn.text, where=f"thread.{number}.text")

    def incoming(self) -> IncomingReply:
        fields = {name: getattr(self, name) for name in type(self).model_fields if name != "thread"}
        turns = (IncomingTurn(turn.author, turn.text, turn.at) for turn in self.thread)
        return IncomingReply(**fields, thread=tuple(turns))


class TicketQuery(Incoming):
    """Which replies to find."""

    connection: Name
    ticket: Name
    note_kind: NoteKind | None = None
    note_id: Name | None = None


class PeriodQuery(Incoming):
    """Bounds of the time when a reply was written; a bound that is not given does not bound."""

    since: Moment | None = Field(None, description="At this time or later.")
    until: Moment | None = Field(None, description="Before this time.")


class FlagsQuery(PeriodQuery):
    """Which flags to list, and which page of them."""

    technician: Name | None = Field(None, description="The desk's id, or `connection:id`.")
    client: Name | None = Field(None, description="The desk's id, or `connection:id`.")
    code: Name | None = Field(None, description="A finding's code.")
    status: FlagStatus = FlagStatus.OPEN
    after: Text | None = Field(None, description="The `next` of the page before.")
    limit: int = Field(50, ge=1, le=200)

    def wanted(self) -> FlagFilter:
        return FlagFilter(self.technician, self.client, self.code, self.status, self.since, self.until)
