"""A reply as windows of tokens: whole sentences, the client's part cut, each sentence read where it stands deepest."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from coach.moves.encoding import (
    CLIENT,
    CLS,
    FIRST,
    LATER,
    LONGEST,
    OVERLAP,
    SENTENCE,
    SEP,
    STARTS,
    UNASKED,
    Vocabulary,
    Window,
    deepest,
    windows,
)  # fmt: skip
from coach.types.text import Sentence, Span
from coach.types.ticket import Author, Reply, Turn

ASKED = (Turn(Author.CLIENT, "broken"),)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """A word is a token; `w7` is 1007."""
    words = {f"w{n}": 1000 + n for n in range(4000)} | {"broken": 900, "[UNK]": 100}
    made = Tokenizer(WordLevel(words, unk_token="[UNK]"))
    made.pre_tokenizer = Whitespace()
    return made


def _read(tokenizer: Tokenizer, lengths: Sequence[int], thread: tuple[Turn, ...] = ASKED) -> tuple[Window, ...]:
    """Windows of a reply with sentences of so many words, all words different."""
    text, spans, word = "", [], 0
    for length in lengths:
        said = " ".join(f"w{word + n}" for n in range(length))
        spans.append(Sentence(Span(len(text), len(text) + len(said))))
        text, word = f"{text}{said} ", word + length
    return windows(Vocabulary(tokenizer, str), Reply(text, thread), spans)


def test_a_short_reply_is_one_window_of_client_and_sentences(tokenizer: Tokenizer) -> None:
    (window,) = _read(tokenizer, [2, 1])
    assert window.ids == (CLS, FIRST, 900, SEP, STARTS, 1000, 1001, STARTS, 1002, SEP)
    assert window.segments == (0,) * 4 + (1,) * 6
    assert window.client == (1, 4)
    assert window.sentences == ((0, 4, 7), (1, 7, 9))


@pytest.mark.parametrize(
    ("thread", "kind"),
    [
        (ASKED, FIRST),
        ((*ASKED, Turn(Author.TECHNICIAN, "w1"), *ASKED), LATER),
        ((*ASKED, Turn(Author.TECHNICIAN, "w1")), UNASKED),
        ((), UNASKED),
    ],
)
def test_what_went_before_is_told_by_a_token(tokenizer: Tokenizer, thread: tuple[Turn, ...], kind: int) -> None:
    assert _read(tokenizer, [1], thread)[0].ids[1] == kind


def test_of_a_long_message_first_and_last_are_read(tokenizer: Tokenizer) -> None:
    message = (Turn(Author.CLIENT, " ".join(f"w{n}" for n in range(500))),)
    (window,) = _read(tokenizer, [1], message)
    start, end = window.client
    assert end - start == CLIENT + 2
    assert (window.ids[2], window.ids[end - 2]) == (1000, 1499)


@pytest.mark.parametrize(("tokens", "count"), [(LONGEST - 1, 1), (LONGEST, 1), (LONGEST + 1, 2), (3000, None)])
def test_a_window_holds_no_more_than_it_may(tokenizer: Tokenizer, tokens: int, count: int | None) -> None:
    inside = tokens - 5  # what is not sentences: CLS, kind, "broken", SEP, SEP
    lengths = [49] * (inside // 50 - 1) + [49 + inside % 50]
    found = _read(tokenizer, lengths)
    assert max(len(window.ids) for window in found) <= LONGEST
    assert count is None or len(found) == count
    assert count != 1 or len(found[0].ids) == tokens
    assert set(deepest(found)) == set(range(len(lengths)))


def test_windows_overlap_and_each_sentence_is_read_where_it_stands_deepest(tokenizer: Tokenizer) -> None:
    found = _read(tokenizer, [49] * 20)
    for one, two in pairwise(found):
        assert [place for place, *_ in one.sentences[-OVERLAP:]] == [place for place, *_ in two.sentences[:OVERLAP]]
    where = deepest(found)
    last, before = found[0].sentences[-1][0], found[0].sentences[-2][0]
    assert (where[last][0], where[before][0]) == (1, 0)


def test_an_overlong_sentence_is_cut_and_one_that_is_not_own_is_left_out(tokenizer: Tokenizer) -> None:
    (window,) = _read(tokenizer, [400, 1])
    assert [end - start for _, start, end in window.sentences] == [SENTENCE, 2]
    text = "w1 w2"
    found = windows(
        Vocabulary(tokenizer, str), Reply(text, ASKED), [Sentence(Span(0, 2), own=False), Sentence(Span(3, 5))]
    )
    assert [place for place, *_ in found[0].sentences] == [1]


def test_a_reply_of_nothing_is_one_window(tokenizer: Tokenizer) -> None:
    (window,) = windows(Vocabulary(tokenizer, str), Reply("", ()), [])
    assert window.sentences == ()
    assert deepest((window,)) == {}
