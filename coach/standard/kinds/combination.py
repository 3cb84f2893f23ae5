"""`any_of` and `none_of`: conditions joined. A clause's own list already means all of."""

from collections.abc import Callable, Mapping, Sequence

from coach.standard.outcome import Judged, Outcome
from coach.types.reading import Reading

_Check = Callable[[Reading, Judged], Outcome]


def all_of(checks: Sequence[_Check]) -> _Check:
    """Holds where every check does, with the evidence of all."""

    def check(reading: Reading, judged: Judged) -> Outcome:
        outcomes = [c(reading, judged) for c in checks]
        evidence = sorted({span for outcome in outcomes for span in outcome.evidence})
        return Outcome(min((o.probability for o in outcomes), default=1.0), tuple(evidence))

    return check


def any_of(checks: Sequence[_Check]) -> _Check:
    """Holds where one check does; the evidence is that of the checks that hold."""

    def check(reading: Reading, judged: Judged) -> Outcome:
        outcomes = [c(reading, judged) for c in checks]
        evidence = sorted({span for outcome in outcomes if outcome.holds for span in outcome.evidence})
        return Outcome(max((o.probability for o in outcomes), default=0.0), tuple(evidence))

    return check


def none_of(checks: Sequence[_Check]) -> _Check:
    """Holds where no check does; what is absent has no evidence."""
    some = any_of(checks)
    return lambda reading, judged: Outcome(1.0 - some(reading, judged).probability)


COMBINATIONS: Mapping[str, Callable[[Sequence[_Check]], _Check]] = {"any_of": any_of, "none_of": none_of}
