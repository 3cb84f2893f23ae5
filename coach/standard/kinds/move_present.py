"""`move_present` and `move_absent`: one of the technician's own sentences carries a move, or none does.

    move_present: {any: [own, handoff], without: [hedge], at_least: 1}

`without` passes over sentences that also carry one of those moves.
"""

from collections.abc import Callable
from typing import Any

from coach.standard import params
from coach.standard.outcome import Judged, Outcome, carries, likelihood, spans
from coach.types.reading import Reading

_Check = Callable[[Reading, Judged], Outcome]


def parse(raw: Any, where: str) -> _Check:
    raw = raw if isinstance(raw, dict) else {"any": raw}
    raw = params.mapping(raw, where, allowed={"any", "without", "at_least"}, needed={"any"})
    wanted = params.moves(raw["any"], f"{where}.any")
    without = params.moves(raw["without"], f"{where}.without") if "without" in raw else frozenset()
    at_least = int(params.number(raw.get("at_least", 1), f"{where}.at_least", low=1, high=99))

    def check(reading: Reading, judged: Judged) -> Outcome:
        best = max((reading.likeliest.get(move, 0.0) for move in wanted), default=0.0)
        if best < 0.5:
            return Outcome(best)
        among = [s for s in reading.own if not carries(s, without)]
        likely = sorted((likelihood(s, wanted) for s in among), reverse=True)
        found = [s for s in among if carries(s, wanted)]
        return Outcome(likely[at_least - 1] if len(likely) >= at_least else 0.0, spans(found))

    return check


def parse_absent(raw: Any, where: str) -> _Check:
    present = parse(raw, where)
    return lambda reading, judged: Outcome(1.0 - present(reading, judged).probability)
