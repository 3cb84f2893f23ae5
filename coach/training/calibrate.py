"""Raw answers to probabilities that mean what they say, fitted on writers held back from teaching."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from sklearn.linear_model import LogisticRegression

from coach.moves.artefact import Calibration, Slope
from coach.moves.heads import CHOICES, MOVES, YES_NO

Numbers = NDArray[np.float64]
FEWEST = 20
"""Examples of yes, and of no, below which a question keeps the model's own probabilities."""
FLATTEST = 0.05
"""A scale below this answers alike whatever the model says."""
BARS = tuple(hundredth / 100 for hundredth in range(15, 66))
RARE = frozenset({"client_upset", "impact_stated", "jargon"})
"""Facts that are seldom so and asked for their own sake, as moves are: found by F1. Others go by what is likelier."""
NEUTRAL = Calibration(
    moves={name: Slope() for name in MOVES},
    yes_no={name: Slope() for name in YES_NO},
    choices=dict.fromkeys(CHOICES, 1.0),
)


def calibration(
    moves: tuple[Numbers, Numbers], yes_no: tuple[Numbers, Numbers], choices: Mapping[str, tuple[Numbers, Numbers]]
) -> Calibration:
    """From raw answers and truth, a row an example: (n, MOVES), (n, YES_NO); by question (n, answers), (n,)."""
    return Calibration(
        moves=_slopes(MOVES, *moves, rare=frozenset(MOVES)),
        yes_no=_slopes(YES_NO, *yes_no, rare=RARE),
        choices={name: _sharpness(raw, truth.astype(int)) for name, (raw, truth) in choices.items()},
    )


def _slopes(names: Sequence[str], raw: Numbers, truth: Numbers, *, rare: frozenset[str]) -> dict[str, Slope]:
    return {name: _slope(raw[:, i], truth[:, i], rare=name in rare) for i, name in enumerate(names)}


def _slope(raw: Numbers, truth: Numbers, *, rare: bool) -> Slope:
    if min(truth.sum(), (1 - truth).sum()) < FEWEST:
        return Slope()
    fitted = LogisticRegression(C=10.0).fit(raw.reshape(-1, 1), truth.astype(int))
    scale, shift = round(float(fitted.coef_[0, 0]), 4), round(float(fitted.intercept_[0]), 4)
    if scale < FLATTEST:
        return Slope()
    bar = _bar(1 / (1 + np.exp(-(raw * scale + shift))), truth > 0.5) if rare else 0.5
    return Slope(scale=scale, shift=shift, bar=bar)


def _bar(likely: Numbers, truth: NDArray[np.bool_]) -> float:
    """From where yes has the best F1; the mean of the bars that come within a hundredth of it, for one is luck."""
    scores = {bar: _f1(likely >= bar, truth) for bar in BARS}
    good = [bar for bar, score in scores.items() if score >= max(scores.values()) - 0.01]
    return round(sum(good) / len(good), 3)


def _f1(said: NDArray[np.bool_], truth: NDArray[np.bool_]) -> float:
    return 2 * float((said & truth).sum()) / float(said.sum() + truth.sum())


def _sharpness(raw: Numbers, truth: NDArray[np.int_]) -> float:
    def loss(sharpness: float) -> float:
        z = raw * sharpness
        top = z.max(axis=1, keepdims=True)
        sums = np.log(np.exp(z - top).sum(axis=1)) + top[:, 0]
        return float((sums - z[np.arange(len(truth)), truth]).mean())

    return round(float(minimize_scalar(loss, bounds=(0.1, 5.0), method="bounded").x), 4)
