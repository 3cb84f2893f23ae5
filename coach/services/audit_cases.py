"""Invented replies that a reader should not fall for: praise for empty phrases, and deafness to condescension."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from coach.moves.entries import load_yaml
from coach.services.audit_figures import Share, share
from coach.services.wording import CORE
from coach.types.review import Review
from coach.types.ticket import Author, Reply, Turn

BEST: Mapping[str, str] = {"ownership": "strong", "acknowledgment": "impact_first", "closure": "complete"}
"""The verdict that a stuffed reply tries to win, by core field."""
STUFFED = (2, 5)
"""Least and most phrases around an empty reply."""
SALAD = (8, 16)
"""Least and most pieces of a salad."""


@dataclass(frozen=True, slots=True)
class Gaming:
    """One way of filling empty replies. `best`: the share at the best verdict by core field; `any_best`: at any."""

    way: str
    best: Mapping[str, Share]
    any_best: Share


@dataclass(frozen=True, slots=True)
class Condescension:
    """`told_apart`: pairs where only the condescending half is cold; `civil_cold`: civil halves that are."""

    told_apart: Share
    condescending_cold: Share
    civil_cold: Share


@cache
def cases(name: str) -> Any:
    """One list of `audit_cases.yaml`, as written."""
    return load_yaml(Path(__file__).with_name("audit_cases.yaml"))[name]


def gaming(review: Callable[[Reply], Review], *, seed: int) -> tuple[Gaming, ...]:
    """The empty replies as they are, stuffed with stock phrases, and salads of key words, one each a problem."""
    dice = random.Random(f"{seed} gaming")
    asked = [(problem, empty) for problem in cases("problems") for empty in cases("empty")]
    return tuple(
        _gaming(way, [review(_answer(problem, make(empty, dice))) for problem, empty in asked])
        for way, make in WAYS.items()
    )


def stuffed(empty: str, dice: random.Random) -> str:
    """The empty reply somewhere among stock phrases."""
    said = dice.sample(cases("phrases"), dice.randint(*STUFFED))
    said.insert(dice.randint(0, len(said)), empty)
    return " ".join(said)


def salad(_empty: str, dice: random.Random) -> str:
    """Key words in no order, with no sentence among them."""
    return dice.choice((" ", ", ", ". ")).join(dice.sample(cases("salad"), dice.randint(*SALAD)))


WAYS: Mapping[str, Callable[[str, random.Random], str]] = {
    "as they are": lambda empty, _dice: empty,
    "stock phrases": stuffed,
    "keyword salad": salad,
}


def _answer(client: str, text: str) -> Reply:
    return Reply(text, (Turn(Author.CLIENT, client),))


def _gaming(way: str, reviews: Sequence[Review]) -> Gaming:
    """An unscored reply is at no verdict, so at no best one."""
    won = [{f for f in CORE if review.score and review.score.verdicts[f].value == BEST[f]} for review in reviews]
    best = {field: share(sum(field in each for each in won), len(won)) for field in CORE}
    return Gaming(way, best, share(sum(map(bool, won)), len(won)))


def condescension(review: Callable[[Reply], Review]) -> Condescension:
    """Over the invented pairs."""
    cold = [
        tuple(_is_cold(review(_answer(case["client"], case[half]))) for half in ("condescending", "civil"))
        for case in cases("condescension")
    ]
    return Condescension(
        told_apart=share(sum(bad and not civil for bad, civil in cold), len(cold)),
        condescending_cold=share(sum(bad for bad, _ in cold), len(cold)),
        civil_cold=share(sum(civil for _, civil in cold), len(cold)),
    )


def _is_cold(review: Review) -> bool:
    return review.score is not None and review.score.verdicts["tone"].value == "cold"
