"""The kinds of condition that a standard is written in, by name. Nothing registers itself: the table is here."""

from collections.abc import Callable, Mapping
from typing import Any

from coach.standard.kinds import (
    combination,
    fact_is,
    first_reply,
    move_before,
    move_present,
    need_is,
    only_moves,
    phrase_present,
    verdict_is,
)
from coach.standard.outcome import Judged, Outcome
from coach.standard.params import wrong
from coach.types.reading import Reading

Check = Callable[[Reading, Judged], Outcome]
Kind = Callable[[Any, str], Check]

KINDS: Mapping[str, Kind] = {
    "move_present": move_present.parse,
    "move_absent": move_present.parse_absent,
    "move_before": move_before.parse,
    "only_moves": only_moves.parse,
    "need_is": need_is.parse,
    "fact_is": fact_is.parse,
    "verdict_is": verdict_is.parse,
    "first_reply": first_reply.parse,
    "phrase_present": phrase_present.parse,
}


def condition(raw: Any, where: str) -> Check:
    """One condition, written as `kind: parameters`. Raises StandardError with place, value and remedy."""
    if not isinstance(raw, dict) or len(raw) != 1:
        raise wrong(where, f"{raw!r} is no condition", "write one `kind: parameters` an entry")
    ((name, params),) = raw.items()
    if name in combination.COMBINATIONS:
        return combination.COMBINATIONS[name](conditions(params, f"{where}.{name}"))
    if name not in KINDS:
        raise wrong(where, f"unknown kind {name!r}", f"use {', '.join([*KINDS, *combination.COMBINATIONS])}")
    return KINDS[name](params, f"{where}.{name}")


def conditions(raw: Any, where: str) -> tuple[Check, ...]:
    """A list of conditions; an empty list always holds."""
    if not isinstance(raw, list):
        raise wrong(where, f"{raw!r} is no list", "write a list of conditions")
    return tuple(condition(item, f"{where}[{i}]") for i, item in enumerate(raw))
