"""The examination of `training_data/challenge`: pairs that differ in one thing, and replies plainly one way."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coach.engine import Engine
from coach.services.wording import CORE
from coach.training.labelled import ChallengeReply
from coach.types.review import Review

BEST = {"ownership": "strong", "acknowledgment": "impact_first", "closure": "complete"}
WORST = {"ownership": "weak", "acknowledgment": "missing", "closure": "missing", "tone": "cold", "language": "jargon"}


@dataclass(frozen=True, slots=True)
class Passed:
    """How many of one kind are right: pairs with both halves, single replies, or stuffed ones that fooled nobody."""

    kind: str
    right: int
    of: int

    @property
    def share(self) -> float:
        return self.right / self.of if self.of else 1.0


def examine(engine: Engine, asked: Sequence[ChallengeReply]) -> list[Passed]:
    """Right: every verdict that the half or reply was written for is the labelled one.

    A stuffed reply is right unless all its core verdicts that apply are the best; a known-bad one is counted a second
    time as `known_bad_seen`, right where any of its bad verdicts is found.
    """
    reviews = list(engine.review_many(one.heard for one in asked))
    halves: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for one, review in zip(asked, reviews, strict=True):
        halves[one.kind, one.pair or one.id].append(_right(one, review))
        if one.kind == "known_bad":
            halves["known_bad_seen", one.id].append(_seen(one, review))
    of = Counter(kind for kind, _ in halves)
    right = Counter(kind for (kind, _), found in halves.items() if all(found))
    return [Passed(kind, right[kind], count) for kind, count in sorted(of.items())]


def _verdicts(review: Review) -> Mapping[str, str]:
    return {name: verdict.value for name, verdict in review.score.verdicts.items()} if review.score else {}


def _right(one: ChallengeReply, review: Review) -> bool:
    said = _verdicts(review)
    if one.kind == "stuffed":
        applying = [field for field in CORE if said.get(field) != "not_applicable"]
        return not applying or any(said.get(field) != BEST[field] for field in applying)
    return all(said.get(field) == getattr(one, field) for field in one.meant)


def _seen(one: ChallengeReply, review: Review) -> bool:
    said = _verdicts(review)
    return any(said.get(field) == WORST[field] for field in one.meant if getattr(one, field) == WORST.get(field))


def table(found: Iterable[Passed]) -> str:
    """One line a kind."""
    return "\n".join(f"{each.kind:18} {each.right:4} of {each.of:4}  {each.share:.0%}" for each in found)
