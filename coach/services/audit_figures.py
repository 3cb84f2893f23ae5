"""The figures of an audit: a share with its interval, a rank correlation, how far confidence can be trusted."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WIDE = 1.959964
"""Standard errors on each side of a 95% interval."""
BINS = 10
FEWEST_RANKED = 3


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many. `low` to `high` holds the share at 95% (Wilson); of none there is no rate, and 0 to 1."""

    hits: int
    of: int
    rate: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Bin:
    """The verdicts whose confidence is from `low` to below `high`: what they claim, and how often they are right."""

    low: float
    high: float
    replies: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """`error`: by how much confidence and accuracy differ, the mean over verdicts (0 to 1). Empty bins are left out."""

    field: str
    replies: int
    error: float
    bins: tuple[Bin, ...]


def share(hits: int, of: int) -> Share:
    if not of:
        return Share(0, 0, None, 0.0, 1.0)
    rate, square = hits / of, WIDE * WIDE / of
    middle = (rate + square / 2) / (1 + square)
    reach = WIDE / (1 + square) * math.sqrt(rate * (1 - rate) / of + square / (4 * of))
    return Share(hits, of, rate, max(0.0, min(rate, middle - reach)), min(1.0, max(rate, middle + reach)))


def rank_correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Spearman's, -1 to 1, ties at their mean rank; None for fewer than three pairs or where a side never changes."""
    left, right = ranks(one), ranks(other)
    if len(left) < FEWEST_RANKED or np.ptp(left) == 0 or np.ptp(right) == 0:
        return None
    return float(np.corrcoef(left, right)[0, 1])


def ranks(values: Sequence[float]) -> NDArray[np.float64]:
    """From 1 for the least; equal values share the mean of their ranks."""
    _, place, many = np.unique(np.asarray(values, dtype=float), return_inverse=True, return_counts=True)
    mean: NDArray[np.float64] = np.cumsum(many) - (many - 1) / 2
    return mean[place]


def calibration(field: str, said: Sequence[tuple[float, bool]]) -> Calibration | None:
    """Over pairs of a verdict's confidence (0 to 1) and whether it was right; None for none."""
    if not said:
        return None
    filled = [each for each in (_bin(number, said) for number in range(BINS)) if each is not None]
    error = sum(each.replies * abs(each.confidence - each.accuracy) for each in filled) / len(said)
    return Calibration(field, len(said), error, tuple(filled))


def _bin(number: int, said: Sequence[tuple[float, bool]]) -> Bin | None:
    """The last bin holds certainty too."""
    inside = [(sure, right) for sure, right in said if min(BINS - 1, int(sure * BINS)) == number]
    if not inside:
        return None
    n = len(inside)
    claimed, right = sum(sure for sure, _ in inside) / n, sum(right for _, right in inside) / n
    return Bin(number / BINS, (number + 1) / BINS, n, claimed, right)
