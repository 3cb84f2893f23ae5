"""Reads the parameters of conditions; every mistake names its place, the value and the remedy."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from coach.errors import StandardError
from coach.types.reading import Move

E = TypeVar("E", bound=StrEnum)


def wrong(where: str, problem: str, remedy: str) -> StandardError:
    return StandardError(problem, where=where, remedy=remedy)


def mapping(raw: Any, where: str, *, allowed: set[str], needed: set[str] = frozenset()) -> Mapping[str, Any]:  # type: ignore[assignment]
    """`raw` as a mapping with no key outside `allowed` and every key of `needed`."""
    if not isinstance(raw, dict):
        raise wrong(where, f"{raw!r} is no mapping", f"use keys {sorted(allowed)}")
    strange, missing = sorted(map(str, set(raw) - allowed)), sorted(needed - set(raw))
    if strange:
        raise wrong(f"{where}.{strange[0]}", f"unknown key {strange[0]!r}", f"use {sorted(allowed)}")
    if missing:
        raise wrong(where, f"{missing[0]!r} is missing", f"add {missing[0]}")
    return raw


def texts(raw: Any, where: str) -> tuple[str, ...]:
    """`raw` as a non-empty list of texts; one text stands for a list of one."""
    values = [raw] if isinstance(raw, str) else raw
    if not isinstance(values, list) or not values or not all(isinstance(v, str) for v in values):
        raise wrong(where, f"{raw!r} is no list of texts", "write a list, like [own, fix]")
    return tuple(values)


def members(raw: Any, kind: type[E], where: str) -> frozenset[E]:
    """`raw` as a set of members of the enumeration."""
    known = [member.value for member in kind]
    for value in texts(raw, where):
        if value not in known:
            raise wrong(where, f"unknown {kind.__name__.lower()} {value!r}", f"use {', '.join(known)}")
    return frozenset(kind(value) for value in texts(raw, where))


def moves(raw: Any, where: str) -> frozenset[Move]:
    return members(raw, Move, where)


def flag(raw: Any, where: str) -> bool:
    if not isinstance(raw, bool):
        raise wrong(where, f"{raw!r} is neither true nor false", "use true or false")
    return raw


def number(raw: Any, where: str, *, low: float = 0.0, high: float = 1.0) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not low <= raw <= high:
        raise wrong(where, f"{raw!r} is out of range", f"use a number from {low:g} to {high:g}")
    return float(raw)
