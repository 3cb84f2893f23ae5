"""The same reply in the same thread gives the same bytes: in any company, order, size of batch and process."""

import json
import random
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from coach.engine import Engine
from coach.services.lines import as_line
from coach.services.scoring import BadLine, dump, score_lines
from coach.settings import Settings
from coach.setup import build_engine
from coach.training.labelled import REPLIES, read_labelled
from coach.types.ticket import Reply

ROOT = Path(__file__).parents[2]
FEW = 150
BATCHES = (1, 7, 64)
AS_A_PROCESS = """
import sys
from coach.services.scoring import score_lines
from coach.settings import Settings
from coach.setup import build_engine
for line in score_lines(sys.stdin.buffer, build_engine(Settings(standard=None))):
    sys.stdout.buffer.write(line.encode() + b"\\n")
"""


def _scored(engine: Engine, among: Sequence[Reply], *, batch: int, order: Sequence[int]) -> dict[int, str]:
    """The line of each reply by its number, reviewed `batch` at a time in the order given."""
    found: dict[int, str] = {}
    for start in range(0, len(order), batch):
        numbers = order[start : start + batch]
        reviews = engine.review_many(among[n] for n in numbers)
        found |= {n: dump(as_line(str(n), review)) for n, review in zip(numbers, reviews, strict=True)}
    return found


def _shuffled(count: int, seeds: Iterable[int]) -> Iterator[list[int]]:
    for seed in seeds:
        order = list(range(count))
        random.Random(seed).shuffle(order)
        yield order


def as_input(among: Sequence[Reply]) -> list[bytes]:
    """The replies as lines of `coach score --jsonl`."""
    return [
        json.dumps(
            {"id": n, "reply": r.text, "context": [{"author": t.author.value, "text": t.text} for t in r.thread]}
        ).encode()
        for n, r in enumerate(among)
    ]


@pytest.mark.parametrize("batch", BATCHES)
def test_any_batch_any_order_twice(engine: Engine, desk: tuple[Reply, ...], batch: int) -> None:
    among = desk[:FEW]
    expected = {n: dump(as_line(str(n), engine.review(given))) for n, given in enumerate(among)}
    for order in _shuffled(len(among), seeds=(1, batch)):
        for _ in range(2):
            assert _scored(engine, among, batch=batch, order=order) == expected


def test_a_fresh_engine_that_read_other_things_first(engine: Engine, desk: tuple[Reply, ...]) -> None:
    """What an engine remembers of what it read changes its speed and never its answer."""
    fresh = build_engine(Settings(standard=None))
    backwards = list(reversed(range(FEW)))
    assert _scored(fresh, desk, batch=64, order=backwards) == _scored(engine, desk, batch=1, order=range(FEW))


def test_two_processes(engine: Engine, desk: tuple[Reply, ...]) -> None:
    """Each with its own seed for the hashes of texts, on which the order of sets hangs."""
    given = as_input(desk[:60])
    here = [line for line in score_lines(given, engine) if not isinstance(line, BadLine)]
    assert len(here) == len(given)
    assert {in_a_process(given, seed) for seed in ("1", "2")} == {b"".join(line.encode() + b"\n" for line in here)}


def in_a_process(given: list[bytes], hash_seed: str, before: Sequence[str] = ()) -> bytes:
    """What a process of its own prints for the lines; `before`: a command that runs it."""
    run = subprocess.run(
        [*before, sys.executable, "-c", AS_A_PROCESS],
        input=b"\n".join(given),
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={"PYTHONHASHSEED": hash_seed},
        timeout=3600,
    )
    return run.stdout


@pytest.fixture(scope="module")
def ten_thousand(engine: Engine) -> tuple[list[Reply], dict[int, str]]:
    """Labelled replies, and the line of each when read one by one, in order."""
    among = [one.heard for one in sorted(read_labelled(ROOT / REPLIES), key=lambda one: one.id)[:10_000]]
    assert len(among) == 10_000
    return among, _scored(engine, among, batch=1, order=range(len(among)))


@pytest.mark.soak
@pytest.mark.xdist_group("ten thousand")
@pytest.mark.parametrize("batch", BATCHES)
def test_ten_thousand_again_shuffled(ten_thousand: tuple[list[Reply], dict[int, str]], batch: int) -> None:
    """By an engine that has read nothing yet."""
    among, expected = ten_thousand
    (order,) = _shuffled(len(among), seeds=(batch,))
    assert _scored(build_engine(Settings(standard=None)), among, batch=batch, order=order) == expected


@pytest.mark.soak
@pytest.mark.xdist_group("ten thousand")
def test_ten_thousand_in_two_processes(ten_thousand: tuple[list[Reply], dict[int, str]]) -> None:
    among, expected = ten_thousand
    given = as_input(among)
    with ThreadPoolExecutor() as both:
        parts = list(both.map(in_a_process, (given[::2], given[1::2]), ("1", "2")))
    lines = [part.decode().splitlines() for part in parts]
    assert [json.loads(line)["id"] for line in lines[0][:2]] == ["0", "2"]
    assert dict(enumerate(_woven(*lines))) == expected


def _woven(even: list[str], odd: list[str]) -> list[str]:
    return [line for pair in zip(even, odd, strict=True) for line in pair]
