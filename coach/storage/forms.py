"""Reviews as JSON and back, without loss: what `unform` reads of what `form` wrote is equal to what was given."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from coach.types.reading import Acts, Answer, Facts, Move, Need, NextStep, Reading, TaggedSentence, Tone
from coach.types.review import Score, Verdict
from coach.types.text import Sentence, Span

Json = dict[str, Any]
NAMED: Mapping[str, Callable[[Any], Any]] = {"next_step": NextStep, "acts": Acts, "tone": Tone}
"""Facts whose value is one of a set of names; all others are true or false."""


def form_spans(spans: Iterable[Span]) -> list[Any]:
    return [[span.start, span.end] for span in spans]


def unform_spans(spans: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in spans)


def form_sentences(sentences: Iterable[Sentence], reading: Reading | None) -> list[Any]:
    """One object a sentence; moves and probabilities where there is a reading, which reads the same sentences."""
    plain = [{"start": s.span.start, "end": s.span.end, "own": s.own} for s in sentences]
    if reading is None:
        return plain
    return [{**place, **_form_moves(tagged)} for place, tagged in zip(plain, reading.sentences, strict=True)]


def unform_sentences(stored: Iterable[Json]) -> tuple[Sentence, ...]:
    return tuple(Sentence(Span(s["start"], s["end"]), s["own"]) for s in stored)


def unform_tagged(stored: Iterable[Json]) -> tuple[TaggedSentence, ...]:
    return tuple(
        TaggedSentence(
            Sentence(Span(s["start"], s["end"]), s["own"]),
            tuple(Move(move) for move in s["moves"]),
            {Move(move): likely for move, likely in s["probabilities"].items()},
        )
        for s in stored
    )


def form_reading(reading: Reading) -> Json:
    """Need and facts; the sentences stand beside them."""
    facts = {field.name: _form_answer(getattr(reading.facts, field.name)) for field in fields(Facts)}
    return {"need": _form_answer(reading.need), "facts": facts}


def unform_need(stored: Json) -> Answer[Need]:
    value, likely = stored["need"]
    return Answer(Need(value), likely)


def unform_facts(stored: Json) -> Facts:
    """What a review of an earlier version was not asked comes back as not so, undecided."""
    unasked = {"acts": ("none", 0.5)} | {field.name: (False, 0.5) for field in fields(Facts) if field.name not in NAMED}
    given = unasked | stored["facts"]
    return Facts(**{name: Answer(NAMED.get(name, bool)(value), likely) for name, (value, likely) in given.items()})


def form_score(score: Score) -> Json:
    """All but the findings, which are rows of their own, and `overall`, which is a column."""
    return {
        "verdicts": {name: _form_verdict(verdict) for name, verdict in score.verdicts.items()},
        "dimensions": dict(score.dimensions),
        "unsure": list(score.unsure),
    }


def unform_verdicts(stored: Json) -> dict[str, Verdict]:
    return {
        name: Verdict(**{**verdict, "field": name, "evidence": unform_spans(verdict["evidence"])})
        for name, verdict in stored["verdicts"].items()
    }


def _form_verdict(verdict: Verdict) -> Json:
    return {
        "value": verdict.value,
        "reason": verdict.reason,
        "evidence": form_spans(verdict.evidence),
        "confidence": verdict.confidence,
        "clause": verdict.clause,
    }


def _form_moves(tagged: TaggedSentence) -> Json:
    return {
        "moves": [move.value for move in tagged.moves],
        "probabilities": {move.value: likely for move, likely in tagged.probabilities.items()},
    }


def _form_answer(answer: Answer[Any]) -> list[Any]:
    return [answer.value, answer.probability]
