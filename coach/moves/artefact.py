"""A trained reader as files: what stands in its folder, and that it is what it says.

    models/reader/<version>/  manifest.json  reader.onnx  tokenizer.json  words.txt  MODEL_CARD.md

The manifest names every file with its SHA-256, the questions in the order of the model's outputs, how its raw answers
become probabilities, and the data that taught it. Nothing is unpickled and nothing is fetched.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coach.errors import ModelError
from coach.moves.heads import CHOICES, MOVES, YES_NO

FORMAT = 1
MANIFEST = "manifest.json"
MODEL, TOKENIZER, WORDS = "reader.onnx", "tokenizer.json", "words.txt"
NEEDED = (MODEL, TOKENIZER, WORDS)
REMEDY = "fetch the folder anew, or name another with COACH_MODEL"

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Slope(_Part):
    """Raw answer z to probability: the logistic of `scale` * z + `shift`. Yes is said from the probability `bar` up."""

    scale: Annotated[float, Field(gt=0, le=100)] = 1.0
    shift: Annotated[float, Field(ge=-100, le=100)] = 0.0
    bar: Annotated[float, Field(gt=0, lt=1)] = 0.5


class Calibration(_Part):
    """Fitted on writers held back from teaching."""

    moves: Mapping[str, Slope]
    yes_no: Mapping[str, Slope]
    choices: Mapping[str, Annotated[float, Field(gt=0, le=100)]]
    """By question: raw answers are multiplied with this before the softmax."""


class Questions(_Part):
    """What the outputs answer, in their order."""

    moves: tuple[str, ...] = MOVES
    yes_no: tuple[str, ...] = YES_NO
    choices: Mapping[str, tuple[str, ...]] = Field(default_factory=lambda: dict(CHOICES))


class Manifest(_Part):
    """The content of manifest.json."""

    format: Literal[1]
    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    version: Annotated[str, Field(pattern=r"^[0-9][0-9a-z.+-]*$")]
    files: Mapping[str, Sha256]
    questions: Questions
    calibration: Calibration
    taught: Mapping[str, str | int | float]
    """Data and its hash, base model, recipe, versions of what made it, date."""


@dataclass(frozen=True, slots=True)
class Artefact:
    """A folder whose every file has been checked against its manifest."""

    folder: Path
    manifest: Manifest

    def path(self, name: str) -> Path:
        return self.folder / name


def load(folder: Path) -> Artefact:
    """Raises ModelError naming the file that is missing, damaged or not this program's."""
    manifest = _manifest(folder / MANIFEST)
    if manifest.questions != Questions():
        raise ModelError("answers other questions than this version asks", where=_name(folder), remedy=REMEDY)
    missing = [name for name in NEEDED if name not in manifest.files]
    if missing:
        raise ModelError(f"names no {missing[0]}", where=f"{_name(folder)}/{MANIFEST}", remedy=REMEDY)
    for name, digest in manifest.files.items():
        _check(folder, name, digest)
    return Artefact(folder, manifest)


def _manifest(path: Path) -> Manifest:
    where = f"{_name(path.parent)}/{path.name}"
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except OSError as problem:
        raise ModelError(f"cannot be read: {problem.strerror}", where=where, remedy=REMEDY) from problem
    except ValidationError as problem:
        first = problem.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise ModelError(f"{field or 'it'}: {first['msg']}", where=where, remedy=REMEDY) from problem


def _check(folder: Path, name: str, digest: str) -> None:
    where = f"{_name(folder)}/{name}"
    if Path(name).name != name:
        raise ModelError("lies outside its folder", where=where, remedy=REMEDY)
    try:
        found = sha256(folder / name)
    except OSError as problem:
        raise ModelError(f"cannot be read: {problem.strerror}", where=where, remedy=REMEDY) from problem
    if found != digest:
        raise ModelError(f"is damaged: SHA-256 {found[:12]}, not {digest[:12]}", where=where, remedy=REMEDY)


def sha256(path: Path) -> str:
    """In hexadecimal digits. Raises OSError."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _name(folder: Path) -> str:
    return "/".join(folder.parts[-3:])
