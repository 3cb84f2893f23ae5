"""What callers get."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from api.schemas import examples
from coach.services.lines import as_line
from coach.services.records import (
    FlagItem,
    FlagStatus,
    NoteKind,
    Outcome,
    Page,
    ReplyDetail,
    StoredReply,
    StoredReview,
    TextFormat,
)
from coach.types.reading import Acts, Move, Need, NextStep, Tone
from coach.types.ticket import Author, Origin


class Outgoing(BaseModel):
    """What a caller gets; can be read off the frozen values of the services."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


class StoredOut(Outgoing):
    """The receipt: `key` finds the reply again, `review` is where its review will be, a moment from now."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.STORED]})

    key: str
    version: int = Field(description="Counts the reply's texts from 1; 0 for an internal note, whose text is not kept.")
    outcome: Outcome
    review: str

    @classmethod
    def of(cls, stored: StoredReply) -> Self:
        return cls(
            key=stored.key, version=stored.version, outcome=stored.outcome, review=f"/api/v1/replies/{stored.key}"
        )


class SpanOut(Outgoing):
    """Code points of `text`, from `start` up to, not including, `end`."""

    start: int
    end: int


class SentenceOut(SpanOut):
    """One sentence and what it does for the client."""

    moves: list[Move]
    probabilities: dict[Move, float]


class FindingOut(Outgoing):
    """A shortcoming worth words."""

    code: str
    dimension: str
    verdict: str
    reason: str
    evidence: list[SpanOut]


class FactsOut(Outgoing):
    """What is so of the whole reply; all null where it is unscored."""

    to_own: bool | None
    next_step: NextStep | None
    acts: Acts | None
    closes: bool | None
    outcome: bool | None
    settles: bool | None
    confirmed: bool | None
    waits: bool | None
    hands_over: bool | None
    unprompted: bool | None
    client_upset: bool | None
    impact_stated: bool | None
    tone: Tone | None
    jargon: bool | None


class RaisedOut(Outgoing):
    """A finding put forward to a person; `severity` is 0 to 1."""

    code: str
    dimension: str
    severity: float
    reason: str
    evidence: list[SpanOut]


class ScoresOut(Outgoing):
    """0 to 100 by dimension; null where it does not count here."""

    ownership: float | None
    acknowledgment: float | None
    closure: float | None
    expectations: float | None
    plain_language: float | None
    tone: float | None


class MadeByOut(Outgoing):
    """The standard and the model: with the same text and thread they give the same line again."""

    standard: str
    standard_version: str
    standard_hash: str
    model: str
    model_version: str


class LineOut(Outgoing):
    """Everything said of one reply. Where `unscored` gives a reason, verdicts and scores are null."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.LINE]})

    id: str
    text: str
    sentences: list[SentenceOut]
    need: Need | None
    facts: FactsOut
    ownership: str | None
    acknowledgment: str | None
    closure: str | None
    scenario: str | None
    tone: str | None
    language: str | None
    unsure: list[str]
    findings: list[FindingOut]
    scores: ScoresOut
    overall: float | None
    flags: list[RaisedOut]
    unscored: str | None
    made_by: MadeByOut


class ReviewOut(LineOut):
    """A review as kept: of which version of the text, and when."""

    version: int
    made_at: datetime

    @classmethod
    def of(cls, stored: StoredReview, *, key: str) -> Self:
        return cls.model_validate(as_line(key, stored.review) | {"version": stored.version, "made_at": stored.made_at})


class ReplyItemOut(Outgoing):
    """A kept reply without its text."""

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


class RepliesOut(Outgoing):
    """The replies found, oldest first."""

    items: list[ReplyItemOut]


class TurnOut(Outgoing):
    """Something said on the ticket before the reply, in plain text."""

    author: Author
    text: str
    at: datetime | None


class VersionOut(Outgoing):
    """One text that the reply had."""

    version: int
    format: TextFormat
    received_at: datetime


class ReplyOut(ReplyItemOut):
    """All that is known of one reply. `review` is null until it is made; `earlier` are of earlier texts and threads."""

    text: str | None
    thread: list[TurnOut]
    versions: list[VersionOut]
    review: ReviewOut | None
    earlier: list[ReviewOut]

    @classmethod
    def of(cls, detail: ReplyDetail) -> Self:
        key = detail.reply.key
        return cls(
            **ReplyItemOut.model_validate(detail.reply).model_dump(),
            text=detail.text,
            thread=[TurnOut.model_validate(turn) for turn in detail.thread],
            versions=[VersionOut.model_validate(version) for version in detail.versions],
            review=ReviewOut.of(detail.current, key=key) if detail.current else None,
            earlier=[ReviewOut.of(each, key=key) for each in detail.earlier],
        )


class FlagOut(Outgoing):
    """A finding put forward to a person; `reply` is the key of the reply that it is about."""

    key: str
    code: str
    dimension: str
    severity: Annotated[float, AfterValidator(lambda severity: round(severity, 4))]
    status: FlagStatus
    reason: str
    evidence: list[SpanOut]
    quotes: list[str]
    raised_at: datetime
    reply: str
    written_at: datetime
    connection: str
    ticket: str
    technician: str | None
    client: str | None


class FlagsOut(Outgoing):
    """One page of flags, newest replies first; `next` is the `after` of the following page, null on the last."""

    items: list[FlagOut]
    next: str | None

    @classmethod
    def of(cls, page: Page[FlagItem]) -> Self:
        return cls(items=[FlagOut.model_validate(item) for item in page.items], next=page.next)


class VerdictSharesOut(Outgoing):
    """How one dimension's verdicts fall; where `enough` is false, say so instead of showing shares."""

    dimension: str
    n: int
    not_applicable: int
    shares: Mapping[str, float]
    enough: bool


class SummaryOut(Outgoing):
    """One technician's replies in a period, each by its current review. No rank, no comparison."""

    technician: str
    name: str
    connection: str
    team: str | None
    since: datetime | None
    until: datetime | None
    replies: int
    reviewed: int
    unscored: Mapping[str, int]
    pending: int
    dimensions: list[VerdictSharesOut]
    flags: Mapping[str, int]


class HealthOut(Outgoing):
    """All is well; anything else is an error."""

    status: str = "ok"
