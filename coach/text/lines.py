"""The lines of a text that bear ink, with their places. Blank lines are no lines, only a mark on the next one."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
BLOCK_TAG = re.compile(
    r"<(/?)(p|div|br|hr|img|[uo]l|li|d[ltd]|t[rdh]|table|tbody|thead|blockquote|pre|h[1-6]|html|head|body)\b[^<>]*>",
    re.I,
)
"""A PSA's note of kind "text" often holds HTML all the same: there such a tag ends a line and is nobody's words."""


class Line(NamedTuple):
    """A line without the white space around it: text[start:end] == words, never empty."""

    start: int
    end: int
    words: str
    after_blank: bool
    """The text begins here, or a blank line stands before."""
    quoted: bool
    """It stands inside a `<blockquote>` or begins with ">"."""


def lines_of(text: str) -> list[Line]:
    """In order, not overlapping; all that lies between two lines is white space or block tags."""
    found: list[Line] = []
    last = 0
    for start, end, in_quote in _pieces(text):
        words = text[start:end]
        bare = words.strip()
        if bare:
            start += len(words) - len(words.lstrip())
            end = start + len(bare)
            after_blank = not found or _breaks(text[last:start]) > 1
            quoted = in_quote or bare[0] == ">" or bare.startswith("&gt;")
            found.append(Line(start, end, bare, after_blank, quoted))
            last = end
    return found


def _pieces(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, inside a blockquote) of what lies between line breaks and block tags."""
    if not BLOCK_TAG.search(text):
        yield from ((m.start(), m.end(), False) for m in _LINE.finditer(text))
        return
    depth = start = 0
    for tag in BLOCK_TAG.finditer(text):
        yield from ((m.start(), m.end(), depth > 0) for m in _LINE.finditer(text, start, tag.start()))
        if tag[2].lower() == "blockquote":
            depth = max(0, depth + (-1 if tag[1] else 1))
        start = tag.end()
    yield from ((m.start(), m.end(), depth > 0) for m in _LINE.finditer(text, start))


def _breaks(gap: str) -> int:
    """How many times a reader sees the line end in the gap between two lines. Among tags white space says nothing."""
    if gap in {"\n", "\r\n"}:
        return 1
    names = [tag[2].lower() for tag in BLOCK_TAG.finditer(gap)]
    if not names:
        return len(_BREAK.findall(gap))
    return names.count("br") + names.count("p") + any(name not in {"br", "p"} for name in names)
