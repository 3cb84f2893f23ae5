"""The order of the steps: own words, sentences, moves, verdicts, flags. One reply is a batch of one."""

import hashlib
import json
import logging
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from coach.coaching.flags import raise_flags
from coach.errors import CoachError, ModelError, SettingsError, StandardError
from coach.moves.tagger import Tagger
from coach.standard.outcome import Judged
from coach.standard.schema import Standard
from coach.standard.score import judge
from coach.text import has_words, looks_english, own_words, split
from coach.types.reading import Move, Reading, TaggedSentence, Tags
from coach.types.review import Finding, Flag, Provenance, Review, Score
from coach.types.text import Sentence, Span
from coach.types.ticket import Reply

LONGEST_OWN_TEXT = 20_000
"""Code points of own text above which a reply is not scored."""
NAMED_FROM = 0.05
_log = logging.getLogger(__name__)


def input_hash(reply: Reply) -> str:
    """A hash over exactly what the scorer sees: the reply's text and its thread's authors, texts and order."""
    seen = [reply.text, [[turn.author.value, turn.text] for turn in reply.thread]]
    return hashlib.sha256(json.dumps(seen, ensure_ascii=True).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Engine:
    """Reviews replies by one tagger and one standard. The same reply gives the same review in any company."""

    tagger: Tagger
    standard: Standard

    @property
    def made_by(self) -> Provenance:
        s = self.standard
        return Provenance(s.name, s.version, s.hash, self.tagger.name, self.tagger.version)

    def review(self, reply: Reply) -> Review:
        return next(self.review_many([reply]))

    def review_many(self, replies: Iterable[Reply]) -> Iterator[Review]:
        """One review a reply, in order, as they come. A reply that breaks a step is unscored: `failed:<code>`.

        Raises StandardError, ModelError and SettingsError: those are no reply's fault.
        """
        for reply in replies:
            try:
                yield self._review(reply)
            except (StandardError, ModelError, SettingsError):  # no reply is to blame for these
                raise
            except Exception as error:  # one poisoned reply never blocks a batch
                _log.error("a reply could not be reviewed: %s", " ".join(_places(error)))
                yield self._unscored(reply, (), failed(error))

    def _review(self, reply: Reply) -> Review:
        own = own_words(reply.text)
        unscored = why_unscored(reply.text, own)
        if unscored:
            return self._unscored(reply, split(reply.text, own) if unscored != "too_long" else (), unscored)
        sentences = split(reply.text, own)
        heard = replace(reply, thread=tuple(replace(t, text=_own_text(t.text)) for t in reply.thread))
        (tags,) = self.tagger.tag_many([(heard, sentences)])
        reading = read(reply, sentences, tags)
        score = judge(reading, self.standard)
        return Review(
            text=reply.text,
            input_hash=input_hash(reply),
            made_by=self.made_by,
            sentences=sentences,
            reading=reading,
            score=score,
            flags=self._flags(reading, score),
        )

    def _flags(self, reading: Reading, score: Score) -> tuple[Flag, ...]:
        rule = self.standard.flags
        judged = Judged({name: (v.value, v.confidence) for name, v in score.verdicts.items()})
        unsure = {f"{name}_{score.verdicts[name].value}" for name in score.unsure}

        def allowed(finding: Finding) -> bool:
            where = rule.only_where.get(finding.code)
            return finding.code not in unsure and (where is None or where(reading, judged).holds)

        return raise_flags(score.findings, threshold=rule.threshold, at_most=rule.at_most, allowed=allowed)

    def _unscored(self, reply: Reply, sentences: tuple[Sentence, ...], reason: str) -> Review:
        return Review(reply.text, input_hash(reply), self.made_by, sentences, unscored=reason)


def why_unscored(text: str, own: tuple[Span, ...]) -> str | None:
    """`no_own_words`, `too_long`, `not_english`, or None where the reply is to be scored."""
    if sum(len(span) for span in own) > LONGEST_OWN_TEXT:
        return "too_long"
    words = "\n".join(span.of(text) for span in own)
    if not has_words(words):
        return "no_own_words"
    return None if looks_english(words) else "not_english"


def failed(error: Exception) -> str:
    """Why a reply that broke a step is unscored: `failed:` and the error's code."""
    return f"failed:{error.code if isinstance(error, CoachError) else type(error).__name__}"


def _places(error: Exception) -> Iterator[str]:
    """The error's type and where it was raised; its message may hold a client's words and is left out."""
    yield type(error).__name__
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"{Path(frame.filename).name}:{frame.lineno}"


def read(reply: Reply, sentences: tuple[Sentence, ...], tags: Tags) -> Reading:
    """The reading that the tags make: a sentence has the moves from one half up, or its likeliest."""
    tagged = tuple(_tagged(s, dict(p)) for s, p in zip(sentences, tags.moves, strict=True))
    return Reading(reply, tagged, tags.need, tags.facts)


def _tagged(sentence: Sentence, likely: dict[Move, float]) -> TaggedSentence:
    best = max(Move, key=lambda move: likely.get(move, 0.0))
    moves = tuple(m for m in Move if likely.get(m, 0.0) >= 0.5) or (best,)
    return TaggedSentence(sentence, moves, {m: likely[m] for m in Move if likely.get(m, 0.0) >= NAMED_FROM})


@lru_cache(maxsize=4096)
def _own_text(text: str) -> str:
    """A thread turn's own words: what was quoted below it was said before."""
    return "\n".join(span.of(text) for span in own_words(text)) or text
