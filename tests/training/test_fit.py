"""Teaching a tiny network: the loss falls, twice the same, and a window's answers do not hang on its company.

Needs the extra `train`; without torch it is skipped and says so.
"""

import copy
import json
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="the extra `train` is not installed")
transformers = pytest.importorskip("transformers", reason="the extra `train` is not installed")

from tokenizers import Tokenizer  # noqa: E402
from tokenizers.models import WordLevel  # noqa: E402
from tokenizers.pre_tokenizers import Whitespace  # noqa: E402

from coach.moves.encoding import Vocabulary  # noqa: E402
from coach.moves.heads import CHOICES, MOVES, YES_NO  # noqa: E402
from coach.training import soft  # noqa: E402
from coach.training.fit import (  # noqa: E402
    AUXILIARY,
    Answers,
    Course,
    Lesson,
    Recipe,
    fit,
    labels_of,
    lessons,
    new_network,
    predict,
)
from coach.training.labelled import LabelledReply  # noqa: E402
from coach.training.network import Network  # noqa: E402
from tests.training.test_labelled import line  # noqa: E402

RECIPE = Recipe(epochs=12, batch=4, rate=1e-3, head_rate=3e-3)
WORDS = ["[UNK]", *"Sorry about that Zeb The quokka tray was full I ve emptied it Won t print . , '".split()]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    made = Tokenizer(WordLevel({word: 200 + i for i, word in enumerate(WORDS)}, unk_token="[UNK]"))
    made.pre_tokenizer = Whitespace()
    return Vocabulary(made, lambda text: text)


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


def _wanted() -> list[Answers]:
    return [labels_of(one) for one in _data()]


def _lessons(vocabulary: Vocabulary) -> list[Lesson]:
    return [lesson for each in lessons(_data(), vocabulary, _wanted()) for lesson in each]


def _taught(vocabulary: Vocabulary) -> tuple[Network, list[float]]:
    network = _network()
    return network, list(fit(network, _data(), vocabulary, _wanted(), RECIPE))


def test_the_loss_falls_and_twice_is_the_same(vocabulary: Vocabulary) -> None:
    (one, first), (two, second) = _taught(vocabulary), _taught(vocabulary)
    assert first[-1] < 0.9 * first[0]
    assert second == pytest.approx(first, abs=1e-4)
    _assert_alike(one, two)


def _assert_alike(one: Network, two: Network) -> None:
    for a, b in zip(one.parameters(), two.parameters(), strict=True):
        assert torch.allclose(a, b, atol=1e-5)


def test_a_course_put_down_goes_on_where_it_was(vocabulary: Vocabulary) -> None:
    without_dropout = _network()
    for part in without_dropout.modules():
        if isinstance(part, torch.nn.Dropout):
            part.p = 0.0
    straight, broken, later = (copy.deepcopy(without_dropout) for _ in range(3))
    list(Course(straight, _data(), vocabulary, _wanted(), RECIPE).run())
    course = Course(broken, _data(), vocabulary, _wanted(), RECIPE)
    for _ in zip(range(8), course.run(), strict=False):
        pass
    again = Course(later, _data(), vocabulary, _wanted(), RECIPE)
    again.take_up(copy.deepcopy(course.state()))
    list(again.run())
    _assert_alike(straight, later)


def test_every_question_is_answered_whatever_stands_beside(vocabulary: Vocabulary) -> None:
    network = _network()
    asked = [lesson.window for lesson in _lessons(vocabulary)]
    alone = [next(predict(network, [window])) for window in asked]
    for (moves, heads), (moves_alone, heads_alone) in zip(predict(network, asked), alone, strict=True):
        assert moves.shape == (2, len(MOVES))
        assert heads["yes_no"].shape == (len(YES_NO),)
        assert {name: len(known) for name, known in (CHOICES | AUXILIARY).items()} == {
            name: heads[name].numel() for name in CHOICES | AUXILIARY
        }
        assert torch.allclose(moves, moves_alone, atol=1e-5)
        assert all(torch.allclose(heads[name], heads_alone[name], atol=1e-5) for name in heads)


def test_boilerplate_is_not_read(vocabulary: Vocabulary) -> None:
    signed = json.loads(json.dumps(line()))
    signed["sentences"][1]["moves"] = ["boilerplate"]
    one = LabelledReply.model_validate(signed)
    ((lesson,),) = lessons([one], vocabulary, [labels_of(one)])
    assert len(lesson.answers.moves) == len(lesson.window.sentences) == 1
    assert [move for move, said in zip(MOVES, lesson.answers.moves[0], strict=True) if said] == ["apology"]


def test_a_teachers_answers_move_the_labels(tmp_path: Path) -> None:
    data = _data()[:3]
    labels = [labels_of(one) for one in data]
    theirs = [Answers(1 - a.moves, 1 - a.yes_no, {k: v[::-1].copy() for k, v in a.choices.items()}) for a in labels]
    soft.save(tmp_path / "kept.npz", data[:2], theirs[:2], {"teacher": "a test"})
    first, second, third = soft.wanted(data, labels, 0.25, tmp_path / "kept.npz")
    assert first.moves == pytest.approx(0.75 * labels[0].moves + 0.25 * theirs[0].moves)
    assert second.choices["need"] == pytest.approx(0.75 * labels[1].choices["need"] + 0.25 * theirs[1].choices["need"])
    assert third is labels[2]
    changed = [LabelledReply.model_validate(data[0].model_dump() | {"reply": data[0].reply + " So."})]
    assert soft.wanted(changed, labels[:1], 0.25, tmp_path / "kept.npz") == labels[:1]
    assert soft.wanted(data, labels, 0.25, tmp_path / "none.npz") == labels
