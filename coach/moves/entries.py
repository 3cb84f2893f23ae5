"""The phrase tables as values. Every entry carries texts that fire and texts that stay silent; a test runs them all."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from coach.errors import ModelError
from coach.moves import contexts

TABLES = Path(__file__).parent / "tables"
USUALLY_SILENT = ("negated", "quoted", "conditional")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FIELDS = {"name", "phrases", "sure", "at", "only", "unless", "fires", "silent"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One way of saying something. `says` is what it means: a move, a need, a fact or a tone; `sure` 0 to 1."""

    says: str
    name: str
    phrases: tuple[str, ...]
    sure: float
    at: str
    only: frozenset[str]
    unless: frozenset[str]
    fires: tuple[str, ...]
    silent: tuple[str, ...]


def load_yaml(path: Path) -> Any:
    """The file's content. Raises ModelError naming file and line where it is no YAML."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except (OSError, yaml.YAMLError) as problem:
        raise ModelError(str(problem), where=path.name, remedy="restore the file") from problem


def load_entries(folder: str) -> tuple[Entry, ...]:
    """Every entry of the tables in `folder`, by file and then as written."""
    return tuple(e for path in sorted((TABLES / folder).glob("*.yaml")) for e in _table(path))


def _table(path: Path) -> list[Entry]:
    table = load_yaml(path)
    says = next((table[k] for k in ("move", "need", "fact", "tone") if k in table), None)
    if says is None:
        raise ModelError("names no move, need, fact or tone", where=path.name, remedy="begin with `move: …`")
    usual = USUALLY_SILENT if "move" in table else ("quoted",)
    return [_entry(says, raw, usual, f"{path.name}: {raw.get('name')}") for raw in table["entries"]]


def _entry(says: str, raw: Mapping[str, Any], usual: tuple[str, ...], where: str) -> Entry:
    strange = set(raw) - _FIELDS | (set(raw.get("only", ())) | set(raw.get("unless", ()))) - contexts.NAMES
    if strange:
        raise ModelError(f"unknown {sorted(strange)}", where=where, remedy=f"use {sorted(_FIELDS)}")
    if raw.get("at", "") not in {"", "start", "end", "whole"}:
        raise ModelError(f"at: {raw['at']!r}", where=where, remedy="use start, end or whole")
    return Entry(
        says=says,
        name=raw["name"],
        phrases=tuple(raw["phrases"]),
        sure=float(raw.get("sure", 0.85)),
        at=raw.get("at", ""),
        only=frozenset(raw.get("only", ())),
        unless=frozenset(raw.get("unless", usual)),
        fires=tuple(raw.get("fires", ())),
        silent=tuple(raw.get("silent", ())),
    )


@cache
def word_classes() -> Mapping[str, tuple[str, ...]]:
    """A lower-case word to the names of its classes, from every classes*.yaml."""
    found: dict[str, list[str]] = {}
    for path in sorted(TABLES.glob("classes*.yaml")):
        for name, words in load_yaml(path)["classes"].items():
            for word in words:
                found.setdefault(str(word).lower(), []).append(name)
    return {word: tuple(names) for word, names in found.items()}
