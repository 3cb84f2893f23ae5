"""What a trained reader is shown instead of names and codes: a person is a person, whoever it is.

Names, titles, addresses and codes say nothing of how a client is treated, and a reader that saw them would learn from
them. They are masked before it reads, by words that it knows to be none, so that no name can change a verdict.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from coach.moves.spelling import one_spelling

PERSON, LINK, ADDRESS, CODE = "alex", "link", "address", "number"
"""Plain words of the base vocabulary that stand for any name, web address, mail address and long code."""

_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0971-\u0dff\u0e31-\u0e4e\u200c\u200d"
"""What stands with a letter and is none: accents, vowel signs."""
_WORD = rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}])*"
_TOKEN = re.compile(
    r"(?P<link>(?:https?://|www\.)\S+)|(?P<mail>(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+)"
    rf"|(?P<handle>(?<!\w)@\w+)|(?P<code>(?<!\w)(?=\w*\d)\w{{7,}})|(?P<word>{_WORD}(?:['’ʻ-]{_WORD})*)"
)
_AFTER_END = re.compile(r"(?:^|[.!?:;•\n>*“\"(–—-])\s*$")
_SALUTE = re.compile(
    r"(?i)^\W*(?:(?:good )?(?:morning|afternoon|evening)|hi|hiya|hello|hey|dear|thanks|thank you|cheers|ta|many thanks"
    r"|(?:kind |best |warm )?(?:regards|wishes)|rgds|best|sorry)(?: there| again)?[\s,!–-]+"
)
_GAP = re.compile(r"[\s.,&/-]{0,3}")
TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "dame", "rev", "sr", "jr"})
ALIKE = {
    word: shown
    for shown, words in {
        "they": "he she", "them": "him her his hers", "themselves": "himself herself", "they're": "he's she's",
        "they'll": "he'll she'll", "they'd": "he'd she'd", "partner": "wife husband boyfriend girlfriend",
        "sir": "sir madam ma'am", "person": "lady gentleman woman man gal guy", "people": "ladies gentlemen women men",
        "parent": "mother father mum mom mam dad", "parents": "mothers fathers mums moms dads",
        "kid": "boy girl lad lass", "kids": "boys girls lads", "child": "son daughter", "children": "sons daughters",
        "sibling": "brother sister", "siblings": "brothers sisters", "relative": "uncle aunt auntie nephew niece",
        "grandparent": "grandfather grandmother grandad granny grandma grandpa",
        "grandchild": "grandson granddaughter",
        "owner": "businessman businesswoman", "chair": "chairman chairwoman", "head": "headmaster headmistress",
        "salesperson": "salesman saleswoman saleslady",
    }.items()
    for word in words.split()
}  # fmt: skip
"""Words that differ by gender only, and what is shown for them. All of him, her, his and hers is `them`: what follows
would have to tell them apart, and half the time does not."""
_PARTICLE = (
    r"(?:van|von|der|den|de|da|di|do|dos|du|del|della|la|le|el|al|bin|binti|bint|bte|ibn|abu|ter|ten|ap|ab|ferch|zu|af"
    r"|av|y|e|['’]t)"
)
_JOINED = re.compile(
    rf"(?:\b(?:van ['’]t|van de[rn]?|von|de la|de|du|del|da|di|dos|el|al|ibn|abu|ter|ap) )?{PERSON}"
    rf"(?: (?:{_PARTICLE} )*{PERSON})*"
)
_OPENED = re.compile(rf"(?<!\w)['’ʻ‘](?={PERSON}\b(?!['’](?!s)))")
"""An apostrophe that a name begins with; one that closes again is a quotation mark."""
_ENDINGS = ("'s", "s", "ed", "d", "ing", "ly", "er", "es")


class Plain:
    """Masks by a list of words that are no names. Pure: the same text gives the same text."""

    def __init__(self, known: Collection[str]) -> None:
        """`known`: words in lower case that may stand capitalised without being a name."""
        self._known = frozenset(known)

    def __call__(self, text: str) -> str:
        """The text as a reader is shown it; on its own coordinates, which nothing refers to."""
        text = _places().sub(PERSON, text)
        out: list[str] = []
        end = 0
        salute = _SALUTE.match(text)
        greeted = salute.end() if salute else 0
        short = len(text) < 40 and text.count(" ") < 3
        for found in _TOKEN.finditer(text):
            start = found.start()
            shown = self._shown(found, text, loose=short or start == greeted > 0)
            gap = text[end:start]
            end = found.end()
            if shown.startswith(PERSON) and out and out[-1] == PERSON and _GAP.fullmatch(gap):
                out[-1] = shown
            else:
                out += [gap, shown]
        return _JOINED.sub(PERSON, _OPENED.sub("", "".join([*out, text[end:]])))

    def _shown(self, found: re.Match[str], text: str, *, loose: bool) -> str:
        kind, token = found.lastgroup, found[0]
        if kind != "word":
            return {"link": LINK, "mail": ADDRESS, "handle": PERSON, "code": CODE}[str(kind)]
        low = token.lower().replace("’", "'")
        if low in ALIKE:
            return ALIKE[low]
        if low.endswith("'s") and low[:-2] in ALIKE:
            return ALIKE[low[:-2]] + "'s"
        if token.islower() and not loose and token.isascii():
            return one_spelling(low)
        return self._name(token, one_spelling(low), text[: found.start()], loose=loose)

    def _name(self, token: str, low: str, before: str, *, loose: bool) -> str:
        if low in TITLES and not token.islower():
            return PERSON
        shown = token if low == token.lower() else low
        if self._is_known(low) or self._is_known(token.lower()) or (token.isupper() and len(token) <= 5 and not loose):
            return shown
        if _AFTER_END.search(before[-8:]) and any(self._is_known(stem) for stem in _stems(low)):
            return shown
        return PERSON + "'s" if low.endswith("'s") else PERSON

    def _is_known(self, low: str) -> bool:
        return low in self._known or all(part in self._known for part in re.split(r"['-]", low) if len(part) > 1)


@cache
def _places() -> re.Pattern[str]:
    """Countries and nationalities, capitalised."""
    lines = Path(__file__).with_name("places.txt").read_text(encoding="utf-8").split("\n")
    names = [re.escape(line).removeprefix("the\\ ") for line in lines if line and not line.startswith("#")]
    return re.compile(rf"\b(?:[Tt]he )?(?:{'|'.join(names)})\b")


def _stems(low: str) -> Iterator[str]:
    """What the word may be a form of: unplugged, unplugg, unplug."""
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) > len(ending) + 2:
            stem = low.removesuffix(ending)
            yield stem
            yield stem[:-1] if stem[-1] == stem[-2] else stem + "e"
