"""The tables at work: what a sentence says, and how surely."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coach.moves.automaton import Automaton
from coach.moves.contexts import Surroundings
from coach.moves.entries import Entry, word_classes
from coach.moves.tokens import Token, Tokens

_BEFORE_START = frozenset(
    [
        "and",
        "but",
        "so",
        "also",
        "then",
        "ok",
        "okay",
        "hi",
        "hello",
        "hey",
        "yes",
        "no",
        "well",
        "please",
        "ah",
        "oh",
        "right",
        "sure",
        "great",
        "thanks",
    ]
)


LONGEST_SENTENCE = 2_000
"""Characters of a sentence that are read."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry found in a sentence; offsets count from the sentence's start."""

    entry: Entry
    start: int
    end: int


class Phrasebook:
    """A set of entries, compiled. Reading a sentence changes nothing that shows."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._tokens = Tokens(word_classes())
        self._phrases: Automaton[Entry] = Automaton()
        for entry in entries:
            for phrase in entry.phrases:
                self._phrases.add(phrase, entry)

    def tokens(self, sentence: str) -> tuple[Token, ...]:
        """The sentence's tokens, as far as it is read: what is longer is a log or a list that nobody ends."""
        return self._tokens.read(sentence[:LONGEST_SENTENCE])

    def hits(self, tokens: Sequence[Token], *, first_reply: bool = False) -> list[Hit]:
        """Every entry that fires in the sentence of these tokens, by place."""
        found = list(self._phrases.find(tokens))
        if not found:
            return []
        surroundings = Surroundings.of(tokens, first_reply=first_reply)
        return [
            Hit(entry, tokens[start].start, tokens[end - 1].end)
            for start, end, entry in found
            if _in_place(entry, tokens, start, end) and _in_context(entry, surroundings.around(start))
        ]


def _in_context(entry: Entry, around: frozenset[str]) -> bool:
    return entry.only <= around and entry.unless.isdisjoint(around)


def _in_place(entry: Entry, tokens: Sequence[Token], start: int, end: int) -> bool:
    if entry.at in {"start", "whole"} and not _opens(tokens, start):
        return False
    if entry.at in {"end", "whole"}:
        return all(not any(c.isalnum() for c in t.norm) for t in tokens[end:])
    return True


def _opens(tokens: Sequence[Token], start: int) -> bool:
    """True where only openers, list numbers, a vocative before a comma or punctuation stand before the match."""
    before = tokens[:start]
    if before and len(before) <= 4 and before[-1].norm in {",", "-", "–", ":"}:
        return True
    return all(t.norm in _BEFORE_START or t.norm[0] in "@#" or not any(c.isalpha() for c in t.norm) for t in before)
