"""Teaching a network from labelled replies. Fixed seeds, replies of like length together, the schedule in `Recipe`."""

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from coach.moves.encoding import Texts, Vocabulary, Window, windows
from coach.moves.heads import CHOICES, MOVES, YES_NO
from coach.standard.schema import VERDICTS
from coach.training.labelled import LabelledReply
from coach.training.network import Network, collate
from coach.training.noise import noised
from coach.types.reading import Move
from coach.types.text import Sentence, Span

AUXILIARY = {field: VERDICTS[field] for field in ("ownership", "acknowledgment", "closure", "scenario")}
"""Asked while teaching only, for what they teach the encoder; verdicts are the standard's."""
WHOLE = {name: len(known) for name, known in (CHOICES | AUXILIARY).items()}
IGNORED = -100.0


@dataclass(frozen=True)
class Recipe:
    """How to teach."""

    epochs: int = 6
    batch: int = 16
    rate: float = 1e-4
    head_rate: float = 1e-3
    warm_up: float = 0.1
    decay: float = 0.01
    seed: int = 7
    auxiliary: float = 0.5
    noisy: float = 0.25
    """Share of the replies that an epoch shows with slips of the pen."""
    soft: float = 0.5
    """How much of what is taught is the teacher's answer, where there is one; the rest is the label."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Of one reply: rows (sentences, MOVES), yes / no (YES_NO), and shares by question of one answer of several."""

    moves: NDArray[np.float32]
    yes_no: NDArray[np.float32]
    choices: Mapping[str, NDArray[np.float32]]

    def towards(self, other: "Answers", share: float) -> "Answers":
        """The mean of both, `share` of it the other's."""

        def mix(a: NDArray[np.float32], b: NDArray[np.float32]) -> NDArray[np.float32]:
            return (1 - share) * a + share * b

        both = {name: mix(mine, other.choices[name]) for name, mine in self.choices.items()}
        return Answers(mix(self.moves, other.moves), mix(self.yes_no, other.yes_no), both)


@dataclass(frozen=True)
class Lesson:
    """A window with its answers; the rows of moves are those of its sentences."""

    window: Window
    answers: Answers


class Noisy:
    """A vocabulary that reads every text with slips of the pen."""

    def __init__(self, vocabulary: Vocabulary, seed: int) -> None:
        self._vocabulary, self._dice = vocabulary, random.Random(seed)

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        return self._vocabulary.ids([noised(text, self._dice) for text in texts])


def sentences_of(one: LabelledReply) -> tuple[Sentence, ...]:
    """The labelled sentences; boilerplate is not the technician's own."""
    return tuple(Sentence(Span(s.start, s.end), own=Move.BOILERPLATE not in s.moves) for s in one.sentences)


def labels_of(one: LabelledReply) -> Answers:
    """What the labels answer, as numbers."""
    yes_no = [float(one.language == "jargon" if name == "jargon" else getattr(one.facts, name)) for name in YES_NO]
    values = {"need": one.need, "next_step": one.facts.next_step, "acts": one.facts.acts, "tone": one.tone}
    values |= {name: getattr(one, name) for name in AUXILIARY}
    return Answers(
        np.array([[float(move in s.moves) for move in MOVES] for s in one.sentences], dtype=np.float32),
        np.array(yes_no, dtype=np.float32),
        {
            name: np.array([float(value == values[name]) for value in known], dtype=np.float32)
            for name, known in (CHOICES | AUXILIARY).items()
        },
    )


def lessons(data: Sequence[LabelledReply], texts: Texts, wanted: Sequence[Answers]) -> list[list[Lesson]]:
    """Every window of every reply, with what is wanted of it."""
    return [
        [Lesson(window, _part(answers, window)) for window in windows(texts, one.heard, sentences_of(one))]
        for one, answers in zip(data, wanted, strict=True)
    ]


def _part(answers: Answers, window: Window) -> Answers:
    rows = [place for place, _, _ in window.sentences]
    return Answers(answers.moves[rows], answers.yes_no, answers.choices)


def new_network(*, encoder: nn.Module | None = None) -> Network:
    """An untaught network with every head."""
    return Network(len(MOVES), {"yes_no": len(YES_NO)} | WHOLE, encoder=encoder)


