"""What stands around the teaching: words, slips, calibration, the examination, the gates."""

import random
from pathlib import Path

import numpy as np
import pytest

from coach.engine import Engine
from coach.moves.heads import CHOICES, MOVES, YES_NO
from coach.moves.rules import RulesTagger
from coach.standard.loading import load_standard
from coach.training.calibrate import calibration
from coach.training.challenge import Passed, examine, table
from coach.training.gates import gates, worse
from coach.training.labelled import CHALLENGE, LabelledReply, read_challenge
from coach.training.noise import noised
from coach.training.words import known_words, terms
from tests.training.test_labelled import line

ROOT = Path(__file__).parents[2]
DICE = np.random.default_rng(5)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(RulesTagger(), load_standard())


def test_names_are_no_known_words() -> None:
    said = {"reply": "The tray sticks, Zeb. Zeb's quokka is here, ask Zeb.", "sentences": [], "thread": []}
    said["sentences"] = [{"start": 0, "end": 21, "moves": ["fix"]}]
    known = set(known_words([LabelledReply.model_validate(line(**said))]))
    assert {"tray", "sticks", "quokka", "outlook", "monday"} <= known
    assert not known & {"zeb", "zeb's"}
    assert terms() <= known


def test_slips_are_the_same_for_the_same_dice_and_leave_most_words() -> None:
    text = "We have replaced the cable behind the printer this morning, and it prints again. " * 20
    first, second = (noised(text, random.Random(3)) for _ in range(2))
    assert first == second != text
    kept = sum(a == b for a, b in zip(first.lower().split(), text.lower().split(), strict=False))
    assert kept > 0.5 * len(text.split())


@pytest.mark.parametrize("text", ["", "a", "ok", "The", "…", "thanks"])
def test_little_is_never_made_nothing(text: str) -> None:
    for seed in range(50):
        assert bool(noised(text, random.Random(seed))) is bool(text)


def test_overconfident_answers_are_brought_down() -> None:
    truth = (DICE.random((4000, 1)) < 0.5).astype(float)
    raw = 6.0 * np.where(DICE.random((4000, 1)) < 0.8, 2 * truth - 1, 1 - 2 * truth)  # right in 80%, sure of 99.8%
    moves, yes_no = np.repeat(raw, len(MOVES), 1), np.repeat(raw, len(YES_NO), 1)
    choices = {name: (np.hstack([-raw] + [raw] * (len(known) - 1)), 1 - truth[:, 0]) for name, known in CHOICES.items()}
    choices = {name: (rows[:, :2], right) for name, (rows, right) in choices.items()}
    found = calibration((moves, np.repeat(truth, len(MOVES), 1)), (yes_no, np.repeat(truth, len(YES_NO), 1)), choices)
    slope = found.moves["own"]
    likely = 1 / (1 + np.exp(-(slope.scale * raw[:, 0] + slope.shift)))
    assert likely.max() == pytest.approx(0.8, abs=0.03)
    assert all(sharpness < 0.2 for sharpness in found.choices.values())


def test_too_few_examples_leave_the_models_own_answer() -> None:
    raw, truth = np.ones((30, len(MOVES))), np.zeros((30, len(MOVES)))
    choices = {name: (np.zeros((30, len(known))), np.zeros(30)) for name, known in CHOICES.items()}
    found = calibration((raw, truth), (raw[:, : len(YES_NO)], truth[:, : len(YES_NO)]), choices)
    assert {(slope.scale, slope.shift) for slope in found.moves.values()} == {(1.0, 0.0)}


def test_the_examination_counts_pairs_whole_and_singles(engine: Engine) -> None:
    asked = list(read_challenge(ROOT / CHALLENGE))
    found = {each.kind: each for each in examine(engine, asked)}
    assert {kind: each.of for kind, each in found.items()} == {
        "order": 100, "late_missing": 60, "complete_partial": 60, "real_stock": 60, "own_hedge": 60,
        "negated_quoted": 40, "condescension": 40, "known_bad": 50, "known_bad_seen": 50,
        "known_good": 50, "stuffed": 50,
    }  # fmt: skip
    assert 0 < found["order"].right < 100
    assert found["known_bad_seen"].right >= found["known_bad"].right
    assert table([Passed("order", 3, 4)]) == "order                 3 of    4  75%"


def test_a_gate_that_falls_is_named(engine: Engine) -> None:
    held_back = {"desks": [LabelledReply.model_validate(line())]}
    now = gates(engine, held_back, [])
    assert "desks: ownership kappa" in now
    assert worse(now, now) == []
    (fell,) = worse({"a": 0.9, "b": 0.5}, {"a": 0.88, "b": 0.495})
    assert fell == "a: 0.900 → 0.880"
