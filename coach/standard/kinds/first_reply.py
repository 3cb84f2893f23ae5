"""`first_reply`: whether a technician wrote before on this thread.

first_reply: true
"""

from collections.abc import Callable
from typing import Any

from coach.standard import params
from coach.standard.outcome import Judged, Outcome, certain
from coach.types.reading import Reading


def parse(raw: Any, where: str) -> Callable[[Reading, Judged], Outcome]:
    wanted = params.flag(raw, where)
    return lambda reading, judged: certain(reading.reply.first is wanted)
