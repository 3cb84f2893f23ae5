"""`need_is`: what the client's messages since the technician last wrote call for.

need_is: [problem, feeling, chase]
"""

from collections.abc import Callable
from typing import Any

from coach.standard import params
from coach.standard.outcome import Judged, Outcome, chosen
from coach.types.reading import Need, Reading


def parse(raw: Any, where: str) -> Callable[[Reading, Judged], Outcome]:
    wanted = params.members(raw, Need, where)

    def check(reading: Reading, judged: Judged) -> Outcome:
        return Outcome(chosen(reading.need.probability, said=reading.need.value in wanted))

    return check
