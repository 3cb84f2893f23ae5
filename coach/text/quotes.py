"""Which lines of a body are quoted mail: earlier messages that a client program put under or around the reply.

Measured before writing: mail-parser-reply 1.36 finds the reply of 23 of the 68 bodies in the tests' examples, and
keeps 24 of 33 that hold no mail at all. It gives strings and not spans, rewrites line ends, ends a reply at "Thanks,"
or at the first "- " of a list (names and steps lost), takes what follows "On ... wrote:" for quoted mail (replies
between quotes lost) and needs over ten seconds for 20,000 line breaks. Lines are read here instead, each once; every
pattern is tried on a bounded piece of text.
"""

import re
from collections.abc import Sequence

from coach.text.footers import REPLY_ABOVE
from coach.text.lines import Line
from coach.text.tables import any_of, table

LONGEST_OPENING = 400
"""Characters of an "On ... wrote:" that a mail program wraps over at most four lines."""
LONGEST_DIVIDER = 120

_TABLE = table("mail")
_LABEL = "|".join(f"(?P<{name}>{words})" for name, words in _TABLE["labels"].items())
_WROTE = f"(?:{_TABLE['wrote']})"
_HEADER = re.compile(rf"(?:<[^<>]{{0,60}}>|[*_>\s])*(?:{_LABEL})\s?(?:<[^<>]{{0,60}}>|[*_])*\s?[:：](?!//)", re.I)
_RULE = re.compile(r"[_=*\-–—]{5,}")
_DIVIDER = re.compile(rf"[-_*=>\s]*{any_of(_TABLE['dividers'])}\s*:?[-_*=\s]*", re.I)
_ATTRIBUTION = re.compile(
    rf"(?:{_TABLE['opens']})\b.{{3,300}}\b{_WROTE}\b.{{0,120}}[:：]"
    r"|-{2,}\s?on\b.{3,200}\bwrote\s?-{2,}"
    r"|quoting .{2,100}:"
    rf"|.{{2,80}}<[^<>\s]+@[^<>\s]+>\s*\)?(?:\s{_WROTE}\b.{{0,100}})?:"
    r"|\d{4}年\d{1,2}月\d{1,2}日.{0,100}[:：]",
    re.I | re.S,
)
_SAYS = re.compile(rf"[\w.@-]+(?: [A-Z][\w.'-]*){{0,3}} {_WROTE}:?")
_SPEAKERS = re.compile(rf"(?:{_TABLE['speakers']})\b", re.I)
_DATED = re.compile(
    r"\d{1,2}[:.]\d\d|\b(?:19|20)\d\d\b|\d{1,2}[/.]\d{1,2}|\d{1,2}\.? \w{3,9}\b|\w{3,9} \d{1,2}\b|<\S+@\S+>"
)


def quoted_lines(lines: Sequence[Line]) -> list[bool]:
    """One answer a line, in order. Replies between quotes are not quoted; what follows an unmarked quote is."""
    quoted = [line.quoted for line in lines]
    at = 0
    while at < len(lines):
        length = 0 if quoted[at] else _opening(lines, at)
        if length:
            after = at + length
            to_end = after >= len(lines) or not lines[after].quoted
            quoted[at : None if to_end else after] = [True] * ((len(lines) if to_end else after) - at)
            if to_end:
                break
        at += length or 1
    return quoted


def _opening(lines: Sequence[Line], at: int) -> int:
    """How many lines, from here, announce an earlier message; 0: none do."""
    words = lines[at].words
    if _RULE.fullmatch(words):
        following = _opening(lines, at + 1) if at + 1 < len(lines) and not _RULE.fullmatch(lines[at + 1].words) else 0
        return following + 1 if following else 0
    if len(words) < LONGEST_DIVIDER and _DIVIDER.fullmatch(words):
        headers, _ = _headers(lines, at + 1)
        return 1 + headers if headers or words[0] in "-_" or words.endswith(":") else 0
    if len(words) < LONGEST_DIVIDER and at and REPLY_ABOVE.fullmatch(words):
        return 1
    headers, labels = _headers(lines, at)
    announced = at > 0 and lines[at - 1].words.endswith(":")
    if labels >= {"from", "date"} and not announced:
        return headers
    return _attribution(lines, at)


def _headers(lines: Sequence[Line], at: int) -> tuple[int, set[str]]:
    """Number of lines of a From/Sent/To/Subject block here, and its labels; a value may run on over one line."""
    labels: set[str] = set()
    count = 0
    for ahead in range(at, min(at + 12, len(lines))):
        found = _HEADER.match(lines[ahead].words)
        if found and found.lastgroup not in labels:
            labels.add(str(found.lastgroup))
            count = ahead - at + 1
        elif not labels or "subject" in labels or ahead - at > count:
            break
    return count, labels


def _attribution(lines: Sequence[Line], at: int) -> int:
    """Number of lines of an "On ..., Dana wrote:" here, wrapped or not; 0: it is none."""
    for length in range(1, 5):
        last = at + length - 1
        if last >= len(lines) or (length > 1 and lines[last].after_blank):
            break
        words = lines[last].words
        if not (words.endswith((":", "：")) or ("wrote" in words and words.endswith("--"))):
            continue
        if lines[last].end - lines[at].start > LONGEST_OPENING:
            break
        whole = " ".join(line.words for line in lines[at : last + 1])
        before_quote = last + 1 < len(lines) and lines[last + 1].quoted
        if _ATTRIBUTION.fullmatch(whole) and (before_quote or _DATED.search(whole)):
            return length
        if length == 1 and before_quote and _SAYS.fullmatch(whole) and not _SPEAKERS.match(whole):
            return length
    return 0
