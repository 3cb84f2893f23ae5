"""A sentence as the phrase tables see it: spaCy's tokens with every symbol that each can be matched by."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import spacy
from spacy.attrs import IDX, IS_SPACE, LENGTH, NORM, ORTH
from spacy.language import Language

from coach.moves.words import INSIDE, Word, word

_HALF = frozenset({"a.m.", "p.m.", "am", "pm", "o'clock", "ish", "hrs"})
_RUN_ON = {"ill": ("i", "will"), "lets": ("let", "us"), "thats": ("that", "'s"), "whats": ("what", "'s")}
_AFTER_ILL = frozenset({"be", "have", "get", "let", "just", "also", "then", "now", "need", "see", "go", "give"})
_AFTER_NAME = frozenset({"will", "'ll", "is", "has", "'s", "can", "and"})
MOST_REMEMBERED = 100_000


@dataclass(frozen=True, slots=True)
class Token:
    """One token: `symbols` begin with its norm; `breaks` is True for punctuation that ends a clause."""

    symbols: tuple[str, ...]
    norm: str
    start: int
    end: int
    breaks: bool


@cache
def tokenizer() -> Language:
    return spacy.blank("en")


class Tokens:
    """Turns a sentence into tokens. `classes` maps a lower-case word to the word classes it belongs to."""

    def __init__(self, classes: Mapping[str, tuple[str, ...]]) -> None:
        self._classes = classes
        self._nlp = tokenizer()
        self._known: dict[tuple[int, int], Word] = {}

    def read(self, sentence: str) -> tuple[Token, ...]:
        """The tokens of one sentence without white space; offsets count from the sentence's start."""
        rows = self._nlp.make_doc(sentence).to_array([ORTH, NORM, IDX, LENGTH, IS_SPACE]).tolist()
        words = [(self._word(orth, norm), at, at + length) for orth, norm, at, length, space in rows if not space]
        tokens: list[Token] = []
        for i, (each, start, end) in enumerate(words):
            after = words[i + 1][0].norm if i + 1 < len(words) else ""
            if each.lower in _RUN_ON and (each.lower != "ill" or self._is_verb(after)):
                tokens += self._run_on(each.lower, start, end)
            else:
                glued = each.lower == "-" and start > 0 and not sentence[start - 1].isspace()
                tokens.append(_token(each, start, end, after=after, first=i == 0, glued=glued))
        return tuple(tokens)

    def _word(self, orth: int, norm: int) -> Word:
        known = self._known.get((orth, norm))
        if known is None:
            strings = self._nlp.vocab.strings
            known = word(strings[orth], strings[norm], self._classes)
            if len(self._known) < MOST_REMEMBERED:
                self._known[orth, norm] = known
        return known

    def _run_on(self, lower: str, start: int, end: int) -> list[Token]:
        parts = [word(part, part, self._classes) for part in _RUN_ON[lower]]
        return [Token(part.symbols, part.norm, start, end, False) for part in parts]

    def _is_verb(self, lower: str) -> bool:
        return lower in _AFTER_ILL or not {"do", "look"}.isdisjoint(self._classes.get(lower, ()))


def _token(each: Word, start: int, end: int, *, after: str, first: bool, glued: bool) -> Token:
    symbols = each.symbols
    if each.clock and after in _HALF:
        symbols = (*symbols, "<clock>")
    if each.name and (not first or after in _AFTER_NAME):
        symbols = (*symbols, "<person>")
    if glued:
        symbols = (*symbols, INSIDE)
    return Token(symbols, each.norm, start, end, each.breaks and not glued)