class Course:
    """The teaching of one network, step by step; it can be put down after any step and taken up again."""

    def __init__(
        self,
        network: Network,
        data: Sequence[LabelledReply],
        vocabulary: Vocabulary,
        wanted: Sequence[Answers],
        recipe: Recipe,
    ) -> None:
        torch.manual_seed(recipe.seed)
        for weight in network.encoder.embeddings.parameters():
            weight.requires_grad = False
        self._network, self._data, self._wanted, self._recipe = network, data, wanted, recipe
        self._vocabulary = vocabulary
        self._clean = lessons(data, vocabulary, wanted)
        self._optimiser = torch.optim.AdamW(_groups(network, recipe), weight_decay=recipe.decay)
        self.an_epoch = math.ceil(sum(len(each) for each in self._clean) / recipe.batch)
        """Steps of an epoch; slips can make it one or two more."""
        self._at = (0, 0)

    def run(self) -> Iterator[tuple[int, float]]:
        """Teaches in place, from where the course stands; yields epoch and loss of every step."""
        first, skipped = self._at
        for epoch in range(first, self._recipe.epochs):
            for number, part in enumerate(self._shown(epoch)):
                if epoch > first or number >= skipped:
                    loss = self._step(part, epoch * self.an_epoch + number)
                    self._at = (epoch, number + 1)
                    yield epoch, loss

    def state(self) -> dict[str, Any]:
        """All that a later course needs to go on."""
        return {"network": self._network.state_dict(), "optimiser": self._optimiser.state_dict(), "at": self._at}

    def take_up(self, state: Mapping[str, Any]) -> None:
        """Goes on where a course of the same data and recipe was put down."""
        self._network.load_state_dict(state["network"])
        self._optimiser.load_state_dict(state["optimiser"])
        self._at = tuple(state["at"])

    def _shown(self, epoch: int) -> list[list[Lesson]]:
        """The batches of an epoch: the same whenever it is begun."""
        dice = random.Random(f"{self._recipe.seed} {epoch}")
        noisy = lessons(self._data, Noisy(self._vocabulary, dice.randrange(10**9)), self._wanted)
        shown = [n if dice.random() < self._recipe.noisy else c for c, n in zip(self._clean, noisy, strict=True)]
        return _batches([lesson for each in shown for lesson in each], self._recipe.batch, dice)

    def _step(self, part: Sequence[Lesson], number: int) -> float:
        self._network.train()
        slope = _slope(number, self._recipe.epochs * self.an_epoch, self._recipe.warm_up)
        for group in self._optimiser.param_groups:
            group["lr"] = slope * group["full"]
        loss = loss_of(self._network, part, self._recipe)
        loss.backward()
        nn.utils.clip_grad_norm_(self._network.parameters(), 1.0)
        self._optimiser.step()
        self._optimiser.zero_grad()
        return float(loss.item())


def fit(
    network: Network, data: Sequence[LabelledReply], vocabulary: Vocabulary, wanted: Sequence[Answers], recipe: Recipe
) -> Iterator[float]:
    """Teaches in place; yields the mean loss of each epoch."""
    for _, steps in groupby(Course(network, data, vocabulary, wanted, recipe).run(), key=lambda step: step[0]):
        losses = [loss for _, loss in steps]
        yield sum(losses) / len(losses)


def _groups(network: Network, recipe: Recipe) -> list[dict[str, object]]:
    body = [p for p in network.encoder.parameters() if p.requires_grad]
    known = {id(p) for p in network.encoder.parameters()}
    heads = [p for p in network.parameters() if id(p) not in known]
    return [{"params": body, "full": recipe.rate}, {"params": heads, "full": recipe.head_rate}]


def _slope(step: int, steps: int, warm_up: float) -> float:
    warm = max(1, int(steps * warm_up))
    return (step + 1) / warm if step < warm else max(0.0, (steps - step) / max(1, steps - warm))


def _batches(taught: Sequence[Lesson], size: int, dice: random.Random) -> list[list[Lesson]]:
    """Batches of like length in random order: lengths are shuffled a little, so that no epoch repeats another."""
    order = sorted(taught, key=lambda lesson: len(lesson.window.ids) * dice.uniform(0.8, 1.25))
    batches = [order[i : i + size] for i in range(0, len(order), size)]
    dice.shuffle(batches)
    return batches


def loss_of(network: Network, part: Sequence[Lesson], recipe: Recipe) -> Tensor:
    """Of one batch: moves summed over their kinds, each question of the whole by its weight."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        moves, heads = network(collate([lesson.window for lesson in part]))
    heads = {name: raw.float() for name, raw in heads.items()}
    wanted = torch.full(moves.shape, IGNORED)
    for i, lesson in enumerate(part):
        wanted[i, : len(lesson.answers.moves)] = torch.from_numpy(lesson.answers.moves)
    seen = wanted != IGNORED
    binary = nn.functional.binary_cross_entropy_with_logits
    loss = len(MOVES) * binary(moves.float()[seen], wanted[seen])
    yes_no = torch.from_numpy(np.stack([lesson.answers.yes_no for lesson in part]))
    loss = loss + 0.5 * len(YES_NO) * binary(heads["yes_no"], yes_no)
    for name in WHOLE:
        shares = torch.from_numpy(np.stack([lesson.answers.choices[name] for lesson in part]))
        weight = recipe.auxiliary if name in AUXILIARY else 0.5
        loss = loss + weight * nn.functional.cross_entropy(heads[name], shares)
    return loss


def predict(network: Network, asked: Sequence[Window], size: int = 64) -> Iterator[tuple[Tensor, dict[str, Tensor]]]:
    """For each window: probabilities (sentences, moves), and by head the probabilities of its answers."""
    network.eval()
    order = sorted(range(len(asked)), key=lambda i: len(asked[i].ids))
    found: dict[int, tuple[Tensor, dict[str, Tensor]]] = {}
    with torch.inference_mode():
        for start in range(0, len(order), size):
            part = order[start : start + size]
            moves, heads = network(collate([asked[i] for i in part]))
            for row, i in enumerate(part):
                whole = {k: v[row].sigmoid() if k == "yes_no" else v[row].softmax(-1) for k, v in heads.items()}
                found[i] = moves[row, : len(asked[i].sentences)].sigmoid(), whole
    yield from (found[i] for i in range(len(asked)))
