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


class Acts(StrEnum):
    """What the writer does about the matter in the first person, done or promised."""

    FIRM = "firm"
    SOFT = "soft"
    """Only a look, a try, a maybe, or a commitment that is weakened."""
    NONE = "none"


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

    to_own: Answer[bool]
    """Something in this exchange needs an owner: it is no pure courtesy, plain answer or settled matter."""
    next_step: Answer[NextStep]
    acts: Answer[Acts]
    closes: Answer[bool]
    """The reply announces that the matter is settled, or says goodbye."""
    outcome: Answer[bool]
    """The reply says what the outcome is."""
    settles: Answer[bool]
    """What is done or answered in the reply leaves nothing to do."""
    confirmed: Answer[bool]
    """The client has already confirmed that it works."""
    waits: Answer[bool]
    """The client is told that it takes longer, or waits on something or someone."""
    hands_over: Answer[bool]
    """The work is passed to another person, team, tier or vendor."""
    unprompted: Answer[bool]
    """No message of the client waited for an answer: a check-in, a notice."""
    client_upset: Answer[bool]
    """The client's messages since a technician last wrote show anger, worry or disappointment."""
    impact_stated: Answer[bool]
    """Those messages say what the problem stops or costs."""
    tone: Answer[Tone]
    jargon: Answer[bool]
    """The client must act on or understand a term that an office worker would not know, and it is not explained."""


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
