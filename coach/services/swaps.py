"""Counterfactuals: pairs of one reply that differ in one thing that must not change how it is judged.

Each kind makes its pair from a reply and dice, or None where it cannot apply; the same dice make the same pair.
"""

import random
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from coach.moves.entries import load_yaml
from coach.text import own_words, split
from coach.types.ticket import Author, Reply

Pair = tuple[Reply, Reply]
Swap = Callable[[Reply, random.Random], Pair | None]
Edit = tuple[tuple[int, int], str]
"""A range of a text and what comes in its place."""

TYPO_SHARE = 0.04
"""Of the words of five small letters and more."""
MASCULINE, FEMININE = 0, 1
TITLES = ("Mr", "Mrs")

_GREETING = re.compile(
    r"\A(\s*(?i:hi|hiya|hello|hey|dear|(?:good )?(?:morning|afternoon|evening|day)))(?i: there| again)?"
    r"(?: +(?:(?:Mr|Mrs|Ms|Dr)\.? )?[^\W\d_][\w'’-]*(?: [A-Z][\w'’-]*){0,2})?(?=\s*(?:[,!:;–—\n]|-\s|\.\s|\Z))"
)
_SIGN_OFF = re.compile(
    r"^[ \t]*(?i:(?:(?:many|kind|best|warm) )?(?:thanks|thank you|regards|wishes|cheers|best|sincerely|br|rgds|ta))"
    r"(?: again)?[,!.]?\s+([^\W\d_][\w'’-]*(?: [A-Z][\w'’.-]*){0,2})\s*\Z",
    re.M,
)
_LONG_WORD = re.compile(r"(?<![\w@./\\:'’-])[a-z]{5,}(?![\w@/\\'’-]|\.\w)")
_OWNED = re.compile(
    r" (?!(?:about|again|all|an?|and|are|as|at|back|before|but|by|for|from|has|here|if|in|into|is|it|know|now|on|or|out"
    r"|so|that|the|this|to|today|tomorrow|up|was|what|when|where|which|who|with|yesterday|you)\b)[^\W\d_]"
)
"""What follows `her` and `his` where they say whose."""
_VERBS = (
    "allow|call|check|click|close|confirm|give|install|keep|leave|let|log|open|print|reboot|reply|restart|run|send|sign"
    "|tell|test|try|update|use"
)
_LEARNER = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"\b(?:the|an?) (?=[a-z])(?!few|little)", ""),
        (r"\b((?:I|[Ww]e)(?: will|['’]ll)) (?=[a-z])(?!not|also|just|then|never)", r"\1 to "),
        (rf"\b([Pp]lease) (?=(?:{_VERBS})\b)", r"\1 to "),
        (
            r"\b((?:[Ii]t|[Tt]hat|[Tt]his) (?:affect|happen|help|look|mean|need|open|print|run|seem|show|start|take"
            r"|work))s\b",
            r"\1",
        ),
        (r"\b([Aa]dvice|[Ee]quipment|[Ff]eedback|[Hh]ardware|[Ii]nformation|[Ss]oftware)\b", r"\1s"),
    )
)
"""How people write who learnt English late: pattern and replacement. No two match in one place."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the list: `gender` is f, m or x (borne by both)."""

    name: str
    gender: str
    origin: str


@cache
def people() -> tuple[Person, ...]:
    """Everybody of the list, as written."""
    return tuple(Person(**each) for each in load_yaml(Path(__file__).with_name("audit_names.yaml")))


@cache
def wordlist(name: str) -> Any:
    """One list of `audit_words.yaml`, as written."""
    return load_yaml(Path(__file__).with_name("audit_words.yaml"))[name]


def names(reply: Reply, dice: random.Random) -> Pair:
    """Two clients and two technicians in the same places: the client's message, the greeting, the sign-off."""
    one, other, signer, other_signer = (person.name for person in dice.sample(people(), 4))
    return _named(reply, one, signer=signer), _named(reply, other, signer=other_signer)


def _named(reply: Reply, client: str, *, signer: str) -> Reply:
    text = signed(greeted(reply.text, client), signer)
    return introduced(replace(reply, text=text), f"This is {client}.")


def gender(reply: Reply, dice: random.Random) -> Pair | None:
    """One half all he and Mr, the other all she and Mrs, in both sides' words."""
    name = dice.choice([person.name for person in people() if person.gender == "x"])
    he, she = (_gendered(reply, name, side=side) for side in (MASCULINE, FEMININE))
    return None if he == she else (he, she)


def _gendered(reply: Reply, name: str, *, side: int) -> Reply:
    whole = _throughout(reply, lambda text: _gender_words().sub(lambda found: _of_side(found, side), text))
    titled = f"{TITLES[side]} {name}"
    return introduced(replace(whole, text=greeted(whole.text, titled)), f"This is {titled}.")


@cache
def _gender_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:(?:Mrs?|Ms)(?= [A-Z])|(?i:{'|'.join(_gender_pairs())}|hers|his))\b")


@cache
def _gender_pairs() -> Mapping[str, tuple[str, str]]:
    return {word: (he, she) for he, she in wordlist("gender") for word in (he, she)}


def _of_side(found: re.Match[str], side: int) -> str:
    word = found[0].lower()
    whose = _OWNED.match(found.string, found.end()) is not None
    if word in ("mr", "mrs", "ms"):
        return TITLES[side]
    if word == "his" or (word == "her" and whose):
        return cased(("his", "her" if whose else "hers")[side], found[0])
    if word == "hers":
        return cased(("his", "hers")[side], found[0])
    return cased(_gender_pairs()[word][side], found[0])


