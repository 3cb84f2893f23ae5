"""A reply in its thread as the numbers that an encoder reads: windows of whole sentences behind the client's words."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from tokenizers import Tokenizer

from coach.types.text import Sentence
from coach.types.ticket import Reply

LONGEST = 384
"""Tokens in a window."""
CLIENT = 96
"""Tokens of the client's part; of a longer one the first and the last half of that are read."""
SENTENCE = 160
"""Tokens of one sentence that are read; a longer one is a log or a table."""
OVERLAP = 2
"""Sentences that a window shares with the one before."""
CLS, SEP = 101, 102
FIRST, LATER, UNASKED, STARTS = 2, 3, 4, 5
"""Tokens that the base vocabulary leaves free: first reply, later reply, reply nobody asked for, start of sentence."""


@dataclass(frozen=True, slots=True)
class Window:
    """Token ids, their segment (0 client, 1 reply), and where the client's part and each sentence stand in them."""

    ids: tuple[int, ...]
    segments: tuple[int, ...]
    client: tuple[int, int]
    sentences: tuple[tuple[int, int, int], ...]
    """Of each sentence: its place in the reply, and its range of tokens."""


class Texts(Protocol):
    """Turns texts into token ids, one list a text."""

    def ids(self, texts: Sequence[str]) -> list[list[int]]: ...


class Vocabulary:
    """Texts as token ids: what `plain` leaves of them, cut by `tokenizer` without its special tokens."""

    def __init__(self, tokenizer: Tokenizer, plain: Callable[[str], str]) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer, self._plain = tokenizer, plain

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        shown = [self._plain(text) for text in texts]
        return [encoded.ids for encoded in self._tokenizer.encode_batch_fast(shown, add_special_tokens=False)]


def windows(texts: Texts, reply: Reply, sentences: Sequence[Sentence]) -> tuple[Window, ...]:
    """At least one window; every own sentence stands whole in one or more of them, but for those over-long."""
    own = [i for i, sentence in enumerate(sentences) if sentence.own]
    ids = texts.ids(["\n".join(turn.text for turn in reply.asked), *(sentences[i].span.of(reply.text) for i in own)])
    head = _head(reply, ids[0])
    said = [(place, [STARTS, *tokens[: SENTENCE - 1]]) for place, tokens in zip(own, ids[1:], strict=True)]
    return tuple(_window(head, part) for part in _parts(said, LONGEST - len(head) - 1))


def _head(reply: Reply, client: list[int]) -> list[int]:
    if len(client) > CLIENT:
        client = client[: CLIENT // 2] + client[-CLIENT // 2 :]
    kind = UNASKED if not reply.asked else FIRST if reply.first else LATER
    return [CLS, kind, *client, SEP]


Said = tuple[int, list[int]]


def _parts(said: Sequence[Said], room: int) -> Iterator[Sequence[Said]]:
    """Runs of sentences that fit; each run but the first begins with the last sentences of the one before."""
    start = 0
    while True:
        end, used = start, 0
        while end < len(said) and used + len(said[end][1]) <= room:
            used += len(said[end][1])
            end += 1
        yield said[start:end]
        if end >= len(said):
            return
        start = max(start + 1, end - OVERLAP)


def _window(head: list[int], part: Sequence[Said]) -> Window:
    ids, places = list(head), []
    for place, tokens in part:
        places.append((place, len(ids), len(ids) + len(tokens)))
        ids += tokens
    ids.append(SEP)
    segments = (0,) * len(head) + (1,) * (len(ids) - len(head))
    return Window(tuple(ids), segments, (1, len(head)), tuple(places))


def deepest(found: Sequence[Window]) -> dict[int, tuple[int, int]]:
    """For each sentence read: the window, and the place in it, where it stands farthest from both ends."""
    best: dict[int, tuple[int, int, int]] = {}
    for number, window in enumerate(found):
        for row, (place, start, end) in enumerate(window.sentences):
            depth = min(start - window.client[1], len(window.ids) - end) if len(found) > 1 else 0
            if place not in best or depth > best[place][0]:
                best[place] = (depth, number, row)
    return {place: (number, row) for place, (_, number, row) in best.items()}
