"""Teaching a tiny network: the loss falls, twice the same, and a window's answers do not hang on its company.

Needs the extra `train`; without torch it is skipped and says so.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="the extra `train` is not installed")
transformers = pytest.importorskip("transformers", reason="the extra `train` is not installed")

from tokenizers import Tokenizer  # noqa: E402
from tokenizers.models import WordLevel  # noqa: E402
from tokenizers.pre_tokenizers import Whitespace  # noqa: E402

from coach.moves.heads import CHOICES, MOVES, YES_NO  # noqa: E402
from coach.training.fit import AUXILIARY, Recipe, fit, lessons, new_network, predict  # noqa: E402
from coach.training.labelled import LabelledReply  # noqa: E402
from coach.training.network import Network  # noqa: E402
from tests.training.test_labelled import line  # noqa: E402

RECIPE = Recipe(epochs=12, batch=4, rate=1e-3, head_rate=3e-3)
WORDS = ["[UNK]", *"Sorry about that Zeb The quokka tray was full I ve emptied it Won t print . , '".split()]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    made = Tokenizer(WordLevel({word: 200 + i for i, word in enumerate(WORDS)}, unk_token="[UNK]"))
    made.pre_tokenizer = Whitespace()
    return made


def _network() -> Network:
    torch.manual_seed(1)
    shape = transformers.BertConfig(
        vocab_size=300, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32
    )
    return new_network(encoder=transformers.BertModel(shape, add_pooling_layer=False))


def _data() -> list[LabelledReply]:
    second = {"start": 23, "end": 65, "moves": ["fix"]}
    cold = {"tone": "cold", "sentences": [{"start": 0, "end": 22, "moves": ["apology", "hedge"]}, second]}
    return [LabelledReply.model_validate(line(id=f"x-{i}", **(cold if i % 2 else {}))) for i in range(12)]


def _taught(tokenizer: Tokenizer) -> tuple[Network, list[float]]:
    network = _network()
    return network, list(fit(network, lessons(_data(), tokenizer), RECIPE))


def test_the_loss_falls_and_twice_is_the_same(tokenizer: Tokenizer) -> None:
    (one, first), (two, second) = _taught(tokenizer), _taught(tokenizer)
    assert first[-1] < 0.9 * first[0]
    assert second == pytest.approx(first, abs=1e-4)
    for a, b in zip(one.parameters(), two.parameters(), strict=True):
        assert torch.allclose(a, b, atol=1e-5)


def test_every_question_is_answered_whatever_stands_beside(tokenizer: Tokenizer) -> None:
    network = _network()
    asked = [lesson.window for lesson in lessons(_data(), tokenizer)]
    alone = [next(predict(network, [window])) for window in asked]
    for (moves, heads), (moves_alone, heads_alone) in zip(predict(network, asked), alone, strict=True):
        assert moves.shape == (2, len(MOVES))
        assert heads["yes_no"].shape == (len(YES_NO),)
        assert {name: len(known) for name, known in (CHOICES | AUXILIARY).items()} == {
            name: heads[name].numel() for name in CHOICES | AUXILIARY
        }
        assert torch.allclose(moves, moves_alone, atol=1e-5)
        assert all(torch.allclose(heads[name], heads_alone[name], atol=1e-5) for name in heads)


def test_boilerplate_is_not_read(tokenizer: Tokenizer, tmp_path: Path) -> None:
    signed = json.loads(json.dumps(line()))
    signed["sentences"][1]["moves"] = ["boilerplate"]
    (lesson,) = lessons([LabelledReply.model_validate(signed)], tokenizer)
    assert len(lesson.moves) == len(lesson.window.sentences) == 1
    assert _names(lesson.moves[0]) == ["apology"]


def _names(row: Sequence[float]) -> list[str]:
    return [move for move, said in zip(MOVES, row, strict=True) if said]
