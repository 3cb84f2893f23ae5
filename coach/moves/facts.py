"""Facts of the whole reply by rule, from the moves of its sentences and what the client wrote."""

from collections.abc import Mapping
from dataclasses import dataclass

from coach.types.reading import Answer, Facts, Move, Need, NextStep, Tone

PENDING = frozenset({Move.ASK, Move.STATUS, Move.HANDOFF})
SURE, LIKELY, GUESS = 0.9, 0.75, 0.6


@dataclass(frozen=True, slots=True)
class Said:
    """What the facts rest on: the own sentences' moves in order, and marks that the phrase tables set."""

    moves: tuple[frozenset[Move], ...]
    done: bool
    """A sentence reports work that the writer has done."""
    steps: bool
    """A sentence tells the client what to do."""
    named: bool
    """A named person has it now."""
    goodbye: bool

    def any(self, *moves: Move) -> bool:
        return any(not m.isdisjoint(moves) for m in self.moves)


def facts(said: Said, need: Need, heard: Mapping[str, float], tone: Answer[Tone]) -> Facts:
    """The facts. `heard` holds how surely the client's text says `feeling`, `impact_stated` and `confirmed`."""
    return Facts(
        closes=_closes(said),
        outcome=Answer(said.done or said.any(Move.RESOLVED, Move.FIX), LIKELY),
        settles=_settles(said, need),
        confirmed=_heard(heard, "confirmed"),
        next_step=_next_step(said),
        client_upset=_heard(heard, "feeling"),
        impact_stated=_heard(heard, "impact_stated"),
        tone=tone,
    )


def _heard(heard: Mapping[str, float], name: str) -> Answer[bool]:
    return Answer(True, heard[name]) if name in heard else Answer(False, LIKELY)


def _closes(said: Said) -> Answer[bool]:
    if said.any(Move.RESOLVED):
        return Answer(True, LIKELY if said.any(Move.ASK, Move.STATUS) else SURE)
    if said.done and not said.any(*PENDING, Move.OWN, Move.FOLLOW_UP, Move.DEFLECT) and not said.steps:
        return Answer(True, GUESS)
    if said.done and said.any(Move.VERIFY, Move.INVITE) and not said.any(*PENDING):
        return Answer(True, GUESS)
    if said.goodbye and not said.any(Move.ASK, Move.STATUS, Move.HANDOFF):
        return Answer(True, GUESS)
    return Answer(False, LIKELY)


def _settles(said: Said, need: Need) -> Answer[bool]:
    open_end = said.any(Move.ASK, Move.STATUS, Move.HANDOFF, Move.DEFLECT, Move.FOLLOW_UP)
    if said.any(Move.RESOLVED) and not open_end:
        return Answer(True, SURE)
    if said.done and not said.any(Move.STATUS, Move.HANDOFF, Move.DEFLECT, Move.HEDGE):
        return Answer(True, LIKELY)
    if need is Need.QUESTION and said.any(Move.FIX) and not open_end:
        return Answer(True, LIKELY)
    return Answer(False, LIKELY)


def _next_step(said: Said) -> Answer[NextStep]:
    if said.named:
        return Answer(NextStep.NAMED, LIKELY)
    if said.any(Move.OWN, Move.FOLLOW_UP):
        return Answer(NextStep.WRITER, SURE if said.any(Move.OWN) else LIKELY)
    if said.any(Move.HANDOFF, Move.STATUS):
        return Answer(NextStep.TEAM, GUESS)
    if said.done or (said.any(Move.RESOLVED) and not said.any(Move.DEFLECT)):
        return Answer(NextStep.SETTLED, LIKELY)
    if said.any(Move.ASK, Move.DEFLECT) or said.steps:
        return Answer(NextStep.CLIENT, LIKELY)
    return Answer(NextStep.NOBODY, GUESS)
