"""The phrase language of the tables, parsed.

`word` is that token, `(a|b c)` one of these, `[x|y]` one of these or nothing, `<class>` one token of a word class,
`...` up to four tokens within the clause; a backslash makes a bracket part of a word.
"""

import re
from dataclasses import dataclass
from typing import TypeAlias

from coach.errors import ModelError
from coach.moves.words import INSIDE

WIDEST_GAP = 4
_PARTS = re.compile(r"<[a-z_]+>|\.\.\.|[()\[\]|]|(?:\\.|[^\s()\[\]|<>\\])+")
_CLOSING = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some sequences; an empty sequence among them makes it optional."""

    options: tuple["Sequence", ...]


Sequence: TypeAlias = tuple[str | Choice, ...]
_GAP: Sequence = (Choice(((INSIDE,), ())),) * WIDEST_GAP


def parse(expression: str) -> Sequence:
    """The expression as words and choices. Raises ModelError where it is malformed."""
    parts = _PARTS.findall(expression.lower())
    choice, rest = _choice(parts, expression)
    if rest:
        raise ModelError(f"unexpected {rest[0]!r}", where=f"phrase {expression!r}", remedy="balance the brackets")
    return (choice,)


def _choice(parts: list[str], expression: str) -> tuple[Choice, list[str]]:
    options: list[Sequence] = []
    current: list[str | Choice] = []
    while parts and parts[0] not in ")]":
        head, parts = parts[0], parts[1:]
        if head == "|":
            options.append(tuple(current))
            current = []
        elif head in _CLOSING:
            inner, parts = _choice(parts, expression)
            if not parts or parts[0] != _CLOSING[head]:
                raise ModelError(f"{head!r} is never closed", where=f"phrase {expression!r}", remedy="close it")
            parts = parts[1:]
            current.append(Choice((*inner.options, ())) if head == "[" else inner)
        else:
            current += _GAP if head == "..." else (head.replace("\\", ""),)
    return Choice((*options, tuple(current))), parts
