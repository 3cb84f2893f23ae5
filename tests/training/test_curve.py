"""The learning curve's arithmetic, on features that need no model: does it learn what can be learnt, and no more?"""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from coach.services.wording import CORE
from coach.training.curve import Labelled, Matrix, Shelf, curve, outside, own_data
from coach.training.splits import Split, split_of
from coach.types.ticket import Author, Reply, Turn
from tests.training.test_labelled import line

WORDS = ("sorry", "done", "look", "please")


def _embed(texts: Sequence[str]) -> Matrix:
    return np.array([[float(word in text) for word in WORDS] for text in texts], dtype=np.float32)


def _labelled(count: int) -> list[Labelled]:
    """Ownership, closure and the moves follow from the words; acknowledgment from nothing."""
    found: list[Labelled] = []
    for i in range(count):
        done, sorry = i % 2, i // 2 % 2
        text = ("done" if done else "look") + (" sorry" if sorry else "")
        verdicts = {
            "ownership": "strong" if done else "weak",
            "acknowledgment": ("late", "missing")[i // 4 % 2],
            "closure": "missing" if done and sorry else "not_applicable",
        }
        moves = frozenset({"fix"} if done else {"hedge"}) | ({"apology"} if sorry else set())
        found.append((Reply(text, (Turn(Author.CLIENT, "please"),)), verdicts, [(text, moves)]))
    return found


def test_what_can_be_learnt_is_learnt_and_what_cannot_is_not() -> None:
    lines = list(curve(Shelf(_labelled(64), _embed), {"same": Shelf(_labelled(32), _embed)}, sizes=(8, 1000)))
    assert [each["replies"] for each in lines] == [8, 64]
    assert lines[-1] | {"acknowledgment": 0} == {
        "replies": 64, "test": "same", "ownership": 1.0, "acknowledgment": 0, "closure": 1.0, "moves_micro_f1": 1.0,
    }  # fmt: skip
    assert abs(lines[-1]["acknowledgment"]) < 0.2


def test_own_data_is_one_split(tmp_path: Path) -> None:
    desks = ["d-lawnmarket", "d-a", "d-b", "d-c", "d-d", "d-e"]
    lines = [json.dumps(line(id=f"x-{i}", desk=desk)) for i, desk in enumerate(desks)]
    (tmp_path / "x.jsonl").write_text("\n".join(lines) + "\n")
    assert len(own_data(Split.TRAIN, tmp_path)) == sum(split_of(desk) is Split.TRAIN for desk in desks)
    assert all(set(verdicts) == set(CORE) for _, verdicts, _ in own_data(Split.TRAIN, tmp_path))


def test_replies_from_outside_are_read_as_measure_reads_them(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(line() | {"context": "Customer: It is broken."}) + "\n")
    ((reply, verdicts, sentences),) = outside(gold)
    assert reply.thread == (Turn(Author.CLIENT, "It is broken."),)
    assert verdicts["ownership"] == "strong"
    assert sentences[0] == ("Sorry about that, Zeb.", frozenset({"apology"}))
