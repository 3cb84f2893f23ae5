"""Agreement of the engine with labelled replies: kappa and its interval a field, F1 a move. Pure arithmetic."""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coach.errors import InputError
from coach.services.lines import VERDICTS as FIELDS
from coach.services.lines import read_line
from coach.services.wording import CORE
from coach.standard.schema import VERDICTS
from coach.types.reading import Move
from coach.types.review import Review
from coach.types.text import Span
from coach.types.ticket import Reply

RARE = 15
"""A move that fewer sentences are labelled with is left out of the average over moves."""
ROUNDS = 400
SEED = 7

Pair = tuple[str, str | None]
"""What a person said and what the engine said."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What a person, or the engine, says of one reply. A field that a person left out is not compared."""

    verdicts: Mapping[str, str]
    sentences: tuple[tuple[Span, frozenset[str]], ...]
    unsure: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """`low` to `high` holds kappa at 95%, by resampling the replies. `sure_*` are over what the engine is sure of.

    `recall`: by label that a person used, the share of those replies that the engine gives it to.
    """

    field: str
    replies: int
    kappa: float
    low: float
    high: float
    macro_f1: float
    accuracy: float
    sure_share: float
    sure_kappa: float
    recall: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class MoveAgreement:
    """`support`: how many labelled sentences bear the move."""

    move: str
    f1: float
    precision: float
    recall: float
    support: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """Fields in RUBRIC order, moves by falling support. `core_kappa` is None where a core field is unlabelled."""

    replies: int
    fields: tuple[FieldAgreement, ...]
    moves: tuple[MoveAgreement, ...]
    moves_micro_f1: float
    moves_macro_f1: float
    core_kappa: float | None


def read_labels(line: Any) -> tuple[str, Reply, Labels]:
    """One labelled reply: an input line of `coach score --jsonl` with verdicts and sentences. Raises InputError."""
    if not isinstance(line, dict):
        raise InputError("no JSON object", where="line", remedy='write {"id": …, "reply": …, "ownership": …}')
    known = {name: line[name] for name in ("id", "context", "reply", "position", "format") if name in line}
    name, reply = read_line(known)
    verdicts = {field: _verdict(line[field], field) for field in FIELDS if line.get(field) is not None}
    return name, reply, Labels(verdicts, _sentences(line.get("sentences", []), len(reply.text)))


def _verdict(value: Any, field: str) -> str:
    if value not in VERDICTS[field]:
        raise InputError(f"unknown verdict {value!r}", where=field, remedy=f"use {', '.join(VERDICTS[field])}")
    return str(value)


def _sentences(raw: Any, length: int) -> tuple[tuple[Span, frozenset[str]], ...]:
    try:
        found = tuple((Span(int(s["start"]), int(s["end"])), frozenset(Move(m).value for m in s["moves"])) for s in raw)
    except (TypeError, KeyError, ValueError) as problem:
        raise InputError(f"{problem}", where="sentences", remedy='write {"start", "end", "moves"}') from None
    if any(not 0 <= span.start <= span.end <= length for span, _ in found):
        raise InputError("an offset outside the reply", where="sentences", remedy="count characters of `reply`")
    return found


def labels_of(review: Review) -> Labels:
    """What the engine says, in the same form; an unscored reply has no verdicts, which counts as wrong."""
    if review.reading is None or review.score is None:
        return Labels({}, ())
    return Labels(
        verdicts={field: review.score.verdicts[field].value for field in FIELDS},
        sentences=tuple((s.span, frozenset(s.moves)) for s in review.reading.sentences),
        unsure=frozenset(review.score.unsure),
    )


def agreement(compared: Sequence[tuple[Labels, Labels]]) -> Agreement:
    """Over pairs of a person's and the engine's labels, one a reply."""
    fields = tuple(each for field in FIELDS if (each := _field(field, compared)) is not None)
    kappas = {each.field: each.kappa for each in fields}
    counts = _hit, said_of, true_of = _count_moves(compared)
    moves = tuple(_move(move, *counts) for move in sorted(said_of | true_of, key=lambda move: (-true_of[move], move)))
    common = [move.f1 for move in moves if move.support >= RARE]
    hit, said, true = (sum(counter.values()) for counter in counts)
    return Agreement(
        replies=len(compared),
        fields=fields,
        moves=moves,
        moves_micro_f1=2 * hit / max(1, said + true),
        moves_macro_f1=sum(common) / max(1, len(common)),
        core_kappa=sum(kappas[field] for field in CORE) / len(CORE) if set(CORE) <= set(kappas) else None,
    )


