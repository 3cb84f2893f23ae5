"""A reply as read: what each sentence does, what the client needed, and facts about the whole. No judgement yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Generic, TypeVar

from coach.types.text import Sentence, Span
from coach.types.ticket import Reply

T = TypeVar("T", covariant=True)


class Move(StrEnum):
    """What a sentence does for the client. A sentence carries every move that applies."""

    ACKNOWLEDGE_IMPACT = "acknowledge_impact"
    ACKNOWLEDGE_ISSUE = "acknowledge_issue"
    APOLOGY = "apology"
    OWN = "own"
    HEDGE = "hedge"
    DEFLECT = "deflect"
    FIX = "fix"
    ASK = "ask"
    TIMELINE = "timeline"
    VAGUE_TIMELINE = "vague_timeline"
    STATUS = "status"
    HANDOFF = "handoff"
    RESOLVED = "resolved"
    VERIFY = "verify"
    FOLLOW_UP = "follow_up"
    INVITE = "invite"
    COURTESY = "courtesy"
    BOILERPLATE = "boilerplate"
    OTHER = "other"


class Need(StrEnum):
    """What the client's messages since a technician last wrote call for."""

    PROBLEM = "problem"
    FEELING = "feeling"
    CHASE = "chase"
    QUESTION = "question"
    REQUEST = "request"
    INFORMATION = "information"
    THANKS = "thanks"
    NONE = "none"


class NextStep(StrEnum):
    """Who holds the next step after this reply, as far as the client can tell."""

    WRITER = "writer"
    NAMED = "named"
    TEAM = "team"
    CLIENT = "client"
    NOBODY = "nobody"
    SETTLED = "settled"


class Tone(StrEnum):
    """How the technician sounds."""

    WARM = "warm"
    NEUTRAL = "neutral"
    COLD = "cold"


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """A value and how likely it is to be right, 0 to 1."""

    value: T
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Facts:
    """What a reader says of the whole reply. Facts, never verdicts: the standard makes those."""

    closes: Answer[bool]
    """The reply announces that the matter is settled, or says goodbye."""
    outcome: Answer[bool]
    """The reply says what the outcome is."""
    settles: Answer[bool]
    """What is done or answered in the reply leaves nothing to do."""
    confirmed: Answer[bool]
    """The client has already confirmed that it works."""
    next_step: Answer[NextStep]
    client_upset: Answer[bool]
    """The client's messages since a technician last wrote show anger, worry or disappointment."""
    impact_stated: Answer[bool]
    """Those messages say what the problem stops or costs."""
    tone: Answer[Tone]


@dataclass(frozen=True, slots=True)
class Tags:
    """A tagger's answer: a probability a move for each sentence, in order, and the need and facts of the whole."""

    moves: tuple[Mapping[Move, float], ...]
    need: Answer[Need]
    facts: Facts


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """A sentence with its moves, likeliest set, in the order of `Move`; `probabilities` has every move worth naming."""

    sentence: Sentence
    moves: tuple[Move, ...]
    probabilities: Mapping[Move, float]

    @property
    def span(self) -> Span:
        return self.sentence.span


@dataclass(frozen=True)
class Reading:
    """Built once a reply; dimensions, flags, rewriters and promises see only this."""

    reply: Reply
    sentences: tuple[TaggedSentence, ...]
    need: Answer[Need]
    facts: Facts

    @cached_property
    def own(self) -> tuple[TaggedSentence, ...]:
        """The technician's own sentences, in order."""
        return tuple(s for s in self.sentences if s.sentence.own)

    @cached_property
    def likeliest(self) -> Mapping[Move, float]:
        """How likely each move is in the own sentence where it is likeliest; what is heard nowhere is not listed."""
        found: dict[Move, float] = {}
        for sentence in self.own:
            for move, likely in sentence.probabilities.items():
                found[move] = max(likely, found.get(move, 0.0))
        return found
