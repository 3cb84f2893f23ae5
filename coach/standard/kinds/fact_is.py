"""`fact_is`: facts that the reader gives of the whole reply; all that are named must hold.

fact_is: {closes: true, next_step: [writer, named]}
"""

from collections.abc import Callable
from dataclasses import fields
from enum import StrEnum
from typing import Any

from coach.standard import params
from coach.standard.outcome import Judged, Outcome, chosen
from coach.types.reading import Acts, Answer, Facts, NextStep, Reading, Tone

_CHOICES: dict[str, type[StrEnum]] = {"next_step": NextStep, "acts": Acts, "tone": Tone}
_NAMES = tuple(field.name for field in fields(Facts))


def parse(raw: Any, where: str) -> Callable[[Reading, Judged], Outcome]:
    raw = params.mapping(raw, where, allowed=set(_NAMES))
    wanted = {name: _values(name, value, f"{where}.{name}") for name, value in raw.items()}

    def check(reading: Reading, judged: Judged) -> Outcome:
        return Outcome(min((_likely(reading.facts, name, values) for name, values in wanted.items()), default=1.0))

    return check


def _values(name: str, value: Any, where: str) -> frozenset[object]:
    if name in _CHOICES:
        return frozenset(params.members(value, _CHOICES[name], where))
    return frozenset({params.flag(value, where)})


def _likely(facts: Facts, name: str, values: frozenset[object]) -> float:
    answer: Answer[object] = getattr(facts, name)
    return chosen(answer.probability, said=answer.value in values)
