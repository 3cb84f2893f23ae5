"""Which part of the data a reply belongs to: decided by its desk alone, for good."""

import hashlib
from enum import StrEnum


class Split(StrEnum):
    """What a desk's replies are for."""

    TRAIN = "train"
    CALIBRATE = "calibrate"
    TEST = "test"


SHARES = ((Split.TRAIN, 70), (Split.CALIBRATE, 85), (Split.TEST, 100))
"""Up to which hundredth of the hash a split reaches."""


def split_of(desk: str) -> Split:
    """The split of a desk, by a hash of its name: writers share desks, never splits, and a new desk moves no other."""
    place = int.from_bytes(hashlib.sha256(desk.encode()).digest()[:4], "big") % 100
    return next(split for split, end in SHARES if place < end)
