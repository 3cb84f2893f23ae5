"""Which lines at the end of a reply are a signature: title, company, phone, address, team. A name is own words."""

import re
from collections.abc import Sequence

from coach.text.lines import Line
from coach.text.tables import table

_TABLE = table("signatures")
_TITLE = re.compile(rf"\b(?:{_TABLE['titles']}|{_TABLE['teams']}|{_TABLE['companies']})\b", re.I)
_TEAM = re.compile(rf"\b(?:{_TABLE['teams']})\b", re.I)
_LINK = re.compile(r"\W*(?:https?://|www\.)\S+", re.I)
_CONTACT = re.compile(
    rf"(?:\W*(?:{_TABLE['ways']})\b\.?\s*[:.|]?\s*)?"
    r"(?:[+(]?\d[\d\s().+/-]{5,}(?:\s*(?:x|ext\.?|extension)\s*\d+)?|ext\.?:?\s*\d{2,6}|\S+@\S+\.\w+|(?:https?://|www\.)\S+"
    rf"|[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:{_TABLE['domains']})(?:/\S*)?)\W*",
    re.I,
)
_ADDRESS = re.compile(
    rf".*\b(?:\d+[A-Za-z]? (?:\w+ ){{0,3}}(?i:{_TABLE['streets']})|(?i:suite|floor|p\.?o\.? box) \d+"
    r"|[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}|[A-Z]{2} \d{5})\b.{0,60}"
)
_SOCIAL = re.compile(rf"\W*(?:(?:{_TABLE['social']})\b\W*){{2,}}", re.I)
_SIGN_OFF = re.compile(rf"\W*(?:{_TABLE['sign_offs']})\b.{{0,40}}", re.I)
_NAME_WORD = r"['’ʻ]?[^\W\d_a-z][\w'’ʻ.\u0300-\u036f\u0900-\u0dff-]*"
_PARTICLE = r"van|de|der|den|von|bin|binti|ap|['’]t|al|el|la|da|di|du"
_NAME = re.compile(
    rf"[-–—~/^*_ ]*(?:(?:{_NAME_WORD}|{_PARTICLE}),?\s?){{1,5}}(?:\([^()]{{1,20}}\))?|[-~/^]?\s?[a-z]{{2,12}}"
)
_PROSE = re.compile(rf"\b(?:{_TABLE['prose']})\b")
_STEP = re.compile(rf"(?:{_TABLE['steps']})\b", re.I)
_SMALL = frozenset(_TABLE["small"].split())
_DELIMITER = re.compile(r"--|—|__|- -")
LONGEST_BLOCK = 16
"""Lines of a signature."""
LONGEST_LINE = 90


def signature_lines(lines: Sequence[Line], *, quoted: Sequence[bool], footers: Sequence[bool]) -> list[bool]:
    """One answer a line, in order. Footers may stand within a signature; quoted mail ends the text that it closes."""
    found = [False] * len(lines)
    tail = _tail(quoted, footers)
    cut = _delimiter(lines, tail)
    block = _block(lines, tail) if cut is None else [*_block(lines, tail[:cut]), *_delimited(lines, tail[cut:])]
    for at in block:
        found[at] = True
    return found


def _tail(quoted: Sequence[bool], footers: Sequence[bool]) -> list[int]:
    """The last lines that neither quoted mail interrupts nor a system wrote."""
    tail: list[int] = []
    for at in range(len(quoted) - 1, -1, -1):
        if quoted[at] and tail:
            break
        if not (quoted[at] or footers[at]):
            tail.append(at)
        if len(tail) > 3 * LONGEST_BLOCK:
            break
    return tail[::-1]


