"""Reviews made by hand, for what is shown of a review and not how it is made."""

from collections.abc import Sequence
from dataclasses import fields

from coach.types.reading import Acts, Answer, Facts, Move, Need, NextStep, Reading, TaggedSentence, Tone
from coach.types.review import Finding, Provenance, Review, Score, Verdict
from coach.types.text import Sentence, Span
from coach.types.ticket import Reply

MADE_BY = Provenance("house", "2", "f00d", "rules", "1")


def facts() -> Facts:
    choices = {"next_step": NextStep.WRITER, "acts": Acts.NONE, "tone": Tone.NEUTRAL}
    return Facts(**{field.name: Answer(choices.get(field.name, False)) for field in fields(Facts)})  # type: ignore[arg-type]


def review(
    said: Sequence[tuple[str, tuple[Move, ...]]],
    *,
    verdicts: Sequence[Verdict] = (),
    findings: Sequence[Finding] = (),
    unsure: tuple[str, ...] = (),
    overall: float | None = 0.5,
) -> Review:
    """A review of sentences with their moves, one space apart; `boilerplate` makes a sentence not the technician's."""
    text = " ".join(sentence for sentence, _ in said)
    tagged = tuple(_tagged(text, said))
    score = Score({v.field: v for v in verdicts}, tuple(findings), {}, overall, unsure)
    reading = Reading(Reply(text), tagged, Answer(Need.PROBLEM), facts())
    return Review(text, "hash", MADE_BY, tuple(t.sentence for t in tagged), reading, score)


def _tagged(text: str, said: Sequence[tuple[str, tuple[Move, ...]]]) -> Sequence[TaggedSentence]:
    tagged, at = [], 0
    for sentence, moves in said:
        start = text.index(sentence, at)
        at = start + len(sentence)
        own = Move.BOILERPLATE not in moves
        tagged.append(TaggedSentence(Sentence(Span(start, at), own), moves, dict.fromkeys(moves, 0.9)))
    return tagged


def span_in(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))
