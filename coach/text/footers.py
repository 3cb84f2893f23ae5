"""Lines that a system or a lawyer adds to mail, wherever they stand: disclaimers, ticket footers, banners, pictures."""

import re
from collections.abc import Sequence

from coach.text.lines import Line
from coach.text.tables import any_of, table

_TABLE = table("footers")
_DISCLAIMER = re.compile(rf"\W*{any_of(_TABLE['disclaimers'])}", re.I)
_FOOTER = re.compile(rf"\W*{any_of(_TABLE['footers'])}", re.I)
_HEAD = re.compile(rf"(?:{_TABLE['heads']})\s*:\s?\S.{{0,200}}", re.I)
REPLY_ABOVE = re.compile(rf"\W*{_TABLE['reply_above']}\W*", re.I)
"""Where a mail that a ticket system sent begins: "##- Please type your reply above this line -##"."""
LONGEST_LINE = 400
"""Characters of a footer."""
INLINE = re.compile(r"\[(?:cid:|image:? |inline image)[^\[\]\n]{0,200}\](?:<[^<>\s]{0,300}>)?", re.I)
"""A picture's place holder in the midst of a line."""


def footer_lines(lines: Sequence[Line]) -> list[bool]:
    """One answer a line, in order. A disclaimer runs to the end of its paragraph."""
    found: list[bool] = []
    in_disclaimer = False
    for at, line in enumerate(lines):
        in_disclaimer = bool(_DISCLAIMER.match(line.words)) or (in_disclaimer and not line.after_blank)
        found.append(in_disclaimer or _is_footer(line.words) or _heads(lines, at))
    return found


def _heads(lines: Sequence[Line], at: int) -> bool:
    """True for the mail headers with which a pasted or automatic mail begins."""
    return at < 4 and all(_HEAD.fullmatch(line.words) for line in lines[: at + 1]) and len(lines) > at + 1


def _is_footer(words: str) -> bool:
    return len(words) < LONGEST_LINE and bool(_FOOTER.fullmatch(words) or REPLY_ABOVE.fullmatch(words))
