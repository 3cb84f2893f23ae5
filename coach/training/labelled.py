"""Labelled replies of `training_data/`: the form of a line, and its way into the types of the house."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from coach.errors import InputError
from coach.types.reading import Move, Need, NextStep
from coach.types.ticket import Author, Reply, Turn

REPLIES = Path("training_data/replies")
CHALLENGE = Path("training_data/challenge")
Text = Annotated[str, Field(min_length=1, pattern=r"^[^\x00]*$")]
Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LabelledTurn(_Line):
    """One message before the reply."""

    author: Author
    text: Text


class LabelledSentence(_Line):
    """The half-open range of characters [start, end) of `reply`, and every move that it carries (RUBRIC)."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]
    moves: Annotated[tuple[Move, ...], Field(min_length=1)]


class LabelledFacts(_Line):
    """What a reader says of the whole reply."""

    to_own: bool
    """Something here needs an owner: not pure courtesy, a plain question plainly answered, a settled matter."""
    next_step: NextStep
    acts: Literal["firm", "soft", "none"]
    """What the writer does about it in the first person, done or promised; soft: a look, a try, a maybe."""
    closes: bool
    outcome: bool
    settles: bool
    confirmed: bool
    waits: bool
    """It takes longer, or waits on something or someone."""
    hands_over: bool
    unprompted: bool
    """No client message waited for an answer."""
    client_upset: bool
    impact_stated: bool


class Labels(_Line):
    """What one reader says of one reply."""

    id: Name
    sentences: Annotated[tuple[LabelledSentence, ...], Field(min_length=1)]
    ownership: Literal["strong", "partial", "weak", "not_applicable"]
    acknowledgment: Literal["impact_first", "issue_first", "late", "missing", "not_applicable"]
    closure: Literal["complete", "partial", "missing", "not_applicable"]
    scenario: Literal["intake", "delay", "escalation", "closure", "check_in", "working"]
    tone: Literal["warm", "neutral", "cold"]
    language: Literal["plain", "jargon"]
    need: Need
    facts: LabelledFacts


class LabelledReply(Labels):
    """One line: a reply in its thread with its labels, as training_data/README.md describes them."""

    source: Literal["synthetic"]
    real: Literal[False]
    writer: Name
    desk: Name
    channel: Literal["email", "portal", "chat", "sms", "forum", "social", "review"]
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    ticket: Text
    position: Literal["first", "middle", "last"]
    """Among the replies of its ticket: `first` where no technician wrote before, `last` where none wrote after."""
    thread: tuple[LabelledTurn, ...]
    reply: Text

    @model_validator(mode="after")
    def _spans_stand_in_order(self) -> Self:
        ends = [0, *(s.end for s in self.sentences)]
        if any(s.start < before or s.end <= s.start for s, before in zip(self.sentences, ends, strict=False)):
            raise ValueError("sentences overlap or stand out of order")
        if ends[-1] > len(self.reply):
            raise ValueError("a sentence ends after the reply")
        return self

    @property
    def heard(self) -> Reply:
        """The reply as the engine takes it."""
        return Reply(self.reply, tuple(Turn(turn.author, turn.text) for turn in self.thread))


class ChallengeReply(LabelledReply):
    """A reply of the examination: one half of a minimal pair, or a single one. Never trained on."""

    kind: Literal[
        "order", "late_missing", "complete_partial", "real_stock", "own_hedge", "negated_quoted", "condescension",
        "known_bad", "known_good", "stuffed",
    ]  # fmt: skip
    pair: Name | None
    """What both halves of a pair share; their ids end in `a` and `b`."""
    meant: Mapping[str, str]
    """The verdicts that the writer meant, before anyone labelled; `stuffed` ones were meant not to be the best."""


AnyLine = TypeVar("AnyLine", bound=Labels)


def read_labelled(folder: Path) -> Iterator[LabelledReply]:
    """Every line of every *.jsonl file, files by name. Raises InputError naming file, line and field."""
    return _read(folder, LabelledReply)


def read_challenge(folder: Path = CHALLENGE) -> Iterator[ChallengeReply]:
    """The examination, likewise."""
    return _read(folder, ChallengeReply)


def read_labels(path: Path) -> Iterator[Labels]:
    """One reader's labels, without the texts."""
    return _read(path, Labels)


def _read(place: Path, form: type[AnyLine]) -> Iterator[AnyLine]:
    for path in sorted(place.glob("*.jsonl")) if place.is_dir() else [place]:
        for number, line in enumerate(path.read_text(encoding="utf-8").rstrip("\n").split("\n"), start=1):
            try:
                yield form.model_validate_json(line)
            except ValidationError as problem:
                first = problem.errors()[0]
                where = f"{path.name} line {number}, {'.'.join(str(part) for part in first['loc'])}"
                raise InputError(first["msg"], where=where, remedy="see training_data/schema.json") from problem


def schema() -> dict[str, Any]:
    """The JSON Schema of a line, as it stands in training_data/schema.json."""
    lines: TypeAdapter[LabelledReply | ChallengeReply] = TypeAdapter(LabelledReply | ChallengeReply)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **lines.json_schema()}
