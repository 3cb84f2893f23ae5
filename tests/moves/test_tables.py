"""Every entry of every phrase table fires on its own texts and stays silent on its near misses."""

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
