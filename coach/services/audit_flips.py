"""Counterfactual flips: how often a verdict changes with what must not matter."""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coach.services.audit_figures import Share, share
from coach.services.lines import VERDICTS
from coach.services.swaps import KINDS, Pair, Swap
from coach.types.review import Review
from coach.types.ticket import Reply

SMALLER = 4
"""Of every other kind than names, this many times fewer pairs are made."""
SHOWN = 5
"""Flips of a kind that are named one by one."""

Named = tuple[str, Reply]
"""A reply with its id."""


@dataclass(frozen=True, slots=True)
class Flip:
    """One verdict that the two halves of a pair do not share; `reply` is the id of the reply they were made from."""

    reply: str
    field: str
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Flips:
    """One kind of swap. `changed`: of the pairs with two scored halves, those where any verdict differs."""

    kind: str
    changed: Share
    fields: Mapping[str, int]
    """By verdict field: in how many pairs it differs."""
    half_scored: int
    """Pairs of which one half was scored and the other was not; they are in no other figure."""
    examples: tuple[Flip, ...]


def all_flips(
    replies: Sequence[Named], review: Callable[[Reply], Review], *, swaps: int, seed: int
) -> tuple[Flips, ...]:
    """Every kind, in the order of `KINDS`: so many swaps of names, a quarter of each other kind."""
    wanted = {kind: swaps if kind == "names" else -(-swaps // SMALLER) for kind in KINDS}
    return tuple(flips(kind, pairs(kind, replies, wanted=wanted[kind], seed=seed), review) for kind in KINDS)


def pairs(kind: str, replies: Sequence[Named], *, wanted: int, seed: int) -> Iterator[tuple[str, Pair]]:
    """Pairs no two of which are the same, with the id of their reply: fewer than wanted where no more can be made."""
    dice = random.Random(f"{seed} {kind}")
    order = dice.sample(replies, len(replies))
    made: set[Pair] = set()
    before = -1
    while before < len(made) < wanted:
        before = len(made)
        yield from _round(KINDS[kind], order, dice, made=made, wanted=wanted)


def _round(
    swap: Swap, replies: Sequence[Named], dice: random.Random, *, made: set[Pair], wanted: int
) -> Iterator[tuple[str, Pair]]:
    """A new pair from each reply that gives one, until there are as many as wanted; `made` takes them up."""
    for name, reply in replies:
        pair = swap(reply, dice)
        if len(made) < wanted and pair is not None and pair not in made:
            made.add(pair)
            yield name, pair


def flips(kind: str, made: Iterator[tuple[str, Pair]], review: Callable[[Reply], Review]) -> Flips:
    """Reviews both halves of each pair and counts what differs."""
    compared = changed = half_scored = 0
    fields, examples = Counter[str](), list[Flip]()
    for name, (one, other) in made:
        left, right = verdicts(review(one)), verdicts(review(other))
        half_scored += (left is None) != (right is None)
        if left is None or right is None:
            continue
        differing = [Flip(name, field, left[field], right[field]) for field in VERDICTS if left[field] != right[field]]
        compared += 1
        changed += bool(differing)
        fields.update(flip.field for flip in differing)
        examples += differing
    return Flips(kind, share(changed, compared), {f: fields[f] for f in VERDICTS}, half_scored, tuple(examples[:SHOWN]))


def verdicts(review: Review) -> Mapping[str, str] | None:
    """Value by field; None for a reply that is not scored."""
    return {field: review.score.verdicts[field].value for field in VERDICTS} if review.score else None
