"""What moves, fields and values are called when a person reads them, on the page and in the terminal alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from coach.standard.schema import Standard
from coach.types.reading import Move
from coach.types.review import Score


class Family(StrEnum):
    """Moves that work alike for a client; one colour each. In the order in which they claim a sentence's colour."""

    WEAKENS = "weakens"
    CARES = "cares"
    OWNS = "owns"
    CLOSES = "closes"
    HELPS = "helps"
    PLAIN = "plain"
    QUOTED = "quoted"


@dataclass(frozen=True, slots=True)
class MoveWords:
    """A move's label, short enough for a tag, and its family."""

    label: str
    family: Family


MOVES: Mapping[Move, MoveWords] = {
    Move.ACKNOWLEDGE_IMPACT: MoveWords("sees the impact", Family.CARES),
    Move.ACKNOWLEDGE_ISSUE: MoveWords("shows it was read", Family.CARES),
    Move.APOLOGY: MoveWords("says sorry", Family.CARES),
    Move.OWN: MoveWords("takes it on", Family.OWNS),
    Move.HEDGE: MoveWords("hedges", Family.WEAKENS),
    Move.DEFLECT: MoveWords("pushes away", Family.WEAKENS),
    Move.FIX: MoveWords("fixes or answers", Family.HELPS),
    Move.ASK: MoveWords("asks", Family.HELPS),
    Move.TIMELINE: MoveWords("gives a time", Family.OWNS),
    Move.VAGUE_TIMELINE: MoveWords("vague time", Family.WEAKENS),
    Move.STATUS: MoveWords("tells progress", Family.HELPS),
    Move.HANDOFF: MoveWords("hands over", Family.HELPS),
    Move.RESOLVED: MoveWords("says it is done", Family.CLOSES),
    Move.VERIFY: MoveWords("checks that it works", Family.CLOSES),
    Move.FOLLOW_UP: MoveWords("will come back", Family.OWNS),
    Move.INVITE: MoveWords("leaves a way back", Family.CLOSES),
    Move.COURTESY: MoveWords("courtesy", Family.PLAIN),
    Move.BOILERPLATE: MoveWords("not own words", Family.QUOTED),
    Move.OTHER: MoveWords("other", Family.PLAIN),
}

CORE = ("ownership", "acknowledgment", "closure")
"""The three verdicts that coaching turns on, in the order in which they are shown."""

ASIDE = ("scenario", "expectations", "tone", "language")

FIELDS: Mapping[str, str] = {
    "ownership": "Ownership",
    "acknowledgment": "Acknowledgment",
    "closure": "Closing the loop",
    "scenario": "Kind of reply",
    "tone": "Tone",
    "language": "Language",
    "expectations": "Expectations",
    "plain_language": "Plain language",
}
"""A verdict's or a dimension's name, by its field."""

NOT_NEEDED: Mapping[str, str] = {
    "ownership": "Nothing to own",
    "acknowledgment": "Nothing to acknowledge",
    "closure": "Does not close the matter",
}

UNSCORED: Mapping[str, str] = {
    "no_own_words": "There are no words of the technician's own in this text.",
    "not_english": "This does not read as English, the one language that is scored so far.",
    "too_long": "This is too long to score as one reply.",
}


def field_name(field: str) -> str:
    return FIELDS.get(field, field.replace("_", " ").capitalize())


def value_name(field: str, value: str) -> str:
    """`impact_first` as `Impact first`; `not_applicable` as what there was none of."""
    if value == "not_applicable":
        return NOT_NEEDED.get(field, "Does not apply")
    return value.replace("_", " ").capitalize()


def unscored_reason(code: str) -> str:
    return UNSCORED.get(code, f"Not scored: {code.replace('_', ' ')}.")


def family(moves: tuple[Move, ...]) -> Family:
    """The family whose colour a sentence of these moves bears; no moves, plain."""
    found = {MOVES[move].family for move in moves}
    return next((each for each in Family if each in found), Family.PLAIN)


def overall(score: Score, standard: Standard) -> str:
    """The overall score from 0 to 100 with the standard's name for it; empty where nothing counts."""
    if score.overall is None:
        return ""
    return f"Overall {100 * score.overall:.0f} of 100: {standard.band(score.overall)}."
