"""Reads the word and pattern tables in `tables/`, the language that the text layer knows of."""

from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).with_name("tables")


def table(name: str) -> dict[str, Any]:
    """The table as written: each key a string, a list of patterns or, for labels and languages, a table again."""
    read: dict[str, Any] = yaml.safe_load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return read


def words(listed: str) -> frozenset[str]:
    """The words of a list that is split at white space."""
    return frozenset(listed.split())


def any_of(patterns: list[str]) -> str:
    """One pattern for all, safe to put into a larger one."""
    return f"(?:{'|'.join(patterns)})"
