"""Teaching a network from labelled replies. Fixed seeds, replies of like length together, the schedule in `Recipe`."""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from coach.moves.encoding import Window, windows
from coach.moves.heads import CHOICES, MOVES, YES_NO
from coach.standard.schema import VERDICTS
from coach.training.labelled import LabelledReply
from coach.training.network import Network, collate
from coach.types.reading import Move
from coach.types.text import Sentence, Span

AUXILIARY = {field: VERDICTS[field] for field in ("ownership", "acknowledgment", "closure", "scenario")}
"""Asked while teaching only, for what they teach the encoder; verdicts are the standard's."""
IGNORED = -100


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
    frozen_embeddings: bool = True


@dataclass(frozen=True)
class Lesson:
    """A window with its answers: moves a sentence in it, and the whole reply's."""

    window: Window
    moves: list[list[float]]
    yes_no: list[float]
    choices: dict[str, int]


def lessons(data: Sequence[LabelledReply], tokenizer: Tokenizer) -> list[Lesson]:
    """Every window of every reply."""
    return [lesson for one in data for lesson in _lessons(one, tokenizer)]


def sentences_of(one: LabelledReply) -> tuple[Sentence, ...]:
    """The labelled sentences; boilerplate is not the technician's own."""
    return tuple(Sentence(Span(s.start, s.end), own=Move.BOILERPLATE not in s.moves) for s in one.sentences)


def _lessons(one: LabelledReply, tokenizer: Tokenizer) -> Iterator[Lesson]:
    said = [[float(move in s.moves) for move in MOVES] for s in one.sentences]
    yes_no = [float(one.language == "jargon" if name == "jargon" else getattr(one.facts, name)) for name in YES_NO]
    values = {"need": one.need, "next_step": one.facts.next_step, "acts": one.facts.acts, "tone": one.tone}
    choices = {name: CHOICES[name].index(value) for name, value in values.items()}
    choices |= {name: known.index(getattr(one, name)) for name, known in AUXILIARY.items()}
    for window in windows(tokenizer, one.heard, sentences_of(one)):
        yield Lesson(window, [said[place] for place, _, _ in window.sentences], yes_no, choices)


def new_network(*, encoder: nn.Module | None = None) -> Network:
    """An untaught network with every head."""
    sizes = {"yes_no": len(YES_NO)} | {name: len(known) for name, known in (CHOICES | AUXILIARY).items()}
    return Network(len(MOVES), sizes, encoder=encoder)


def fit(network: Network, taught: Sequence[Lesson], recipe: Recipe) -> Iterator[float]:
    """Teaches in place; yields the mean loss of each epoch."""
    torch.manual_seed(recipe.seed)
    dice = random.Random(recipe.seed)
    if recipe.frozen_embeddings:
        for weight in network.encoder.embeddings.word_embeddings.parameters():
            weight.requires_grad = False
    optimiser = torch.optim.AdamW(_groups(network, recipe), weight_decay=recipe.decay)
    steps = recipe.epochs * math.ceil(len(taught) / recipe.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _slope(step, steps, recipe.warm_up))
    for _ in range(recipe.epochs):
        network.train()
        total = 0.0
        batches = list(_batches(taught, recipe.batch, dice))
        for part in batches:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                moves, heads = network(collate([lesson.window for lesson in part]))
            loss = _loss(part, moves.float(), {k: v.float() for k, v in heads.items()}, recipe)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            total += loss.item()
        yield total / len(batches)


def _groups(network: Network, recipe: Recipe) -> list[dict[str, object]]:
    body = [p for p in network.encoder.parameters() if p.requires_grad]
    known = {id(p) for p in network.encoder.parameters()}
    heads = [p for p in network.parameters() if id(p) not in known]
    return [{"params": body, "lr": recipe.rate}, {"params": heads, "lr": recipe.head_rate}]


def _slope(step: int, steps: int, warm_up: float) -> float:
    warm = max(1, int(steps * warm_up))
    return step / warm if step < warm else max(0.0, (steps - step) / max(1, steps - warm))


def _batches(taught: Sequence[Lesson], size: int, dice: random.Random) -> Iterator[list[Lesson]]:
    """Batches of like length in random order: lengths are shuffled a little, so that no epoch repeats another."""
    order = sorted(taught, key=lambda lesson: len(lesson.window.ids) * dice.uniform(0.8, 1.25))
    batches = [order[i : i + size] for i in range(0, len(order), size)]
    dice.shuffle(batches)
    yield from batches


def _loss(part: Sequence[Lesson], moves: Tensor, heads: dict[str, Tensor], recipe: Recipe) -> Tensor:
    wanted = torch.full(moves.shape, float(IGNORED))
    for i, lesson in enumerate(part):
        if lesson.moves:
            wanted[i, : len(lesson.moves)] = torch.tensor(lesson.moves)
    seen = wanted != IGNORED
    binary = nn.functional.binary_cross_entropy_with_logits
    loss = len(MOVES) * binary(moves[seen], wanted[seen])
    loss = loss + 0.5 * len(YES_NO) * binary(heads["yes_no"], torch.tensor([lesson.yes_no for lesson in part]))
    for name in CHOICES | AUXILIARY:
        answer = torch.tensor([lesson.choices[name] for lesson in part])
        each = nn.functional.cross_entropy(heads[name], answer)
        loss = loss + (recipe.auxiliary if name in AUXILIARY else 0.5) * each
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
