"""`python -m coach.training.ablation NAME=FOLDER …`: agreement against speed, from rules to the trained readers.

On desks held back, one core, in one run: the phrase tables, a linear model on frozen embeddings taught on the training
desks, and every reader named. Writes the figures beside the shipped reader.
"""

import json
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coach.engine import Engine
from coach.moves.artefact import MODEL
from coach.services.wording import CORE
from coach.settings import Settings
from coach.setup import build_engine, shipped
from coach.training.curve import Shelf, curve, own_data
from coach.training.embeddings import embed
from coach.training.gates import agreement_on
from coach.training.labelled import REPLIES, LabelledReply, read_labelled
from coach.training.splits import Split, split_of

OUT = "ablation.json"
LINEAR = "linear on frozen MiniLM embeddings"
Figures = dict[str, Any]


def of_engine(name: str, engine: Engine, data: Sequence[LabelledReply], file: Path | None) -> Figures:
    """Agreement and speed of one reader under the shipped standard."""
    found = agreement_on(engine, data)
    kappas = {field.field: field.kappa for field in found.fields}
    rate = _rate(lambda: list(engine.review_many(one.heard for one in data)), len(data))
    return _row(name, [kappas[field] for field in CORE], found.moves_micro_f1, rate, file)


def linear(data: Sequence[LabelledReply]) -> Figures:
    """The verdicts told directly from embeddings; its speed is that of embedding replies and sentences."""
    *_, found = curve(Shelf(own_data(Split.TRAIN), embed), {"held back": Shelf(own_data(Split.TEST), embed)}, sizes=())
    texts = [text for one in data for text in (one.reply, *(one.reply[s.start : s.end] for s in one.sentences))]
    return _row(LINEAR, [found[f] for f in CORE], found["moves_micro_f1"], _rate(lambda: embed(texts), len(data)), None)


def _row(name: str, kappas: Sequence[float], moves: float, rate: float, file: Path | None) -> Figures:
    return {
        "reader": name,
        "core_kappa": round(sum(kappas) / len(kappas), 3),
        "moves_micro_f1": round(moves, 3),
        "replies_a_second": round(rate, 1),
        "megabytes": round(file.stat().st_size / 1e6, 1) if file else None,
    }


def _rate(run: Callable[[], object], count: int) -> float:
    begin = time.perf_counter()
    run()
    return count / (time.perf_counter() - begin)


def rows(named: Sequence[tuple[str, Path]]) -> Iterator[Figures]:
    data = [one for one in read_labelled(REPLIES) if split_of(one.desk) is Split.TEST]
    yield of_engine("phrase tables", build_engine(Settings(model="rules", standard=None)), data, None)
    yield linear(data)
    for name, folder in named:
        yield of_engine(name, build_engine(Settings(model=str(folder), standard=None)), data, folder / MODEL)


def main() -> None:
    os.sched_setaffinity(0, {0})
    named = [(name, Path(folder)) for name, _, folder in (text.partition("=") for text in sys.argv[1:])]
    found = {
        "date": datetime.now(UTC).date().isoformat(),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "readers": list(rows(named)),
    }
    (shipped() / OUT).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
