"""From phrases heard in a sentence to its moves: what phrases alone cannot say."""

import re
from collections.abc import Mapping

from coach.moves.entries import word_classes
from coach.types.reading import Move
from coach.types.text import Sentence

_BARE_WORD = re.compile(r"(?:https?://\S+|www\.\S+|[@#]\S+|\W*[\w.-]*\d[\w.:/#-]*\W*|\W+)$")
_LOG = re.compile(r"^(?:\d{4}-\d\d-\d\d[T ]|\[?\d\d:\d\d:\d\d|[A-Z]:\\|\\\\|[A-Z_]{3,}=|\w+Exception\b|0x[0-9A-F]{4,})")
_NAME = re.compile(r"[-–~,/*^]*\s*[A-Z][\w'’.-]*(?:\s+[A-Z][\w'’.-]*){0,2}[.!,]?$")
_INITIALS = re.compile(r"(?:[-–~*^/]\s?[A-Za-z]{1,12}|[A-Z]{2})$")
_GREETING = re.compile(
    r"(?:@\S+\s+)*(?:(?:hi|hello|hey|hiya|dear|greetings|g'?day|howdy|namaste|welcome)\b"
    r"|good (?:morning|afternoon|evening|day)\b"
    r"|(?:morning|afternoon|evening)\b(?=[ ,!]*(?:[A-Z]|all\b|both\b|$)))",
    re.IGNORECASE,
)
_VOCATIVE = re.compile(r"[^,:;.!?\n–—-]{0,40}(?:[,:;.!?\n–—-]+\s*|$)")
_HANDLES = re.compile(r"(?:@[\w-]+[\s,:]+)+")
MOVES = frozenset(Move)
SURE, LIKELY, GUESS = 0.9, 0.8, 0.6
LONGEST_WORD = 60
LONGEST_NAME = 40
FEWEST_WORDS = 3
"""A greeting with fewer words behind it does nothing else."""


def settle(sentence: Sentence, text: str, found: Mapping[str, float], *, last: bool) -> dict[Move, float]:
    """The probability of every move of one sentence, never empty. `last`: no own sentence follows."""
    if not sentence.own:
        return {Move.BOILERPLATE: SURE}
    words = sentence.span.of(text)
    moves = _joined({Move(name): sure for name, sure in found.items() if name in MOVES})
    greeted, rest = _greeting(words)
    if greeted:
        moves[Move.COURTESY] = SURE
    only_greeted = greeted and set(moves) == {Move.COURTESY}
    if not moves or (only_greeted and len(rest.split()) >= FEWEST_WORDS):
        moves |= _unheard(rest, last=last)
    return moves


def _greeting(words: str) -> tuple[bool, str]:
    """Whether the sentence begins with a greeting, and what stands behind greeting, handles and the name."""
    greeting = _GREETING.match(words)
    if greeting:
        vocative = _VOCATIVE.match(words, greeting.end())
        return True, words[vocative.end() if vocative else greeting.end() :]
    handles = _HANDLES.match(words)
    return False, words[handles.end() :] if handles else words


def _unheard(words: str, *, last: bool) -> dict[Move, float]:
    """What a sentence is in which no phrase was heard."""
    if _bare(words) or _LOG.match(words):
        return {Move.OTHER: SURE}
    if "?" in words[-4:]:
        return {Move.ASK: 0.7}
    if _signed(words, last=last):
        return {Move.COURTESY: LIKELY}
    return {Move.FIX: GUESS}


def _signed(words: str, *, last: bool) -> bool:
    """True for a name or initials at the end, and for a name that a comma turns into an address."""
    if len(words) > LONGEST_NAME or set(word_classes().get(words.strip(" .!,").lower(), ())) - {"name"}:
        return False
    return bool(_INITIALS.match(words) or (_NAME.match(words) and (last or words.endswith(","))))


def _bare(words: str) -> bool:
    """True where every word is a link, a handle, a number or a mark."""
    return all(len(word) > LONGEST_WORD or _BARE_WORD.match(word) for word in words.split())


_YIELDS = (
    (Move.STATUS, (Move.OWN, Move.HEDGE)),
    (Move.HANDOFF, (Move.DEFLECT,)),
    (Move.RESOLVED, (Move.VERIFY,)),
    (Move.OWN, (Move.RESOLVED,)),
)
"""The first says less than any of the others, where both are heard in one sentence."""


def _joined(moves: dict[Move, float]) -> dict[Move, float]:
    """Moves heard in one sentence that exclude or imply each other."""
    moves = {m: p for m, p in moves.items() if m is not Move.OTHER or len(moves) == 1}
    for lesser, greater in _YIELDS:
        if lesser in moves and any(moves.get(m, 0.0) >= 0.5 for m in greater):
            moves[lesser] = 0.4
    if Move.VERIFY in moves and Move.ASK in moves:
        weaker = Move.ASK if moves[Move.VERIFY] >= moves[Move.ASK] else Move.VERIFY
        moves[weaker] = 0.4
    if Move.FOLLOW_UP in moves and Move.TIMELINE in moves:
        moves.setdefault(Move.OWN, GUESS)
    return moves
