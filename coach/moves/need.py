"""What the client's messages call for, by rule, from what their sentences say."""

from collections.abc import Mapping

from coach.moves.facts import Said
from coach.types.reading import Answer, Move, Need
from coach.types.ticket import Author, Reply

ORDER = (Need.FEELING, Need.CHASE, Need.PROBLEM, Need.THANKS, Need.REQUEST, Need.QUESTION, Need.INFORMATION)
"""Where several are heard, what needs an acknowledgment comes first."""
LATER = frozenset({Need.THANKS, Need.INFORMATION})
"""What a first message is not about: it may thank in advance and inform, it wants something."""


def read_need(reply: Reply, heard: Mapping[str, float], said: Said) -> Answer[Need]:
    """The heaviest need heard; with nothing heard, what the place in the thread makes likeliest."""
    if not any(turn.text.strip() for turn in reply.asked):
        return _unasked(reply, said)
    for need in ORDER:
        if need in heard and not (reply.first and need in LATER):
            return Answer(need, heard[need])
    text = reply.asked[-1].text
    if "?" in text:
        return Answer(Need.QUESTION, 0.55)
    return Answer(Need.PROBLEM, 0.55) if reply.first else Answer(Need.INFORMATION, 0.6)


def _unasked(reply: Reply, said: Said) -> Answer[Need]:
    """No new message: after a technician none is open; alone, the reply tells what it answers."""
    if any(turn.author is Author.TECHNICIAN for turn in reply.thread):
        return Answer(Need.NONE, 0.8)
    if said.any(Move.APOLOGY, Move.ACKNOWLEDGE_ISSUE, Move.ACKNOWLEDGE_IMPACT, Move.FIX, Move.ASK):
        return Answer(Need.PROBLEM, 0.55)
    return Answer(Need.NONE, 0.6)
