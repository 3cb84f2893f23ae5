"""Which findings become flags: heavy enough, allowed, the heaviest first, no more than asked for."""

import pytest

from coach.coaching.flags import raise_flags
from coach.types.review import Finding, Flag
from coach.types.text import Span


def _finding(code: str, weight: float, confidence: float = 1.0) -> Finding:
    return Finding(code, "ownership", "weak", f"Because of {code}.", (Span(0, 4),), weight, confidence)


FINDINGS = (_finding("a", 0.9, 0.5), _finding("b", 0.6), _finding("d", 0.8), _finding("c", 0.8), _finding("e", 0.0))


@pytest.mark.parametrize(
    ("threshold", "at_most", "codes"),
    [
        (0.55, 1, ["c"]),
        (0.55, 9, ["c", "d", "b"]),
        (0.6, 9, ["c", "d", "b"]),
        (0.61, 9, ["c", "d"]),
        (0.45, 9, ["c", "d", "b", "a"]),
        (0.0, 9, ["c", "d", "b", "a"]),
        (0.9, 9, []),
        (0.0, 0, []),
    ],
)
def test_weight_times_confidence_from_the_threshold(threshold: float, at_most: int, codes: list[str]) -> None:
    for findings in (FINDINGS, FINDINGS[::-1]):
        raised = raise_flags(findings, threshold=threshold, at_most=at_most, allowed=lambda _: True)
        assert [flag.code for flag in raised] == codes


def test_what_is_not_allowed_leaves_room_for_the_next() -> None:
    raised = raise_flags(FINDINGS, threshold=0.5, at_most=1, allowed=lambda finding: finding.code not in "cd")
    assert raised == (Flag("b", "ownership", 0.6, "Because of b.", (Span(0, 4),)),)


def test_nothing_found_nothing_raised() -> None:
    assert raise_flags([], threshold=0.0, at_most=1, allowed=lambda _: True) == ()
