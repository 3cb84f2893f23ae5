"""A reader of fewer layers, taught by the one that it was cut from: labels and the teacher's answers in equal parts."""

import copy
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import torch

from coach.moves.encoding import Vocabulary, deepest, windows
from coach.moves.heads import MOVES
from coach.training.fit import Answers, Recipe, fit, predict, sentences_of
from coach.training.labelled import LabelledReply
from coach.training.network import Network


def cut(teacher: Network, layers: Sequence[int]) -> Network:
    """A copy with those of its layers, from the bottom."""
    student = copy.deepcopy(teacher)
    student.encoder.encoder.layer = torch.nn.ModuleList([student.encoder.encoder.layer[i] for i in layers])
    return student


def distil(
    student: Network,
    teacher: Network,
    data: Sequence[LabelledReply],
    vocabulary: Vocabulary,
    labels: Sequence[Answers],
    recipe: Recipe,
) -> Iterator[float]:
    """Teaches the student in place; yields the mean loss of each epoch."""
    theirs = answers(teacher, data, vocabulary)
    wanted = [mine.towards(other, recipe.soft) for mine, other in zip(labels, theirs, strict=True)]
    yield from fit(student, data, vocabulary, wanted, recipe)


def answers(network: Network, data: Sequence[LabelledReply], vocabulary: Vocabulary) -> list[Answers]:
    """What the network says of each reply, as shares."""
    asked = [windows(vocabulary, one.heard, sentences_of(one)) for one in data]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        read = iter(list(predict(network, [window for each in asked for window in each], size=16)))
    found = []
    for one, each in zip(data, asked, strict=True):
        parts = [next(read) for _ in each]
        moves = np.zeros((len(one.sentences), len(MOVES)), dtype=np.float32)
        for place, (number, row) in deepest(each).items():
            moves[place] = parts[number][0][row].float().numpy()
        whole: Mapping[str, np.ndarray] = {
            name: np.mean([part[1][name].float().numpy() for part in parts], axis=0) for name in parts[0][1]
        }
        found.append(Answers(moves, whole["yes_no"], {k: v for k, v in whole.items() if k != "yes_no"}))
    return found
