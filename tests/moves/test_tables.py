"""Every entry of every phrase table fires on its own texts and stays silent on its near misses."""

from collections import defaultdict

import pytest

from coach.moves.entries import TABLES, Entry, load_entries
from coach.moves.phrasebook import Phrasebook

FOLDERS = sorted({path.parent.name for path in TABLES.glob("*/*.yaml")})
ENTRIES = [(folder, e) for folder in FOLDERS for e in load_entries(folder)]


def _found(book: Phrasebook, entry: Entry, text: str) -> bool:
    tokens = book.tokens(text)
    return bool(book.hits(tokens, first_reply="first_reply" in entry.only))


@pytest.mark.parametrize(("folder", "entry"), ENTRIES, ids=[f"{f}-{e.says}-{e.name}" for f, e in ENTRIES])
def test_an_entry_fires_and_stays_silent(folder: str, entry: Entry) -> None:
    book = Phrasebook([entry])
    assert len(entry.fires) >= 2, "needs two texts that fire"
    assert entry.silent, "needs a text that stays silent"
    assert [t for t in entry.fires if not _found(book, entry, t)] == [], "these should fire"
    assert [t for t in entry.silent if _found(book, entry, t)] == [], "these should stay silent"


@pytest.mark.parametrize("folder", FOLDERS)
def test_names_are_unique(folder: str) -> None:
    names = [(e.says, e.name) for e in load_entries(folder)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_phrase_stands_in_two_entries_of_one_table(folder: str) -> None:
    """Nor twice in one: which of the two decided could not be told."""
    places: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entry in load_entries(folder):
        for phrase in entry.phrases:
            places[entry.says, " ".join(phrase.lower().split())].append(entry.name)
    assert {phrase: names for phrase, names in places.items() if len(names) > 1} == {}
