"""Phrases found in tokens: what each form of the language matches, and the same as trying every phrase everywhere."""

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import ModelError
from coach.moves import automaton as module
from coach.moves import expressions
from coach.moves.automaton import Automaton
from coach.moves.entries import word_classes
from coach.moves.tokens import Token, Tokens

WORDS = ["i", "will", "fix", "it", "now", ","]
TOKENS = Tokens(word_classes())
PHRASES = [
    "i will",
    "i [will] fix",
    "(i|will|fix it)",
    "i ... now",
    "will [fix|now] [it] now",
    "it [it] [it]",
    "fix (it|) now",
]
FORMS = [
    ("will fix", "I will fix it", ["will fix"]),
    ("i [will] fix", "I fix. I will fix.", ["I fix", "I will fix"]),
    ("(fix|mend) it", "fix it, mend it, bend it", ["fix it", "mend it"]),
    ("i ... now", "I will fix it now", ["I will fix it now"]),
    ("i ... now", "I will go and fix it now", []),
    ("i ... now", "I will, now", []),
    ("by <clock>", "by 3 or by 5 pm or by noon", ["by 3", "by 5", "by noon"]),
]
BROKEN = ["(i will", "i will)", "[i", "i]", "", "[i]", "...", "[i] [will]", "(i|)"]


def _found(phrase: str, text: str) -> list[str]:
    made: Automaton[str] = Automaton()
    made.add(phrase, phrase)
    tokens = TOKENS.read(text)
    return [text[tokens[start].start : tokens[end - 1].end] for start, end, _ in made.find(tokens)]


@pytest.mark.parametrize(("phrase", "text", "found"), FORMS)
def test_each_form_of_the_language(phrase: str, text: str, found: list[str]) -> None:
    assert _found(phrase, text) == found


@pytest.mark.parametrize("phrase", BROKEN)
def test_a_malformed_phrase_is_named(phrase: str) -> None:
    made: Automaton[str] = Automaton()
    with pytest.raises(ModelError) as caught:
        made.add(phrase, phrase)
    assert caught.value.remedy


def _ends(sequence: expressions.Sequence, tokens: Sequence[Token], at: int) -> Iterator[int]:
    """Where the sequence can end that begins at `at`, tried one by one."""
    if not sequence:
        yield at
        return
    head, rest = sequence[0], sequence[1:]
    if isinstance(head, str):
        if at < len(tokens) and head in tokens[at].symbols:
            yield from _ends(rest, tokens, at + 1)
    else:
        for option in head.options:
            for middle in _ends(option, tokens, at):
                yield from _ends(rest, tokens, middle)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(words=st.lists(st.sampled_from(WORDS), max_size=9), remembered=st.sampled_from([0, 3, 50_000]))
def test_it_finds_what_trying_everything_finds(words: list[str], remembered: int) -> None:
    """However little it remembers."""
    kept = module.MOST_REMEMBERED
    module.MOST_REMEMBERED = remembered
    try:
        made: Automaton[str] = Automaton()
        for phrase in PHRASES:
            made.add(phrase, phrase)
        tokens = TOKENS.read(" ".join(words))
        found = list(made.find(tokens))
    finally:
        module.MOST_REMEMBERED = kept
    expected = {
        (start, end, phrase)
        for phrase in PHRASES
        for start in range(len(tokens))
        for end in _ends(expressions.parse(phrase), tokens, start)
    }
    assert len(found) == len(set(found))
    assert set(found) == expected
