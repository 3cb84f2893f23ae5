"""`verdict_is`: what the same standard already said; only fields judged earlier can be named.

verdict_is: {scenario: [delay, escalation]}
"""

from collections.abc import Callable
from typing import Any

from coach.standard import params
from coach.standard.outcome import Judged, Outcome, chosen
from coach.types.reading import Reading

_FIELDS = {"scenario", "ownership", "acknowledgment", "closure", "expectations", "plain_language", "tone"}


def parse(raw: Any, where: str) -> Callable[[Reading, Judged], Outcome]:
    raw = params.mapping(raw, where, allowed=_FIELDS)
    wanted = {name: params.texts(value, f"{where}.{name}") for name, value in raw.items()}

    def check(reading: Reading, judged: Judged) -> Outcome:
        return Outcome(min((_likely(judged, name, values) for name, values in wanted.items()), default=1.0))

    return check


def _likely(judged: Judged, name: str, values: tuple[str, ...]) -> float:
    value, confidence = judged.values.get(name, ("", 1.0))
    return chosen(confidence, said=value in values)
