"""One word by itself: how it is spelled out, and every symbol that a phrase can match it by."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])(?:[:.h][0-5]\d)?(?:am|pm|ish|hrs?|a\.m\.|p\.m\.)?$")
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty sixty few".split()
)
_NOON = frozenset(["noon", "midday", "midnight", "lunchtime"])
_SPELLED = {
    "u": "you", "ur": "your", "r": "are", "pls": "please", "plz": "please", "thx": "thanks", "tmrw": "tomorrow",
    "tmr": "tomorrow", "tomoz": "tomorrow", "m": "am", "ca": "can", "wo": "will", "nt": "not", "w/": "with",
    "&": "and", "cuz": "because", "coz": "because",
}  # fmt: skip
_NO_NAMES = frozenset(
    "i it he she we you they this that these those there who what which everything something nothing other all".split()
)
_NEVER_NAMES = frozenset({"when", "period", "do", "done", "doing", "look", "looked", "looking", "step", "team"})
_BREAKS = frozenset(",;:?!.()—–") | {"-", "--", "...", "…"}
INSIDE = "<inside>"
"""The symbol of every token that does not end a clause."""


@dataclass(frozen=True, slots=True)
class Word:
    """`symbols` begin with the norm. `name`: it may be somebody's name. `breaks`: it ends a clause."""

    symbols: tuple[str, ...]
    lower: str
    name: bool
    clock: bool
    breaks: bool

    @property
    def norm(self) -> str:
        return self.symbols[0]


def word(text: str, norm: str, classes: Mapping[str, tuple[str, ...]]) -> Word:
    """The word as written, with spaCy's norm; `classes` maps a lower-case word to the names of its classes."""
    lower = _straight(text.lower())
    of = classes.get(lower, ())
    clock, breaks = bool(_CLOCK.match(lower)), lower in _BREAKS
    names = [f"<{name}>" for name in of]
    if lower[:1].isdigit() or lower in _NUMBERS:
        names.append("<num>")
    if clock or lower in _NOON:
        names.append("<clock>")
    if not breaks:
        names.append(INSIDE)
    return Word(
        symbols=tuple(dict.fromkeys([_SPELLED.get(lower, _straight(norm)), lower, *names])),
        lower=lower,
        name=text[:1].isupper() and not text.isupper() and lower not in _NO_NAMES and _NEVER_NAMES.isdisjoint(of),
        clock=clock,
        breaks=breaks,
    )


def _straight(text: str) -> str:
    return text.replace("’", "'")
