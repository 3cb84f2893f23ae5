"""The rules tagger: moves, need and facts from the phrase tables. The floor that a trained tagger must beat."""

import re
from collections.abc import Iterable, Iterator, Sequence

from coach.moves import facts as fact_rules
from coach.moves.entries import load_entries
from coach.moves.need import read_need
from coach.moves.phrasebook import Phrasebook
from coach.moves.sentence_rules import settle
from coach.types.reading import Answer, Move, Tags, Tone
from coach.types.text import Sentence
from coach.types.ticket import Reply

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n")
MOST_CLIENT_SENTENCES = 60
PLAINLY = 0.8
MOVES = frozenset(Move)


class RulesTagger:
    """Reads replies by phrase tables. Holds no state between replies."""

    name = "rules"
    version = "1"

    def __init__(self) -> None:
        entries = [e for folder in ("moves", "marks", "tone") for e in load_entries(folder)]
        self._own = Phrasebook(entries)
        self._client = Phrasebook(load_entries("needs"))

    def tag_many(self, items: Iterable[tuple[Reply, tuple[Sentence, ...]]]) -> Iterator[Tags]:
        return (self._tag(reply, sentences) for reply, sentences in items)

    def _tag(self, reply: Reply, sentences: tuple[Sentence, ...]) -> Tags:
        moves: list[dict[Move, float]] = []
        marks: dict[str, float] = {}
        final = max((i for i, sentence in enumerate(sentences) if sentence.own), default=0)
        for i, sentence in enumerate(sentences):
            found = self._sentence(sentence.span.of(reply.text), first=reply.first) if sentence.own else {}
            marks.update({k: max(p, marks.get(k, 0.0)) for k, p in found.items() if k not in MOVES})
            moves.append(settle(sentence, reply.text, found, last=i >= final))
        return self._whole(reply, sentences, moves, marks)

    def _whole(
        self, reply: Reply, sentences: Sequence[Sentence], moves: list[dict[Move, float]], marks: dict[str, float]
    ) -> Tags:
        own = tuple(
            frozenset(m for m, p in found.items() if p >= 0.5)
            for s, found in zip(sentences, moves, strict=True)
            if s.own
        )
        said = fact_rules.Said(own, *(name in marks for name in ("done", "steps", "named", "goodbye")))
        heard = self._heard(" \n".join(turn.text for turn in reply.asked))
        need = read_need(reply, heard, said)
        tone = _tone(marks, upset="feeling" in heard)
        return Tags(tuple(moves), need, fact_rules.facts(said, need.value, heard, tone))

    def _sentence(self, text: str, *, first: bool) -> dict[str, float]:
        return self._strongest(self._own, text, first=first)

    def _heard(self, text: str) -> dict[str, float]:
        heard: dict[str, float] = {}
        for sentence in _SENTENCE_END.split(text)[:MOST_CLIENT_SENTENCES]:
            for says, sure in self._strongest(self._client, sentence, first=False).items():
                heard[says] = max(sure, heard.get(says, 0.0))
        return heard

    @staticmethod
    def _strongest(book: Phrasebook, text: str, *, first: bool) -> dict[str, float]:
        found: dict[str, float] = {}
        for hit in book.hits(book.tokens(text), first_reply=first):
            found[hit.entry.says] = max(hit.entry.sure, found.get(hit.entry.says, 0.0))
        return found


def _tone(marks: dict[str, float], *, upset: bool) -> Answer[Tone]:
    """Bureaucracy and a sharp word are cold to a client who is upset; to others only what is plainly so."""
    cold, warm = marks.get("cold", 0.0), marks.get("warm", 0.0)
    cold = cold if upset or cold >= PLAINLY else 0.0
    if cold or warm:
        return Answer(Tone.COLD, cold) if cold >= warm else Answer(Tone.WARM, warm)
    return Answer(Tone.NEUTRAL, 0.7)
