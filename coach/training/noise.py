"""Texts as people really type them: slips, lost capitals and articles, the other side's spelling. For teaching only.

The audit has slips of its own (`coach.services.swaps`), so that what is taught here is not what is examined there.
"""

import random
import re

_WORD = re.compile(r"[^\W\d_]{4,}")
_ARTICLE = re.compile(r"\b(?:the|a|an) ", re.IGNORECASE)
RATE = 0.06
"""Share of the longer words with a slip."""


def noised(text: str, dice: random.Random) -> str:
    """The text with a few slips; never empty where the text was not."""
    text = _WORD.sub(lambda found: _slip(found[0], dice) if dice.random() < RATE else found[0], text)
    if dice.random() < 0.3:
        text = text.lower()
    if dice.random() < 0.2:
        text = _ARTICLE.sub("", text) or text
    if dice.random() < 0.3:
        text = text.replace("'", "").replace("’", "")
    if dice.random() < 0.2:
        text = text.rstrip(".!") or text
    return text


def _slip(word: str, dice: random.Random) -> str:
    at = dice.randrange(1, len(word) - 1)
    kind = dice.randrange(3)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at + 1 :] if kind == 1 else word[:at] + word[at] + word[at:]
