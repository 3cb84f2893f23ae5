"""Which findings are put forward to a person."""

from collections.abc import Callable, Iterable

from coach.types.review import Finding, Flag


def raise_flags(
    findings: Iterable[Finding], *, threshold: float, at_most: int, allowed: Callable[[Finding], bool]
) -> tuple[Flag, ...]:
    """The heaviest findings, weight times confidence from `threshold`, heaviest first, ties by code."""
    weighed = [(f.weight * f.confidence, f) for f in findings if f.weight]
    heavy = sorted((-w, f.code, f) for w, f in weighed if w >= threshold and allowed(f))
    return tuple(Flag(f.code, f.dimension, -w, f.reason, f.evidence) for w, _, f in heavy[:at_most])