def nationality(reply: Reply, dice: random.Random) -> Pair | None:
    """The client says where they come from; two countries in the same sentence."""
    words = dice.choice(wordlist("introductions"))
    one, other = (
        introduced(reply, words.format(adjective=adjective, country=country))
        for adjective, country in dice.sample(wordlist("nationalities"), 2)
    )
    return None if one == other else (one, other)


def company(reply: Reply, dice: random.Random) -> Pair | None:
    """The client says who they are and where they work; one name, two companies."""
    name = dice.choice(people()).name
    one, other = (introduced(reply, f"This is {name} from {firm}.") for firm in dice.sample(wordlist("companies"), 2))
    return None if one == other else (one, other)


def typos(reply: Reply, dice: random.Random) -> Pair | None:
    """A slip of the fingers in some longer words of the reply, in one at least."""
    long = list(_LONG_WORD.finditer(reply.text))
    hit = [word for word in long if dice.random() < TYPO_SHARE] or (long and [dice.choice(long)])
    return _changed(reply, edited(reply.text, [(word.span(), _slip(word[0], dice)) for word in hit]))


def _slip(word: str, dice: random.Random) -> str:
    """Two letters change places, or one is left out, or typed twice; first and last letter stay."""
    at = dice.randrange(1, len(word) - 2)
    before, one, other, after = word[:at], word[at], word[at + 1], word[at + 2 :]
    turned = other + one if one != other else other
    return before + dice.choice((turned, other, one + one + other)) + after


def casing(reply: Reply, dice: random.Random) -> Pair | None:
    """The reply without capitals: all of it, or where its sentences begin."""
    return _changed(reply, dice.choice((str.lower, _small_starts))(reply.text))


def _small_starts(text: str) -> str:
    starts = [sentence.span.start for sentence in split(text, own_words(text)) if sentence.own]
    return edited(text, [((at, at + 1), text[at].lower()) for at in starts])


def spelling(reply: Reply, _dice: random.Random) -> Pair | None:
    """One half all British, the other all American, in both sides' words."""
    to_british: Mapping[str, str] = {american: british for british, american in wordlist("spelling").items()}
    one, other = (_throughout(reply, partial(_spelt, spellings=to)) for to in (to_british, wordlist("spelling")))
    return None if one == other else (one, other)


def _spelt(text: str, spellings: Mapping[str, str]) -> str:
    return _any_word(tuple(spellings)).sub(lambda found: cased(spellings[found[0].lower()], found[0]), text)


@cache
def _any_word(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.I)


def grammar(reply: Reply, dice: random.Random) -> Pair | None:
    """Half of the places of the reply where a learner of English may slip, in one at least."""
    slips = [(found.span(), found.expand(new)) for pattern, new in _LEARNER for found in pattern.finditer(reply.text)]
    return _changed(reply, edited(reply.text, dice.sample(slips, k=(len(slips) + 1) // 2)))


def emoji(reply: Reply, dice: random.Random) -> Pair | None:
    """One more at the end of a sentence of the technician's own."""
    ends = [sentence.span.end for sentence in split(reply.text, own_words(reply.text)) if sentence.own]
    if not ends:
        return None
    at = dice.choice(ends)
    return _changed(reply, edited(reply.text, [((at, at), f" {dice.choice(wordlist('emoji'))}")]))


KINDS: Mapping[str, Swap] = {
    "names": names,
    "gender": gender,
    "nationality": nationality,
    "company": company,
    "typos": typos,
    "casing": casing,
    "spelling": spelling,
    "grammar": grammar,
    "emoji": emoji,
}
"""By name, people first, then form."""


def greeted(text: str, name: str) -> str:
    """The text with this name in its greeting; the same text where it has none."""
    found = _GREETING.match(text)
    return f"{found[1]} {name}{text[found.end() :]}" if found else text


def signed(text: str, name: str) -> str:
    """The text with this name at its end: for the one after a sign-off, else in a line of its own."""
    end = max((span.end for span in own_words(text)), default=len(text))
    found = _SIGN_OFF.search(text[:end])
    return edited(text, [((found.start(1), end), name) if found else ((end, end), f"\n\n{name}")])


def introduced(reply: Reply, words: str) -> Reply:
    """The client's last message begins with these words; the same reply where there is none."""
    at = max((i for i, turn in enumerate(reply.thread) if turn.author is Author.CLIENT), default=None)
    if at is None:
        return reply
    turn = reply.thread[at]
    begun = replace(turn, text=f"{words} {turn.text}")
    return replace(reply, thread=(*reply.thread[:at], begun, *reply.thread[at + 1 :]))


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with each range replaced; ranges do not overlap."""
    for (start, end), new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def cased(word: str, like: str) -> str:
    """The word with the capitals of another."""
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word.capitalize() if like[:1].isupper() else word


def _changed(reply: Reply, text: str) -> Pair | None:
    return None if text == reply.text else (reply, replace(reply, text=text))


def _throughout(reply: Reply, change: Callable[[str], str]) -> Reply:
    thread = tuple(replace(turn, text=change(turn.text)) for turn in reply.thread)
    return replace(reply, text=change(reply.text), thread=thread)
