"""The learning curve of a cheap model: is more data of this kind still worth writing?

Frozen MiniLM embeddings and logistic regression, taught on growing shares of the training split, tested on desks
held back and on labelled replies from outside. `python -m coach.training.curve [GOLD]` writes training_data/curve.json.
"""

import argparse
import json
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import cohen_kappa_score, f1_score
from sklearn.multiclass import OneVsRestClassifier

from coach.services.evaluating import read_labels
from coach.services.wording import CORE
from coach.training.labelled import REPLIES, read_labelled
from coach.training.splits import Split, split_of
from coach.types.reading import Move
from coach.types.ticket import Reply

Matrix = NDArray[np.float32]
SIZES = (500, 1000, 2000, 4000)
SEED = 7
OUT = Path("training_data/curve.json")
Labelled = tuple[Reply, dict[str, str], list[tuple[str, frozenset[str]]]]
"""A reply, its verdicts by field, and its sentences with their moves."""
Embed = Callable[[Sequence[str]], Matrix]


class Shelf:
    """Labelled replies as numbers: a row a reply, a row a sentence."""

    def __init__(self, labelled: Sequence[Labelled], embed: Embed) -> None:
        self.verdicts = [verdicts for _, verdicts, _ in labelled]
        asked = [" ".join(turn.text for turn in reply.asked) or "-" for reply, _, _ in labelled]
        self.replies = np.hstack([embed([reply.text for reply, _, _ in labelled]), embed(asked)])
        self.owner = np.repeat(np.arange(len(labelled)), [len(sentences) for _, _, sentences in labelled])
        said = [sentence for _, _, sentences in labelled for sentence in sentences]
        self.sentences: Matrix = embed([text for text, _ in said])
        self.moves: NDArray[np.int8] = np.array([[m in moves for m in Move] for _, moves in said], dtype=np.int8)


def own_data(split: Split, folder: Path = REPLIES) -> list[Labelled]:
    """Every labelled reply of the project in one split."""
    return [
        (
            one.heard,
            {field: getattr(one, field) for field in CORE},
            [(one.reply[s.start : s.end], frozenset(m.value for m in s.moves)) for s in one.sentences],
        )
        for one in read_labelled(folder)
        if split_of(one.desk) is split
    ]


def outside(gold: Path) -> list[Labelled]:
    """Labelled replies in the form of `make measure`."""
    labelled: list[Labelled] = []
    for line in gold.read_text(encoding="utf-8").rstrip("\n").split("\n"):
        _, reply, labels = read_labels(json.loads(line))
        said = [(span.of(reply.text), moves) for span, moves in labels.sentences]
        labelled.append((reply, dict(labels.verdicts), said))
    return labelled


def curve(taught: Shelf, tests: dict[str, Shelf], sizes: Sequence[int] = SIZES) -> Iterator[dict[str, Any]]:
    """One line of figures a size and a test; what is asked beyond the data is the whole of it."""
    order = list(range(len(taught.verdicts)))
    random.Random(SEED).shuffle(order)
    for size in sorted({min(size, len(order)) for size in sizes} | {len(order)}):
        part = np.array(sorted(order[:size]))
        heads = {f: _fit(taught.replies[part], [taught.verdicts[i][f] for i in part]) for f in CORE}
        rows = np.isin(taught.owner, part)
        known = np.flatnonzero(np.ptp(taught.moves[rows], axis=0))
        moves = OneVsRestClassifier(_plain()).fit(taught.sentences[rows], taught.moves[rows][:, known])
        for name, test in tests.items():
            kappas = {
                f: round(float(cohen_kappa_score([v[f] for v in test.verdicts], heads[f].predict(test.replies))), 3)
                for f in CORE
            }
            said = np.zeros_like(test.moves)
            said[:, known] = moves.predict(test.sentences)
            micro = f1_score(test.moves, said, average="micro", zero_division=0)
            yield {"replies": size, "test": name, **kappas, "moves_micro_f1": round(float(micro), 3)}


def _plain() -> LogisticRegression:
    return LogisticRegression(C=3.0, max_iter=2000)


def _fit(rows: Matrix, labels: list[str]) -> LogisticRegression:
    return _plain().fit(rows, labels)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="?", help="labelled replies from outside, one JSON object a line")
    gold = parser.parse_args().gold
    from coach.training.embeddings import embed  # torch, which a test of the arithmetic does without

    tests = {"held-back desks": Shelf(own_data(Split.TEST), embed)}
    if gold:
        tests["outside"] = Shelf(outside(gold), embed)
    lines = list(curve(Shelf(own_data(Split.TRAIN), embed), tests))
    OUT.write_text(json.dumps({"date": datetime.now(UTC).date().isoformat(), "curve": lines}, indent=1) + "\n")
    for line in lines:
        print(line)


if __name__ == "__main__":
    main()
