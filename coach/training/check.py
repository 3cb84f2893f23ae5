"""`python -m coach.training.check`: is the labelled data sound? Writes its datasheet's counts; fails with reasons."""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.training.duplicates import near_duplicates
from coach.training.labelled import REPLIES, LabelledReply, read_labelled
from coach.training.marks import place
from coach.training.splits import split_of
from coach.types.reading import Move, Need
from coach.types.text import Span

ALONE = frozenset({Move.BOILERPLATE, Move.OTHER})
TO_ACKNOWLEDGE = frozenset({Need.PROBLEM, Need.FEELING, Need.CHASE})
WORK = frozenset({Move.FIX, Move.ASK, Move.STATUS})
HEARD = frozenset({Move.ACKNOWLEDGE_IMPACT, Move.ACKNOWLEDGE_ISSUE, Move.APOLOGY})
LEAST = {
    "replies": 4000, "sentences": 20000, "writers": 60, "desks": 40, "countries": 8, "scenario closure": 600,
    "facts hands_over": 300, "facts waits": 300, "scenario check_in": 300, "acknowledgment late": 150,
}  # fmt: skip
DATASHEET = Path("training_data/README.md")
MARK = "counted"
TOTALS = {"writers": "writer", "desks": "desk", "countries": "country"}
FIELDS = (
    "channel", "position", "need", "ownership", "acknowledgment", "closure", "scenario", "tone", "language",
)  # fmt: skip
GROUPS = ("split", *FIELDS, "facts", "replies with", "sentences with")
MOST_IMPACT = 0.10
"""The largest share of replies in which impact is acknowledged."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one line, or with the whole."""

    where: str
    what: str


def faults_of(one: LabelledReply) -> Iterator[Fault]:
    """Labels of one reply that cannot all be true."""
    facts, own = one.facts, [frozenset(s.moves) for s in one.sentences if Move.BOILERPLATE not in s.moves]
    said = frozenset().union(*own)
    rules = {
        "closes, but no closure verdict, or the other way": facts.closes == (one.closure == "not_applicable"),
        "closes, but another scenario, or the other way": facts.closes != (one.scenario == "closure"),
        "something to own, but no ownership verdict, or the other way": facts.to_own
        == (one.ownership == "not_applicable"),
        "a need, but nothing to acknowledge": one.need in TO_ACKNOWLEDGE and one.acknowledgment == "not_applicable",
        "acknowledgment missing, but it stands there": one.acknowledgment == "missing" and bool(said & HEARD),
        "acknowledgment against the order of its sentences": not _order_holds(one.acknowledgment, own),
        "complete, but outcome, check or way back lacks": one.closure == "complete" and not _complete(one, said),
        "a handover, but nothing is handed over, or the other way": facts.hands_over != (Move.HANDOFF in said),
        "a check-in that was asked for": one.scenario == "check_in" and not facts.unprompted,
    }
    yield from (Fault(one.id, what) for what, broken in rules.items() if broken)
    for sentence in one.sentences:
        if len(sentence.moves) > 1 and ALONE & set(sentence.moves):
            yield Fault(one.id, f"a move that stands alone does not, at {sentence.start}")
    if left := _left_out(one):
        yield Fault(one.id, f"words in no sentence: {left[:40]!r}")


def _order_holds(verdict: str, own: Sequence[frozenset[Move]]) -> bool:
    work = next((i for i, moves in enumerate(own) if moves & WORK), len(own))
    heard = next((i for i, moves in enumerate(own) if moves & HEARD), None)
    impact = next((i for i, moves in enumerate(own) if Move.ACKNOWLEDGE_IMPACT in moves), None)
    match verdict:
        case "impact_first":
            return impact is not None and impact <= work
        case "issue_first":
            return heard is not None and heard <= work
        case "late":
            return heard is not None and heard >= work
    return True


def _complete(one: LabelledReply, said: frozenset[Move]) -> bool:
    checked = one.facts.confirmed or Move.VERIFY in said
    return one.facts.outcome and checked and bool(said & {Move.INVITE, Move.FOLLOW_UP})


def _left_out(one: LabelledReply) -> str:
    rest = list(one.reply)
    for s in one.sentences:
        rest[s.start : s.end] = " " * (s.end - s.start)
    return re.sub(r"\W+", " ", "".join(rest)).strip()


def counts(data: Sequence[LabelledReply]) -> Counter[str]:
    """How many there are of what, by name."""
    found = Counter(replies=len(data), sentences=sum(len(one.sentences) for one in data))
    for total, field in TOTALS.items():
        found[total] = len({getattr(one, field) for one in data})
    for one in data:
        for field in FIELDS:
            found[f"{field} {getattr(one, field)}"] += 1
        found[f"split {split_of(one.desk)}"] += 1
        for fact, value in one.facts:
            if value is not False:
                found[f"facts {fact}" if value is True else f"facts {fact} {value}"] += 1
        for move in {move for s in one.sentences for move in s.moves}:
            found[f"replies with {move}"] += 1
        for move in (move for s in one.sentences for move in s.moves):
            found[f"sentences with {move}"] += 1
    return found


def faults(data: Sequence[LabelledReply]) -> Iterator[Fault]:
    """Everything wrong with the set. Neighbours of one matter may be nearly the same: tickets 12, 12.1 and 12.2."""
    for one in data:
        yield from faults_of(one)
    found = counts(data)
    for name, least in LEAST.items():
        if found[name] < least:
            yield Fault("counts", f"{name}: {found[name]} of {least}")
    if found["replies with acknowledge_impact"] > MOST_IMPACT * len(data):
        yield Fault("counts", f"impact acknowledged in {found['replies with acknowledge_impact']} replies")
    for name, times in Counter(one.id for one in data).items():
        if times > 1:
            yield Fault(name, "an id that stands twice")
    matter = {one.id: (one.desk, one.ticket.split(".")[0]) for one in data}
    for name, other, alike in near_duplicates(own_texts(data)):
        if matter[name] != matter[other]:
            yield Fault(name, f"nearly the same as {other} ({alike:.0%} of five-word runs)")


def own_texts(data: Iterable[LabelledReply]) -> dict[str, str]:
    """The technicians' own words by id."""
    return {
        one.id: " ".join(Span(s.start, s.end).of(one.reply) for s in one.sentences if Move.BOILERPLATE not in s.moves)
        for one in data
    }


def table(data: Sequence[LabelledReply]) -> str:
    """The datasheet's counts in Markdown: a row a group."""
    found = counts(data)
    totals = " · ".join(f"{name} {found[name]:,}" for name in ("replies", "sentences", *TOTALS))
    rows = [f"| all | {totals} |"]
    for group in GROUPS:
        parts = sorted(
            (-count, name.removeprefix(f"{group} ")) for name, count in found.items() if name.startswith(f"{group} ")
        )
        rows.append(f"| {group} | {' · '.join(f'{name} {-count:,}' for count, name in parts)} |")
    return "\n".join(["| what | how many |", "|---|---|", *rows]) + "\n"


def main(folder: Path = REPLIES, datasheet: Path = DATASHEET) -> int:
    data = list(read_labelled(folder))
    wrong = list(faults(data))
    for fault in wrong:
        print(f"{fault.where}: {fault.what}", file=sys.stderr)
    print(table(data))
    if wrong:
        return 1
    datasheet.write_text(place(table(data), datasheet.read_text(encoding="utf-8"), MARK), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
