"""A teacher's answers on the training replies, kept with a hash of what it read: `training_data/soft/answers.npz`."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from coach.training.fit import WHOLE, Answers
from coach.training.labelled import LabelledReply

SOFT = Path("training_data/soft/answers.npz")


def key_of(one: LabelledReply) -> str:
    """A hash over what a reader sees of the reply: thread, text and sentences."""
    seen = [
        [(turn.author.value, turn.text) for turn in one.thread],
        one.reply,
        [(s.start, s.end) for s in one.sentences],
    ]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:16]


def save(path: Path, data: Sequence[LabelledReply], answers: Sequence[Answers], about: Mapping[str, str]) -> None:
    """Writes the answers in half precision; `about` says who gave them and how."""
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = {"yes_no": [answer.yes_no for answer in answers]}
    whole |= {name: [answer.choices[name] for answer in answers] for name in WHOLE}
    kept = {name: np.stack(rows).astype(np.float16) for name, rows in whole.items()}
    kept["moves"] = np.concatenate([answer.moves for answer in answers]).astype(np.float16)
    named = {
        "about": np.array(json.dumps(dict(about))),
        "ids": np.array([one.id for one in data]),
        "keys": np.array([key_of(one) for one in data]),
        "counts": np.array([len(answer.moves) for answer in answers]),
    }
    np.savez_compressed(path, allow_pickle=False, **named, **kept)


def load(path: Path = SOFT) -> dict[tuple[str, str], Answers]:
    """The answers by id and key; none where there is no file."""
    if not path.exists():
        return {}
    with np.load(path, allow_pickle=False) as kept:
        stored = {name: kept[name] for name in kept.files}
    ends = np.cumsum(stored["counts"])
    found: dict[tuple[str, str], Answers] = {}
    for i, (name, key) in enumerate(zip(stored["ids"].tolist(), stored["keys"].tolist(), strict=True)):
        moves = stored["moves"][ends[i] - stored["counts"][i] : ends[i]].astype(np.float32)
        choices = {question: stored[question][i].astype(np.float32) for question in WHOLE}
        found[name, key] = Answers(moves, stored["yes_no"][i].astype(np.float32), choices)
    return found


def wanted(data: Sequence[LabelledReply], labels: Sequence[Answers], share: float, path: Path = SOFT) -> list[Answers]:
    """Labels moved towards the teacher's answers where it read this very text."""
    soft = load(path)
    found = [soft.get((one.id, key_of(one))) for one in data]
    return [mine if theirs is None else mine.towards(theirs, share) for mine, theirs in zip(labels, found, strict=True)]
