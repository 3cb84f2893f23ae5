"""`make train`: from the labelled replies to a reader that can be served.

Fits the network on the training desks (labels, and the teacher's answers where `make teach` left them), writes it as
ONNX in 8 bits, calibrates what was written on desks held back, and says how well it agrees on others held back from
both. Fixed seeds; nothing here looks at labelled replies from outside.
"""

import argparse
import hashlib
import json
import platform
import shutil
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import torch
import transformers
from numpy.typing import NDArray
from tokenizers import Tokenizer

from coach import __version__
from coach.engine import Engine
from coach.moves.artefact import (
    MANIFEST,
    MODEL,
    TOKENIZER,
    WORDS,
    Calibration,
    Manifest,
    Questions,
    sha256,
)
from coach.moves.encoding import Vocabulary, deepest, windows
from coach.moves.heads import CHOICES
from coach.moves.plain import Plain
from coach.moves.trained import feed, session
from coach.settings import Settings
from coach.setup import build_engine
from coach.training.calibrate import NEUTRAL, calibration
from coach.training.distil import cut, distil
from coach.training.embeddings import base_model
from coach.training.fit import Recipe, fit, new_network, sentences_of
from coach.training.fit import labels_of as answers_of
from coach.training.gates import gates, worse
from coach.training.labelled import REPLIES, ChallengeReply, LabelledReply, read_challenge, read_labelled
from coach.training.network import Network
from coach.training.served import export, trim
from coach.training.soft import wanted
from coach.training.splits import Split, split_of
from coach.training.words import known_words

OUT = Path("build/reader")
RECIPE = Recipe(epochs=8, batch=32, rate=3e-4)
LAYERS = "0,1,2,3,4,5"
AFTER = 3
"""Epochs of distilling."""
COMMON = 8000
"""Word pieces of the base vocabulary that stay though no training text uses them: the first are the most frequent."""
Said = dict[str, Any]


@dataclass(frozen=True)
class Plan:
    """What to make."""

    version: str
    layers: tuple[int, ...]
    """Layers of the base model that are kept, from the bottom."""
    recipe: Recipe
    student: tuple[int, ...] = ()
    """Of those, the layers of a smaller reader that is distilled from the first and takes its place; none: neither."""


def reader(layers: Sequence[int]) -> Network:
    """An untaught network on the base model's embeddings and some of its layers."""
    network = new_network()
    network.encoder.encoder.layer = torch.nn.ModuleList([network.encoder.encoder.layer[i] for i in layers])
    return network


def train(data: Sequence[LabelledReply], extra: Sequence[LabelledReply], plan: Plan, out: Path) -> Said:
    """Writes a complete artefact into `out` and returns what was measured on the way."""
    torch.manual_seed(plan.recipe.seed)
    torch.set_num_threads(2)
    begin = time.perf_counter()
    by = _splits(data)
    taught = [*by[Split.TRAIN], *extra]
    words = known_words(taught)
    tokenizer = Tokenizer.from_file(str(base_model() / TOKENIZER))
    network = reader(plan.layers)
    tokenizer = trim(network, tokenizer, _used(taught, Vocabulary(tokenizer, Plain(words))))
    vocabulary = Vocabulary(tokenizer, Plain(words))
    labels = [answers_of(one) for one in taught]
    losses = []
    for loss in fit(network, taught, vocabulary, wanted(taught, labels, plan.recipe.soft), plan.recipe):
        losses.append(round(loss, 4))
        print(
            f"epoch {len(losses)} of {plan.recipe.epochs}: loss {loss:.3f}, {time.perf_counter() - begin:.0f} s",
            flush=True,
        )
    out.mkdir(parents=True, exist_ok=True)
    if plan.student:
        torch.save(network.state_dict(), out / "teacher.pt")
        teacher, network = network, cut(network, plan.student)
        recipe = replace(plan.recipe, epochs=AFTER, rate=plan.recipe.rate / 2)
        for loss in distil(network, teacher, taught, vocabulary, labels, recipe):
            print(f"distilled: loss {loss:.3f}, {time.perf_counter() - begin:.0f} s", flush=True)
    torch.save(network.state_dict(), out / "network.pt")
    export(network, out / MODEL, vocabulary=tokenizer.get_vocab_size())
    tokenizer.save(str(out / TOKENIZER), pretty=False)
    (out / WORDS).write_text("\n".join(words), encoding="utf-8")
    fitted = calibrated(out / MODEL, vocabulary, by[Split.CALIBRATE])
    write_manifest(out, plan, fitted, _about(data, extra, plan) | {"losses": json.dumps(losses)})
    return {"seconds": round(time.perf_counter() - begin), "losses": losses}


def _splits(data: Sequence[LabelledReply]) -> Mapping[Split, list[LabelledReply]]:
    by: dict[Split, list[LabelledReply]] = defaultdict(list)
    for one in data:
        by[split_of(one.desk)].append(one)
    return by


def _used(data: Sequence[LabelledReply], vocabulary: Vocabulary) -> list[int]:
    found: set[int] = set(range(COMMON))
    for one in data:
        found.update(i for ids in vocabulary.ids([one.reply, *(turn.text for turn in one.thread)]) for i in ids)
    return sorted(found)