def _field(field: str, compared: Sequence[tuple[Labels, Labels]]) -> FieldAgreement | None:
    labelled = [(person, engine) for person, engine in compared if field in person.verdicts]
    if not labelled:
        return None
    pairs: list[Pair] = [(person.verdicts[field], engine.verdicts.get(field)) for person, engine in labelled]
    sure = [pair for pair, (_, engine) in zip(pairs, labelled, strict=True) if field not in engine.unsure]
    low, high = interval(pairs, kappa)
    return FieldAgreement(
        field=field,
        replies=len(pairs),
        kappa=kappa(pairs),
        low=low,
        high=high,
        macro_f1=macro_f1(pairs),
        accuracy=sum(a == b for a, b in pairs) / len(pairs),
        sure_share=len(sure) / len(pairs),
        sure_kappa=kappa(sure),
        recall=recall(pairs),
    )


def kappa(pairs: Sequence[Pair]) -> float:
    """Cohen's kappa; not a number for no pairs, 1 where both sides only ever say one and the same thing."""
    n = len(pairs)
    if not n:
        return float("nan")
    agree = sum(a == b for a, b in pairs) / n
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(count * right[label] for label, count in left.items()) / n / n
    return 1.0 if chance == 1 else (agree - chance) / (1 - chance)


def macro_f1(pairs: Sequence[Pair]) -> float:
    """The mean of F1 over the labels that a person used."""
    hit = Counter(a for a, b in pairs if a == b)
    true, said = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    scores = [2 * hit[label] / (said[label] + true[label]) for label in true]
    return sum(scores) / len(scores)


def recall(pairs: Sequence[Pair]) -> dict[str, float]:
    """Of each label that a person used, the share that the engine found."""
    hit, true = Counter(a for a, b in pairs if a == b), Counter(a for a, _ in pairs)
    return {label: hit[label] / true[label] for label in sorted(true)}


def interval(pairs: Sequence[Pair], measure: Callable[[Sequence[Pair]], float]) -> tuple[float, float]:
    """The 95% interval of a measure by resampling with a fixed seed: the same pairs give the same interval."""
    dice = random.Random(SEED)
    values = sorted(measure(dice.choices(pairs, k=len(pairs))) for _ in range(ROUNDS))
    return values[int(0.025 * ROUNDS)], values[int(0.975 * ROUNDS)]


Counts = tuple[Counter[str], Counter[str], Counter[str]]
"""By move: sentences where both say it, where the engine says it, where the person says it."""


def _count_moves(compared: Iterable[tuple[Labels, Labels]]) -> Counts:
    hit, said, true = Counter[str](), Counter[str](), Counter[str]()
    for person, engine in compared:
        for span, wanted in person.sentences:
            got = moves_at(span, engine.sentences)
            hit.update(wanted & got)
            said.update(got)
            true.update(wanted)
    return hit, said, true


def moves_at(span: Span, sentences: Iterable[tuple[Span, frozenset[str]]]) -> frozenset[str]:
    """The moves of every sentence that covers half of the span, or half of which the span covers."""
    found: frozenset[str] = frozenset()
    for other, moves in sentences:
        shared = min(span.end, other.end) - max(span.start, other.start)
        if shared > 0 and 2 * shared >= min(len(span), len(other)):
            found |= moves
    return found


def _move(move: str, hit: Counter[str], said: Counter[str], true: Counter[str]) -> MoveAgreement:
    right = hit[move]
    return MoveAgreement(
        move=move,
        f1=2 * right / (said[move] + true[move]),
        precision=right / said[move] if said[move] else 0.0,
        recall=right / true[move] if true[move] else 0.0,
        support=true[move],
    )
