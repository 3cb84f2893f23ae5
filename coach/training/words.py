"""Words that are no names: what a reader may see although it stands capitalised. See `coach.moves.plain`."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from coach.training.labelled import LabelledReply

TERMS = Path(__file__).with_name("terms.txt")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_AFTER_END = re.compile(r"[.!?\n:•\-–—\"“(*>]\s*$")


def known_words(data: Iterable[LabelledReply]) -> list[str]:
    """In lower case and order: words that the texts write small at least as often as capitalised, and `terms.txt`."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for one in data:
        for text in (one.reply, *(turn.text for turn in one.thread)):
            for word, inside in _words(text):
                if word.islower():
                    small.update({word, *(part for part in re.split("['-]", word) if len(part) > 1)})
                elif inside:
                    capital[word.lower()] += 1
    return sorted({word for word, count in small.items() if count >= capital[word]} | terms())


def terms() -> set[str]:
    """Products, makers, protocols and the calendar."""
    lines = TERMS.read_text(encoding="utf-8").split("\n")
    return {word for line in lines if not line.startswith("#") for word in line.split()}


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """Each word, and whether it stands inside a sentence, where only names are capitalised."""
    for found in _WORD.finditer(text):
        start = found.start()
        yield found[0].replace("’", "'"), start > 0 and not _AFTER_END.search(text[max(0, start - 4) : start])
