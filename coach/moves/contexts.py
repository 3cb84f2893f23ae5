"""What surrounds a match and may silence it: negation, quotation of the client, conditions, questions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from coach.moves.tokens import Token

_NEGATIONS = frozenset(
    "not no never nobody noone none neither nor without unable cannot hardly doubt "
    "stop stops stopped quit refuse refused fail fails failed".split()
)
_CONDITIONS = frozenset(["if", "unless", "when", "whenever", "once", "whether", "until"])
_SUBJECTS = frozenset(["you", "it", "this", "that", "they", "the", "your", "any", "anything", "there"])
_FIRST_PERSON = frozenset(["i", "we", "my", "our", "me", "us", "mine", "ours", "myself", "ourselves"])
_SAID = frozenset(["said", "say", "says", "wrote", "write", "mentioned", "told", "stated", "asked"])
_CLIENT = frozenset(["you", "he", "she", "they", "client", "customer"])
_QUOTES = {'"': '"', "“": "”", "«": "»", "‘": "’"}
NAMES = frozenset({"negated", "quoted", "conditional", "question", "first_person", "first_reply", "timed"})
_TIMES = frozenset({"<clock>", "<when>", "<period>"})
_NO_MATTER = frozenset(["problem", "problems", "worries", "trouble", "probs"])
REACH = 5


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The contexts of one sentence, worked out once; `around` answers for one match."""

    tokens: Sequence[Token]
    whole: frozenset[str]
    quoted: frozenset[int] = field(default=frozenset())

    @classmethod
    def of(cls, tokens: Sequence[Token], *, first_reply: bool) -> "Surroundings":
        norms = [t.norm for t in tokens]
        whole = {"first_reply"} if first_reply else set()
        if "?" in norms[-3:]:
            whole.add("question")
        if not _FIRST_PERSON.isdisjoint(norms):
            whole.add("first_person")
        if any(not _TIMES.isdisjoint(t.symbols) for t in tokens):
            whole.add("timed")
        return cls(tokens, frozenset(whole), _quoted(norms))

    def around(self, start: int) -> frozenset[str]:
        """The names of the contexts that hold for a match from this token on."""
        clause = self._clause(start)
        before = [t.norm for t in self.tokens[clause:start]]
        denied = [w for w, after in zip(before, [*before[1:], ""], strict=False) if after not in _NO_MATTER]
        found = set(self.whole)
        if not _NEGATIONS.isdisjoint(denied[-REACH:]):
            found.add("negated")
        if start in self.quoted or _reports_the_client(before):
            found.add("quoted")
        if _conditional(before, self.tokens[start].norm):
            found.add("conditional")
        return frozenset(found)

    def _clause(self, start: int) -> int:
        for i in range(start - 1, -1, -1):
            if self.tokens[i].breaks or (self.tokens[i].norm == "but"):
                return i + 1
        return 0


def _reports_the_client(before: Sequence[str]) -> bool:
    """True after "you said", "she wrote"."""
    return any(w in _SAID and who in _CLIENT for who, w in pairwise(before))


def _conditional(before: Sequence[str], word: str) -> bool:
    if not _CONDITIONS.isdisjoint(before):
        return True
    return before[:1] == ["should"] and [*before, word][1] in _SUBJECTS


def _quoted(norms: Sequence[str]) -> frozenset[int]:
    inside, closing, opened = set(), "", 0
    for i, norm in enumerate(norms):
        if closing and norm == closing:
            inside |= set(range(opened, i))
            closing = ""
        elif not closing and norm in _QUOTES:
            closing, opened = _QUOTES[norm], i + 1
    return frozenset(inside)
