"""How far two readings of the same replies agree: kappa a verdict and a fact, F1 a move.

`python -m coach.training.agreement` compares training_data/readings/first.jsonl and second.jsonl and prints the table.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.services.evaluating import interval, kappa
from coach.services.lines import VERDICTS
from coach.training.labelled import Labels, read_labels

READINGS = Path("training_data/readings")
ASKED = (*VERDICTS, "need")


@dataclass(frozen=True, slots=True)
class Agreed:
    """A verdict, the need or a fact: kappa and its 95% interval."""

    name: str
    kappa: float
    low: float
    high: float


def pairs(first: Sequence[Labels], second: Sequence[Labels]) -> list[tuple[Labels, Labels]]:
    """The replies that both read, by id. Raises ValueError where they saw other sentences."""
    other = {labels.id: labels for labels in second}
    both = [(labels, other[labels.id]) for labels in first if labels.id in other]
    for one, two in both:
        if [(s.start, s.end) for s in one.sentences] != [(s.start, s.end) for s in two.sentences]:
            raise ValueError(f"{one.id}: other sentences")
    return both


def agreed(both: Sequence[tuple[Labels, Labels]]) -> Iterator[Agreed]:
    """Every verdict, the need, every fact."""
    for name in (*ASKED, *type(both[0][0].facts).model_fields):
        said: list[tuple[str, str | None]] = [(_answer(one, name), _answer(two, name)) for one, two in both]
        yield Agreed(name, kappa(said), *interval(said, kappa))


def _answer(labels: Labels, name: str) -> str:
    return str(getattr(labels if name in ASKED else labels.facts, name))


def moves_f1(both: Sequence[tuple[Labels, Labels]]) -> dict[str, float]:
    """F1 by move, and `micro` over all of them."""
    hit, either = Counter[str](), Counter[str]()
    for one, two in both:
        for a, b in zip(one.sentences, two.sentences, strict=True):
            hit.update(set(a.moves) & set(b.moves))
            either.update(a.moves)
            either.update(b.moves)
    by_move = {str(move): 2 * hit[move] / count for move, count in either.most_common()}
    return {"micro": 2 * sum(hit.values()) / sum(either.values())} | by_move


def table(both: Sequence[tuple[Labels, Labels]]) -> str:
    """The datasheet's table in Markdown."""
    rows = [f"| {a.name} | {a.kappa:.2f} | {a.low:.2f} to {a.high:.2f} |" for a in agreed(both)]
    f1 = moves_f1(both)
    moves = " · ".join(f"{name} {value:.2f}" for name, value in f1.items() if name != "micro")
    return (
        f"{len(both)} replies, read twice, blind. Moves: micro-F1 {f1['micro']:.3f} ({moves}).\n\n"
        + "\n".join(["| what | kappa | 95% interval |", "|---|---|---|", *rows])
        + "\n"
    )


def stored(readings: Path = READINGS) -> list[tuple[Labels, Labels]]:
    """Both readings as they are kept."""
    return pairs(*(list(read_labels(readings / f"{name}.jsonl")) for name in ("first", "second")))


if __name__ == "__main__":
    print(table(stored()))
