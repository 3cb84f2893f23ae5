"""`only_moves`: every one of the technician's own sentences does nothing beyond the moves named.

only_moves: [courtesy, apology, other]
"""

from collections.abc import Callable
from typing import Any

from coach.standard import params
from coach.standard.outcome import Judged, Outcome, likelihood, spans
from coach.types.reading import Move, Reading


def parse(raw: Any, where: str) -> Callable[[Reading, Judged], Outcome]:
    beyond = frozenset(Move) - params.moves(raw, where)

    def check(reading: Reading, judged: Judged) -> Outcome:
        return Outcome(1.0 - max((likelihood(s, beyond) for s in reading.own), default=0.0), spans(reading.own))

    return check
