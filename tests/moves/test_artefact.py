"""A trained reader's folder: taken whole, refused by name where a file is missing, damaged or not this program's."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from coach.errors import ModelError
from coach.moves.artefact import MANIFEST, MODEL, TOKENIZER, WORDS, load, sha256
from coach.moves.trained import TrainedTagger
from coach.settings import Settings
from coach.setup import build_engine, shipped


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped reader, to be spoiled."""
    return Path(shutil.copytree(shipped(), tmp_path / "models" / "reader" / "2"))


def _change(folder: Path, **changes: Any) -> None:
    path = folder / MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text()) | changes), encoding="utf-8")


def test_the_shipped_reader_is_whole_and_small(folder: Path) -> None:
    found = load(folder)
    assert {MODEL, TOKENIZER, WORDS} <= set(found.manifest.files)
    assert sum(path.stat().st_size for path in folder.iterdir()) < 30_000_000
    assert len(str(found.manifest.taught["data_sha256"])) == 64


@pytest.mark.parametrize("name", [MODEL, TOKENIZER, WORDS])
def test_a_damaged_file_is_named(folder: Path, name: str) -> None:
    raw = bytearray((folder / name).read_bytes())
    raw[len(raw) // 2] ^= 1
    (folder / name).write_bytes(raw)
    with pytest.raises(ModelError, match=rf"reader/2/{name}: is damaged: SHA-256 [0-9a-f]{{12}}, not"):
        load(folder)


@pytest.mark.parametrize("name", [MANIFEST, MODEL, TOKENIZER, WORDS])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match=f"reader/2/{name}: cannot be read"):
        load(folder)


def test_a_reader_that_answers_other_questions_is_refused(folder: Path) -> None:
    questions = json.loads((folder / MANIFEST).read_text())["questions"]
    _change(folder, questions=questions | {"moves": questions["moves"][::-1]})
    with pytest.raises(ModelError, match="answers other questions"):
        load(folder)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"format": 2}, "format"),
        ({"files": {}}, "names no reader.onnx"),
        ({"name": "Reader!"}, "name"),
        ({"colour": "red"}, "colour"),
        ({"files": {"reader.onnx": "0"}}, "files.reader.onnx"),
    ],
)
def test_a_manifest_that_is_none_is_refused_with_its_field(folder: Path, changes: dict[str, Any], said: str) -> None:
    _change(folder, **changes)
    with pytest.raises(ModelError, match=said):
        load(folder)


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b"[]", b"null"])
def test_a_manifest_of_anything_is_refused(folder: Path, raw: bytes) -> None:
    (folder / MANIFEST).write_bytes(raw)
    with pytest.raises(ModelError):
        load(folder)


def test_a_path_out_of_the_folder_is_refused(folder: Path) -> None:
    files = json.loads((folder / MANIFEST).read_text())["files"]
    _change(folder, files=files | {"../../secret": "0" * 64})
    with pytest.raises(ModelError, match="lies outside its folder"):
        load(folder)


@pytest.mark.parametrize("name", [MODEL, TOKENIZER])
def test_a_file_that_is_another_thing_is_refused_though_its_hash_is_right(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"no model")
    files = json.loads((folder / MANIFEST).read_text())["files"]
    _change(folder, files=files | {name: sha256(folder / name)})
    with pytest.raises(ModelError, match="cannot be loaded"):
        TrainedTagger(load(folder))


def test_settings_name_the_reader(folder: Path) -> None:
    assert build_engine(Settings(model="rules")).made_by.model == "rules"
    assert build_engine(Settings(model=str(folder))).made_by.model == "reader"
    with pytest.raises(ModelError, match=MANIFEST):
        build_engine(Settings(model=str(folder / "none")))