def calibrated(model: Path, vocabulary: Vocabulary, held_back: Sequence[LabelledReply]) -> Calibration:
    """Fitted on what the written model answers, not the network it was made from."""
    run = session(model.read_bytes())
    raw: dict[str, list[Any]] = defaultdict(list)
    truth: dict[str, list[Any]] = defaultdict(list)
    for one in held_back:
        answers = answers_of(one)
        found = windows(vocabulary, one.heard, sentences_of(one))
        outputs = [run.run(None, feed(window)) for window in found]
        for place, (number, row) in deepest(found).items():
            raw["moves"].append(outputs[number][0][0][row])
            truth["moves"].append(answers.moves[place])
        yes_no, *choices = (np.mean([output[i] for output in outputs], axis=0) for i in range(1, len(CHOICES) + 2))
        raw["yes_no"].append(yes_no[0])
        truth["yes_no"].append(answers.yes_no)
        for name, scores in zip(CHOICES, choices, strict=True):
            raw[name].append(scores[0])
            truth[name].append(answers.choices[name].argmax())
    rows = {name: (_rows(raw[name]), _rows(truth[name])) for name in raw}
    return calibration(rows["moves"], rows["yes_no"], {name: rows[name] for name in CHOICES}) if held_back else NEUTRAL


def _rows(found: list[Any]) -> NDArray[np.float64]:
    return np.array(found, dtype=np.float64)


def write_manifest(out: Path, plan: Plan, fitted: Calibration, about: Mapping[str, str | int | float]) -> None:
    """Names every file of the artefact with its hash."""
    files = {name: sha256(out / name) for name in (MODEL, TOKENIZER, WORDS)}
    made = Manifest(
        format=1,
        name="reader",
        version=plan.version,
        files=files,
        questions=Questions(),
        calibration=fitted,
        taught=about,
    )
    (out / MANIFEST).write_text(json.dumps(made.model_dump(mode="json"), indent=1) + "\n", encoding="utf-8")


def _about(data: Sequence[LabelledReply], extra: Sequence[LabelledReply], plan: Plan) -> dict[str, str | int | float]:
    by = _splits(data)
    return {
        "data": "training_data/replies",
        "data_sha256": data_hash([*data, *extra]),
        "replies_extra": len(extra),
        **{f"replies_{split.value}": len(by[split]) for split in Split},
        "base": "all-MiniLM-L6-v2 (Apache-2.0)",
        "layers": " ".join(str(layer) for layer in plan.student or plan.layers),
        "recipe": json.dumps(asdict(plan.recipe)),
        "project": __version__,
        "python": platform.python_version(),
        "torch": torch.__version__,
        "transformers": transformers.__version__,
        "date": datetime.now(UTC).date().isoformat(),
    }


def data_hash(data: Sequence[LabelledReply]) -> str:
    """Over every line, in order of id."""
    lines = sorted(one.model_dump_json() for one in data)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def engine_of(folder: Path) -> Engine:
    """The artefact under the shipped standard."""
    return build_engine(Settings(model=str(folder), standard=None))


def divided(extra: Sequence[LabelledReply]) -> tuple[list[LabelledReply], list[LabelledReply]]:
    """A desk's own labels: four fifths of its tickets to teach from, the others to measure on; for good, by a hash."""
    kept = [int(hashlib.sha256(one.ticket.encode()).hexdigest(), 16) % 5 == 0 for one in extra]
    return [o for o, k in zip(extra, kept, strict=True) if not k], [o for o, k in zip(extra, kept, strict=True) if k]


def main() -> int:
    args = _parser().parse_args()
    recipe = replace(
        RECIPE, **{name: value for name in ("epochs", "rate", "seed") if (value := getattr(args, name)) is not None}
    )
    layers, student = (tuple(int(layer) for layer in text.split(",") if layer) for text in (args.layers, args.distil))
    plan = Plan(args.version, layers, recipe, student)
    extra, own = divided(list(read_labelled(args.extra))) if args.extra else ([], [])
    data = list(read_labelled(REPLIES))
    print(json.dumps(train(data, extra, plan, args.out)))
    held_back = {"desks": [one for one in data if split_of(one.desk) is Split.TEST]} | ({"yours": own} if own else {})
    asked = list(read_challenge())
    then = gates(engine_of(args.out), held_back, asked)
    print("\n".join(f"{name:32} {value:.3f}" for name, value in then.items()))
    return _promote(then, args.out, args.promote, held_back, asked) if args.promote else 0


def _promote(
    then: Mapping[str, float],
    out: Path,
    place: Path,
    held_back: Mapping[str, Sequence[LabelledReply]],
    asked: Sequence[ChallengeReply],
) -> int:
    """Puts the new reader in the place of the one there, unless a gate gets worse; the exit code says which."""
    if place.exists():
        fell = worse(gates(engine_of(place), held_back, asked), then)
        if fell:
            print("not promoted, worse at: " + "; ".join(fell))
            return 1
    place.mkdir(parents=True, exist_ok=True)
    for name in (MODEL, TOKENIZER, WORDS, MANIFEST):
        shutil.copyfile(out / name, place / name)
    print(f"promoted to {place}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--version", default="1")
    parser.add_argument("--layers", default=LAYERS, help="layers of the base model that are kept")
    parser.add_argument("--distil", default="", help="those of the taught layers that a smaller reader keeps")
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--rate", type=float)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--extra", type=Path, help="more labelled replies, in the form of training_data/schema.json")
    parser.add_argument("--promote", type=Path, help="the folder of the reader in use, replaced if no gate gets worse")
    return parser


if __name__ == "__main__":
    sys.exit(main())
