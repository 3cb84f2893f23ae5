"""Selects the technician's own words. It chooses spans and never edits the text."""

import re
from collections.abc import Iterator

from coach.text.footers import INLINE, footer_lines
from coach.text.lines import Line, lines_of
from coach.text.quotes import quoted_lines
from coach.text.signatures import signature_lines
from coach.types.text import Span

_WORD = re.compile(r"[^\W_]")


def own_words(text: str) -> tuple[Span, ...]:
    """In order, not touching, without white space at their ends; empty where nothing is the technician's."""
    lines = lines_of(text)
    quoted, footers = quoted_lines(lines), footer_lines(lines)
    signatures = signature_lines(lines, quoted=quoted, footers=footers)
    left_out = map(any, zip(quoted, footers, signatures, strict=True))
    own = [line for line, out in zip(lines, left_out, strict=True) if not out]
    return tuple(_merged(text, own))


def has_words(text: str) -> bool:
    """False for white space, punctuation and emoji alone: nothing to score."""
    return _WORD.search(text) is not None


def _merged(text: str, own: list[Line]) -> Iterator[Span]:
    """The lines as spans; neighbours with only white space between them become one."""
    start = end = -1
    for line in own:
        for piece in _without_pictures(line):
            if start >= 0 and (text[end : piece.start].isspace()):
                end = piece.end
                continue
            if start >= 0:
                yield Span(start, end)
            start, end = piece.start, piece.end
    if start >= 0:
        yield Span(start, end)


def _without_pictures(line: Line) -> Iterator[Span]:
    if "[" not in line.words:
        yield Span(line.start, line.end)
        return
    start = 0
    for picture in [*INLINE.finditer(line.words), None]:
        stop = picture.start() if picture else len(line.words)
        piece = line.words[start:stop]
        if piece.strip():
            left = line.start + start + len(piece) - len(piece.lstrip())
            yield Span(left, left + len(piece.strip()))
        start = picture.end() if picture else stop
