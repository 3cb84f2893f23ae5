"""Drift: how far a desk's replies are from those that a reader learnt from, by shares that hold no text."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coach.errors import InputError
from coach.types.review import Review
from coach.types.ticket import Reply

Shares = Mapping[str, float]
Profile = Mapping[str, Shares]
"""By feature: the share of each of its groups. A feature that nothing was counted of has no groups."""

WATCH, MOVED = 0.1, 0.25
"""Stability index above which a feature is to be watched, and above which it has moved."""
LEAST_SHARE = 0.001
"""An empty group is taken for so much."""
LENGTHS = (100, 250, 500, 1000)
"""Characters of own words from which a reply is in the next group."""
SENTENCES = (2, 4, 7, 11)


@dataclass(frozen=True, slots=True)
class Movement:
    """One feature. `state`: same, watch or moved; `group` is the one that moved most, with its share then and now."""

    feature: str
    index: float
    state: str
    group: str
    then: float
    now: float


@dataclass(frozen=True, slots=True)
class Drift:
    """`movements`: by falling index; None where there is no profile to compare with."""

    profile: Profile
    movements: tuple[Movement, ...] | None


def drift(now: Profile, then: Profile | None) -> Drift:
    """Compares the features that both profiles counted."""
    if then is None:
        return Drift(now, None)
    found = [_movement(feature, then[feature], now[feature]) for feature in now if now[feature] and then.get(feature)]
    return Drift(now, tuple(sorted(found, key=lambda movement: -movement.index)))


def _movement(feature: str, then: Shares, now: Shares) -> Movement:
    groups = {group: _index(then.get(group, 0.0), now.get(group, 0.0)) for group in {**then, **now}}
    index, most = sum(groups.values()), max(groups, key=groups.__getitem__)
    state = "moved" if index > MOVED else "watch" if index > WATCH else "same"
    return Movement(feature, index, state, most, then.get(most, 0.0), now.get(most, 0.0))


def _index(then: float, now: float) -> float:
    """One group's part of the population stability index: 0 for equal shares, growing without bound."""
    old, new = max(then, LEAST_SHARE), max(now, LEAST_SHARE)
    return (new - old) * math.log(new / old)


def profile(replies: Sequence[Reply], reviews: Sequence[Review]) -> Profile:
    """Of replies and their reviews, one each, in order. `need` and `moves` are over what was scored."""
    readings = [review.reading for review in reviews if review.reading is not None]
    own = [[sentence.span for sentence in review.sentences if sentence.own] for review in reviews]
    return {
        "length": _shares(_group(sum(map(len, spans)), LENGTHS) for spans in own),
        "sentences": _shares(_group(len(spans), SENTENCES) for spans in own),
        "first_reply": _shares("yes" if reply.first else "no" for reply in replies),
        "need": _shares(reading.need.value.value for reading in readings),
        "moves": _shares(move.value for reading in readings for sentence in reading.own for move in sentence.moves),
        "scored": _shares(review.unscored or "yes" for review in reviews),
    }


def _group(value: int, bounds: Sequence[int]) -> str:
    low, high = max((b for b in bounds if b <= value), default=0), min((b for b in bounds if b > value), default=None)
    return f"{low}+" if high is None else f"{low}-{high - 1}"


def _shares(groups: Iterable[str]) -> Shares:
    counted = Counter(groups)
    total = sum(counted.values())
    return {group: counted[group] / total for group in sorted(counted)}


def read_profile(raw: Any) -> Profile:
    """A profile, or the one inside the JSON of a whole audit. Raises InputError."""
    found = raw["drift"].get("profile") if isinstance(raw, dict) and isinstance(raw.get("drift"), dict) else raw
    if not isinstance(found, dict) or not found or not all(_are_shares(groups) for groups in found.values()):
        raise InputError("no profile", where="profile", remedy="give what `coach audit --json` printed")
    return found


def _are_shares(groups: Any) -> bool:
    return isinstance(groups, dict) and all(
        isinstance(share, int | float) and not isinstance(share, bool) and 0 <= share <= 1 for share in groups.values()
    )