def _delimiter(lines: Sequence[Line], tail: Sequence[int]) -> int | None:
    """Where in the tail the "-- " line stands, if what follows reads like a signature and not like prose."""
    for place in range(len(tail) - 1, 0, -1):
        if _DELIMITER.fullmatch(lines[tail[place]].words):
            after = [lines[at].words for at in tail[place + 1 :]]
            prose = any(len(words.split()) > 6 and _PROSE.search(words) for words in after)
            return None if prose or len(after) > LONGEST_BLOCK else place
    return None


def _delimited(lines: Sequence[Line], block: Sequence[int]) -> list[int]:
    """The "-- " line and what follows, but for a name right after it."""
    named = len(block) > 1 and _is_name(lines[block[1]].words)
    return [*block[:1], *block[2 if named else 1 :]]


def _block(lines: Sequence[Line], tail: Sequence[int]) -> Sequence[int]:
    """The lines, of those of the tail, that make up a signature without its name; empty: there is none."""
    first = len(tail)
    while first and len(tail) - first < LONGEST_BLOCK and _may_sign(lines[tail[first - 1]].words):
        first -= 1
    before = lines[tail[first - 1]].words if first else ""
    signed_off = bool(_SIGN_OFF.fullmatch(before))
    block = tail[first:]
    if not (signed_off or before.endswith((".", "!", "?", ")"))):
        block = [] if before.endswith(":") else _from_paragraph(lines, block)
    if not block:
        return []
    name = lines[block[0]].words
    if _is_name(name):
        return block[1:] if _signs(lines, block[1:], signed_off=signed_off) else []
    return block if signed_off or _stands_alone(lines, block) else []


def _from_paragraph(lines: Sequence[Line], block: Sequence[int]) -> Sequence[int]:
    """The block from the first line on that follows a blank one."""
    return next((block[place:] for place, at in enumerate(block) if lines[at].after_blank), [])


def _signs(lines: Sequence[Line], rest: Sequence[int], *, signed_off: bool) -> bool:
    """True where what stands under a name is a signature's, not a list of names or steps; links alone prove nothing."""
    strong = sum(_strong(lines[at].words) and not _LINK.fullmatch(lines[at].words) for at in rest)
    if strong:
        return 2 * strong + 1 >= len(rest)
    return signed_off and 0 < len(rest) <= 2 and not any(lines[at].after_blank for at in rest)


def _stands_alone(lines: Sequence[Line], block: Sequence[int]) -> bool:
    """True for a signature without name or sign-off: a team, or several things in one line."""
    first = lines[block[0]]
    if not first.after_blank or not _strong(first.words) or _CONTACT.fullmatch(first.words):
        return False
    return "|" in first.words or " · " in first.words or bool(_TEAM.search(first.words))


def _is_name(words: str) -> bool:
    return not _strong(words) and _NAME.fullmatch(words) is not None


def _may_sign(words: str) -> bool:
    """True for a short line without the marks of a sentence that is no sign-off itself."""
    if len(words) > LONGEST_LINE or words[-1] in "?!:;" or words[0] in "•*#" or _SIGN_OFF.fullmatch(words):
        return False
    return _strong(words) or (_capitalised(words) and not words.endswith(".") and not _is_prose(words))


def _strong(words: str) -> bool:
    """True for a title, a team, a company, a way to call or an address."""
    if len(words) > LONGEST_LINE:
        return False
    if _CONTACT.fullmatch(words) or _SOCIAL.fullmatch(words):
        return True
    if _is_prose(words):
        return False
    if "|" in words or " · " in words or " • " in words or _ADDRESS.fullmatch(words):
        return True
    return _capitalised(words) and bool(_TITLE.search(words))


def _is_prose(words: str) -> bool:
    """True where the words belong to a sentence or give a step to take."""
    return bool(_PROSE.search(words) or _STEP.match(words))


def _capitalised(words: str) -> bool:
    """At most eight words, each beginning with a capital, a digit or a mark, but for "of", "and" and the like."""
    each = words.split()
    return len(each) <= 8 and all(not word[0].islower() or word.strip(",.") in _SMALL for word in each)
