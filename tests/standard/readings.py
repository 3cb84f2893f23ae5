"""Readings spelled out by hand, for tests of rules."""

from dataclasses import replace

from coach.types.reading import Acts, Answer, Facts, Move, Need, NextStep, Reading, TaggedSentence, Tone
from coach.types.text import Sentence, Span
from coach.types.ticket import Author, Reply, Turn

NOTHING = Facts(
    to_own=Answer(True),
    acts=Answer(Acts.NONE),
    waits=Answer(False),
    hands_over=Answer(False),
    unprompted=Answer(False),
    jargon=Answer(False),
    closes=Answer(False),
    outcome=Answer(False),
    settles=Answer(False),
    confirmed=Answer(False),
    next_step=Answer(NextStep.NOBODY),
    client_upset=Answer(False),
    impact_stated=Answer(False),
    tone=Answer(Tone.NEUTRAL),
)


def reading(
    *sentences: tuple[str, str], need: str = "problem", first: bool = True, sure: float = 0.9, **facts: object
) -> Reading:
    """A reading of sentences given as (text, space-separated moves)."""
    text = " ".join(words for words, _ in sentences)
    tagged, at = [], 0
    for words, names in sentences:
        moves = tuple(sorted((Move(n) for n in names.split()), key=list(Move).index))
        own = Move.BOILERPLATE not in moves
        span = Span(at, at + len(words))
        tagged.append(TaggedSentence(Sentence(span, own), moves, dict.fromkeys(moves, sure)))
        at += len(words) + 1
    thread = (Turn(Author.CLIENT, "It is broken."),) if first else (Turn(Author.TECHNICIAN, "Hello."),)
    answers = {name: Answer(value, sure) for name, value in facts.items()}
    return Reading(Reply(text, thread), tuple(tagged), Answer(Need(need), sure), replace(NOTHING, **answers))  # type: ignore[arg-type]
