"""`move_before`: order. One of `first` stands before the first of `then`, or there is none of `then`.

    move_before: {first: [acknowledge_issue, apology], then: [fix, ask, status], same_sentence: true}

With `same_sentence` a sentence that carries both counts as before. Evidence: the first sentence of each.
"""

from collections.abc import Callable
from typing import Any

from coach.standard import params
from coach.standard.outcome import Judged, Outcome, carries, likelihood, spans
from coach.types.reading import Move, Reading

_Check = Callable[[Reading, Judged], Outcome]


def parse(raw: Any, where: str) -> _Check:
    raw = params.mapping(raw, where, allowed={"first", "then", "same_sentence"}, needed={"first", "then"})
    first, then = params.moves(raw["first"], f"{where}.first"), params.moves(raw["then"], f"{where}.then")
    same = params.flag(raw.get("same_sentence", False), f"{where}.same_sentence")
    return lambda reading, judged: _order(reading, first, then, same_sentence=same)


def _order(reading: Reading, first: frozenset[Move], then: frozenset[Move], *, same_sentence: bool) -> Outcome:
    later = next((i for i, s in enumerate(reading.own) if carries(s, then)), len(reading.own))
    room = reading.own[: later + 1] if same_sentence else reading.own[:later]
    likely = max((likelihood(s, first) for s in room), default=0.0)
    found = [s for s in room if carries(s, first)][:1]
    return Outcome(likely, spans([*found, *reading.own[later : later + 1]]) if found else ())
