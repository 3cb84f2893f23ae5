"""Sentence boundaries for mail: lists, wrapped lines, missing full stops, and the dots of versions, paths and names."""

import re
from collections.abc import Iterator

from coach.text.lines import BLOCK_TAG
from coach.text.tables import table, words
from coach.types.text import Sentence, Span

WRAPPED = 60
"""A line of at least so many characters may have been broken by a mail program rather than by the writer."""

LONGEST_MARKER = 6
"""Characters of the "12." or "(iv)." before a list item."""

_TABLE = table("sentences")
_EMOJI = "\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55\ufe0f\u200d"
_INK = re.compile(r"[^\s][^\n\r\v\f\x85\u2028\u2029]*")
_SPACE = re.compile(r"\s*")
_TAGS = re.compile(rf"{BLOCK_TAG.pattern}(?:\s*{BLOCK_TAG.pattern})*", re.I)
_END = re.compile(
    r"(?P<url>(?:https?://|www\.)\S+)"
    rf"|(?<![.!?…])(?P<mark>[.!?…]++)(?P<close>[\"'”’»)\]*_]*+)(?=\s|[{_EMOJI}])"
    rf"(?:[ \t]*(?:[{_EMOJI}]+|[:;]-?[()DP](?!\w)))*"
    rf"|[。！？]+|(?:(?<![{_EMOJI}])[{_EMOJI}]++|(?<=\s)[:;]-?[()DP])(?=\s+[A-Z])"
    rf"|(?<=[a-z]{{2}})[.!?](?=(?:{_TABLE['openers']})\b)"
)
_MARKER = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)]\)?")
_ITEM = re.compile(r"(?:\(?(?:\d{1,3}|[a-zA-Z])[.)]|[-*•·–>])\s")
_LOG = re.compile(
    r"\[?(?:\d{4}-\d\d-\d\d[T ]|\d\d?/\d\d?/\d{2,4} )?\d\d:\d\d:\d\d\b|[A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d "
)
_LAST_WORD = re.compile(r"[\w.&]+$")
_BEFORE_ANYTHING = words(_TABLE["before_anything"])
_BEFORE_NUMBER = words(_TABLE["before_a_number"])
_BEFORE_SMALL = words(_TABLE["before_small_letters"])
_LEAD_ON = words(_TABLE["lead_on"])
_BRANDS = words(_TABLE["brands"])


def split(text: str, own: tuple[Span, ...]) -> tuple[Sentence, ...]:
    """Every character of the text but white space is in one sentence, in order; no text, no sentences."""
    return tuple(
        Sentence(sentence, is_own)
        for region, is_own in _regions(text, own)
        for block in _blocks(text, region)
        for sentence in _cut(text, block)
    )


def _regions(text: str, own: tuple[Span, ...]) -> Iterator[tuple[Span, bool]]:
    last = 0
    for span in own:
        yield Span(last, span.start), False
        yield span, True
        last = span.end
    yield Span(last, len(text)), False


def _blocks(text: str, region: Span) -> Iterator[Span]:
    """Lines without the white space around them, those joined that only a mail program broke; runs of block tags."""
    last = region.start
    for tags in _TAGS.finditer(text, region.start, region.end):
        yield from _lines(text, Span(last, tags.start()))
        yield Span(tags.start(), tags.end())
        last = tags.end()
    yield from _lines(text, Span(last, region.end))


def _lines(text: str, region: Span) -> Iterator[Span]:
    start = end = line_start = -1
    for line in _INK.finditer(text, region.start, region.end):
        if start >= 0 and not _runs_on(text, Span(line_start, end), line.start()):
            yield Span(start, end)
            start = -1
        line_start, end = line.start(), line.start() + len(line[0].rstrip())
        start = line_start if start < 0 else start
    if start >= 0:
        yield Span(start, end)


def _runs_on(text: str, line: Span, following: int) -> bool:
    """True where the next line goes on with the sentence of the one before it."""
    if not text[following].isalnum() or text[line.end - 1] in ".!?:;" or _ITEM.match(text, following):
        return False
    if text.count("\n", line.end, following) > 1:
        return False
    last = _LAST_WORD.search(text[max(line.start, line.end - 12) : line.end])
    return (len(line) >= WRAPPED and text[following].islower()) or (last is not None and last[0] in _LEAD_ON)


def _cut(text: str, block: Span) -> Iterator[Span]:
    left = block.start
    marks = () if _LOG.match(text, left, block.end) else _END.finditer(text, left, block.end)
    for mark in marks:
        if mark.end() < block.end and _ends(text, left, mark):
            yield Span(left, mark.end())
            space = _SPACE.match(text, mark.end())
            left = space.end() if space else mark.end()
    yield Span(left, block.end)


def _ends(text: str, left: int, mark: re.Match[str]) -> bool:
    """True where the mark closes the sentence that began at `left`; something follows it."""
    after = _SPACE.match(text, mark.end())
    following = text[after.end()] if after else " "
    if mark["url"]:
        return following.isupper() or mark["url"].endswith((".", "!", "?"))
    if mark["mark"] is None:
        return True
    if following.islower() and (mark["close"] or mark["mark"].endswith(("..", "…"))):
        return False
    before = _LAST_WORD.search(text[max(left, mark.start() - 20) : mark.start()])
    word = before[0].lower() if before else ""
    if mark["mark"] != ".":
        return word not in _BRANDS
    if mark.end() - left <= LONGEST_MARKER and _MARKER.fullmatch(text, left, mark.end()):
        return False
    return not _abbreviates(before[0] if before else "", following)


def _abbreviates(word: str, following: str) -> bool:
    """True where the dot after the word belongs to the word, seen the first character of what follows."""
    low = word.lower()
    if low in _BEFORE_ANYTHING:
        return True
    if low in _BEFORE_NUMBER:
        return following.isdigit()
    if low in _BEFORE_SMALL:
        return not following.isupper()
    return len(word) == 1 and word.isupper() and word != "I" and following.isupper()
