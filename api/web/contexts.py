"""What each page is given: everything a template prints, and nothing that it would have to work out."""

from dataclasses import dataclass

from coach.errors import CoachError
from coach.services import wording
from coach.services.wording import Family
from coach.standard.schema import Standard
from coach.types.reading import Move, Reading
from coach.types.review import Finding, Review, Score, Verdict
from coach.types.text import Span


@dataclass(frozen=True, slots=True)
class Tag:
    """One move of a sentence: its words, and the family that colours them."""

    label: str
    family: Family


@dataclass(frozen=True, slots=True)
class Line:
    """One of the technician's own sentences, with its moves; the first tags weigh most."""

    text: str
    family: Family
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One verdict in words. `state` is `attention`, `fine` or `aside`; `quotes` are the words it rests on."""

    title: str
    value: str
    state: str
    reason: str
    quotes: tuple[str, ...]
    unsure: bool


@dataclass(frozen=True, slots=True)
class Advice:
    """A finding in words."""

    title: str
    reason: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A review as the page shows it. `unscored` is a sentence; where it is set, all else but `left_out` is empty."""

    unscored: str
    lines: tuple[Line, ...]
    left_out: tuple[str, ...]
    core: tuple[Card, ...]
    aside: tuple[Card, ...]
    advice: tuple[Advice, ...]
    overall: str
    made_by: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no review, and what to do."""

    sentences: str

    @classmethod
    def of(cls, error: CoachError) -> "Problem":
        parts = (error.problem, error.remedy)
        return cls(" ".join(f"{part[0].upper()}{part[1:]}." for part in parts if part))


@dataclass(frozen=True, slots=True)
class ScorePage:
    """The one page: what was typed, and the review of it or the problem with it, once there is one."""

    client: str = ""
    reply: str = ""
    review: ReviewView | None = None
    problem: Problem | None = None


def review_view(review: Review, standard: Standard) -> ReviewView:
    reading, score = review.reading, review.score
    return ReviewView(
        unscored=wording.unscored_reason(review.unscored) if review.unscored else "",
        lines=_lines(reading) if reading else (),
        left_out=tuple(s.span.of(review.text) for s in review.sentences if not s.own),
        core=_cards(score, wording.CORE, text=review.text) if score else (),
        aside=_cards(score, wording.ASIDE, text=review.text) if score else (),
        advice=tuple(_advice(finding, review.text) for finding in score.findings if finding.weight) if score else (),
        overall=wording.overall(score, standard) if score else "",
        made_by=f"{review.made_by.standard} {review.made_by.standard_version}, "
        f"{review.made_by.model} {review.made_by.model_version}",
    )


def _lines(reading: Reading) -> tuple[Line, ...]:
    text = reading.reply.text
    return tuple(
        Line(each.span.of(text), wording.family(each.moves), tuple(_tag(move) for move in each.moves))
        for each in reading.own
    )


def _tag(move: Move) -> Tag:
    words = wording.MOVES[move]
    return Tag(words.label, words.family)


def _cards(score: Score, fields: tuple[str, ...], *, text: str) -> tuple[Card, ...]:
    wanting = {finding.code for finding in score.findings if finding.weight}
    verdicts = (score.verdicts[field] for field in fields if field in score.verdicts)
    return tuple(
        Card(
            title=wording.field_name(verdict.field),
            value=wording.value_name(verdict.field, verdict.value),
            state=_state(verdict, wanting),
            reason=verdict.reason,
            quotes=_quotes(verdict.evidence, text, unless_in=verdict.reason),
            unsure=verdict.field in score.unsure,
        )
        for verdict in verdicts
    )


def _state(verdict: Verdict, wanting: set[str]) -> str:
    """By whether there is a finding `<field>_<value>`."""
    if verdict.value == "not_applicable":
        return "aside"
    return "attention" if f"{verdict.field}_{verdict.value}" in wanting else "fine"


def _advice(finding: Finding, text: str) -> Advice:
    quotes = _quotes(finding.evidence, text, unless_in=finding.reason)
    return Advice(wording.field_name(finding.dimension), finding.reason, quotes)


def _quotes(evidence: tuple[Span, ...], text: str, *, unless_in: str) -> tuple[str, ...]:
    """The words at the spans, without those that the reason quotes already (it may cut them short)."""
    words = (span.of(text) for span in evidence)
    return tuple(each for each in words if each and " ".join(each.split())[:60] not in unless_in)
