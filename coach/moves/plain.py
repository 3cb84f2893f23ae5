"""What a trained reader is shown instead of names and codes: a person is a person, whoever it is.

Names, titles, addresses and codes say nothing of how a client is treated, and a reader that saw them would learn from
them. They are masked before it reads, by words that it knows to be none, so that no name can change a verdict.
"""

import re
from collections.abc import Collection, Iterator

PERSON, LINK, ADDRESS, CODE = "alex", "link", "address", "number"
"""Plain words of the base vocabulary that stand for any name, web address, mail address and long code."""

_TOKEN = re.compile(
    r"(?P<link>(?:https?://|www\.)\S+)|(?P<mail>(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+)"
    r"|(?P<handle>(?<!\w)@\w+)|(?P<code>(?<!\w)(?=\w*\d)\w{7,})|(?P<word>[^\W\d_]+(?:['’-][^\W\d_]+)*)"
)
_AFTER_END = re.compile(r"(?:^|[.!?:;•\n>*“\"(–—-])\s*$")
_SALUTE = re.compile(
    r"(?i)^\W*(?:(?:good )?(?:morning|afternoon|evening)|hi|hiya|hello|hey|dear|thanks|thank you|cheers|ta|many thanks"
    r"|(?:kind |best |warm )?(?:regards|wishes)|rgds|best|sorry)(?: there| again)?[\s,!–-]+"
)
_GAP = re.compile(r"[\s.,&/-]{0,3}")
TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "madam", "dame", "rev", "sr", "jr"}
)
ALIKE = {
    "he": "they", "she": "they", "him": "them", "his": "their", "her": "their", "hers": "theirs",
    "himself": "themselves", "herself": "themselves", "he's": "they're", "she's": "they're", "he'll": "they'll",
    "she'll": "they'll", "he'd": "they'd", "she'd": "they'd", "wife": "partner", "husband": "partner",
    "madam": "sir", "ma'am": "sir", "lady": "person", "gentleman": "person", "woman": "person", "man": "person",
}  # fmt: skip
"""Words that differ by gender only."""
_PARTICLE = r"(?:van|von|der|den|de|da|di|do|dos|du|del|della|la|le|el|al|bin|ibn|abu|ter|ten)"
_JOINED = re.compile(
    rf"(?:\b(?:van de[rn]?|von|de la|de|du|del|da|di|dos|el|al|ibn|abu|ter) )?{PERSON}(?: (?:{_PARTICLE} )*{PERSON})*"
)
_ENDINGS = ("'s", "s", "ed", "d", "ing", "ly", "er", "es")


class Plain:
    """Masks by a list of words that are no names. Pure: the same text gives the same text."""

    def __init__(self, known: Collection[str]) -> None:
        """`known`: words in lower case that may stand capitalised without being a name."""
        self._known = frozenset(known)

    def __call__(self, text: str) -> str:
        """The text as a reader is shown it; on its own coordinates, which nothing refers to."""
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
        return _JOINED.sub(PERSON, "".join([*out, text[end:]]))

    def _shown(self, found: re.Match[str], text: str, *, loose: bool) -> str:
        kind, token = found.lastgroup, found[0]
        if kind != "word":
            return {"link": LINK, "mail": ADDRESS, "handle": PERSON, "code": CODE}[str(kind)]
        low = token.lower().replace("’", "'")
        if low in ALIKE:
            return ALIKE[low]
        if token.islower() and not loose and token.isascii():
            return token
        return self._name(token, low, text[: found.start()], loose=loose)

    def _name(self, token: str, low: str, before: str, *, loose: bool) -> str:
        if low in TITLES and not token.islower():
            return PERSON
        if self._is_known(low) or (token.isupper() and len(token) <= 5 and not loose):
            return token
        if _AFTER_END.search(before[-8:]) and any(self._is_known(stem) for stem in _stems(low)):
            return token
        return PERSON + "'s" if low.endswith("'s") else PERSON

    def _is_known(self, low: str) -> bool:
        return low in self._known or all(part in self._known for part in re.split(r"['-]", low) if len(part) > 1)


def _stems(low: str) -> Iterator[str]:
    """What the word may be a form of: unplugged, unplugg, unplug."""
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) > len(ending) + 2:
            stem = low.removesuffix(ending)
            yield stem
            yield stem[:-1] if stem[-1] == stem[-2] else stem + "e"
