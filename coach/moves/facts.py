"""Facts of the whole reply by rule, from the moves of its sentences and what the client wrote."""

from collections.abc import Mapping
from dataclasses import dataclass

from coach.types.reading import Acts, Answer, Facts, Move, Need, NextStep, Tone

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
    settles = _settles(said, need)
    return Facts(
        to_own=_to_own(said, need, settles=settles.value),
        next_step=_next_step(said),
        acts=_acts(said),
        closes=_closes(said),
        outcome=Answer(said.done or said.any(Move.RESOLVED, Move.FIX), LIKELY),
        settles=settles,
        confirmed=_heard(heard, "confirmed"),
        waits=Answer(said.any(Move.STATUS) and not said.any(Move.FIX, Move.RESOLVED, Move.ASK), LIKELY),
        hands_over=Answer(said.any(Move.HANDOFF), SURE),
        unprompted=Answer(need is Need.NONE and not said.any(Move.STATUS, Move.FIX), GUESS),
        client_upset=_heard(heard, "feeling"),
        impact_stated=_heard(heard, "impact_stated"),
        tone=tone,
        jargon=Answer(False, GUESS),
    )


def _to_own(said: Said, need: Need, *, settles: bool) -> Answer[bool]:
    if said.any(Move.OWN, Move.HEDGE, Move.DEFLECT, Move.HANDOFF, Move.STATUS, Move.ASK):
        return Answer(True, SURE)
    if need is Need.QUESTION and settles and not said.any(Move.FOLLOW_UP):
        return Answer(False, LIKELY)
    if need in {Need.THANKS, Need.NONE, Need.INFORMATION} and not said.any(Move.FIX):
        return Answer(False, LIKELY)
    return Answer(True, LIKELY)


def _acts(said: Said) -> Answer[Acts]:
    if any(Move.OWN in moves and Move.HEDGE not in moves for moves in said.moves) or said.done:
        return Answer(Acts.FIRM, LIKELY)
    if said.any(Move.OWN, Move.HEDGE, Move.FOLLOW_UP):
        return Answer(Acts.SOFT, LIKELY)
    return Answer(Acts.NONE, LIKELY)


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
