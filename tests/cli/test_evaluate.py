"""`coach evaluate`, and the arithmetic below it."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from coach.services.evaluating import Labels, agreement, interval, kappa, macro_f1, moves_at, read_labels
from coach.types.text import Span
from tests.cli.conftest import Coach

REPLY = "I'm on it. Hopefully it works."


def gold(**changes: Any) -> dict[str, Any]:
    sentences = [{"start": 0, "end": 10, "moves": ["own"]}, {"start": 11, "end": 30, "moves": ["hedge"]}]
    return {"id": "1", "reply": REPLY, "ownership": "partial", "sentences": sentences, "source": "mine"} | changes


def said(**verdicts: str) -> Labels:
    return Labels(verdicts, ())


def test_kappa_by_hand() -> None:
    """20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: observed 0.7, by chance 0.5, so 0.4."""
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    assert kappa([("a", "a")] * 5) == 1
    assert kappa([("a", "b"), ("b", "a")]) == -1
    assert math.isnan(kappa([]))


def test_macro_f1_is_over_what_a_person_used() -> None:
    """Of a: two thirds; of b: none; c is only ever the engine's."""
    assert macro_f1([("a", "a"), ("a", "c"), ("b", "c")]) == pytest.approx(1 / 3)


def test_the_interval_is_the_same_each_time_and_holds_the_value() -> None:
    pairs = [("a", "a"), ("b", "b"), ("a", "b"), ("b", "b"), ("a", "a")] * 10
    low, high = interval(pairs, kappa)
    assert (low, high) == interval(pairs, kappa)
    assert low < kappa(pairs) < high


def test_moves_are_taken_from_sentences_that_share_half() -> None:
    sentences = ((Span(0, 10), frozenset({"own"})), (Span(10, 40), frozenset({"fix"})))
    assert moves_at(Span(0, 8), sentences) == {"own"}
    assert moves_at(Span(5, 15), sentences) == {"own", "fix"}
    assert moves_at(Span(8, 40), sentences) == {"fix"}
    assert moves_at(Span(50, 60), sentences) == frozenset()


def test_agreement_counts_what_is_labelled_and_takes_silence_for_wrong() -> None:
    found = agreement(
        [
            (
                said(ownership="weak", tone="warm"),
                Labels({"ownership": "weak", "tone": "cold"}, (), frozenset({"tone"})),
            ),
            (said(ownership="strong"), said(ownership="strong")),
            (said(ownership="strong"), Labels({}, ())),
        ]
    )
    ownership, tone = found.fields
    assert (ownership.field, ownership.replies) == ("ownership", 3)
    assert ownership.accuracy == pytest.approx(2 / 3)
    assert (tone.replies, tone.sure_share) == (1, 0)
    assert math.isnan(tone.sure_kappa)
    assert found.core_kappa is None


def test_moves_are_scored_sentence_by_sentence() -> None:
    spans = (Span(0, 10), Span(10, 20), Span(20, 30))
    person = Labels({}, tuple(zip(spans, map(frozenset, ({"own"}, {"own"}, {"fix"})), strict=True)))
    engine = Labels({}, tuple(zip(spans, map(frozenset, ({"own"}, {"fix"}, {"fix", "ask"})), strict=True)))
    found = agreement([(person, engine)])
    by_move = {move.move: [move.f1, move.precision, move.recall, move.support] for move in found.moves}
    assert by_move["own"] == pytest.approx([2 / 3, 1, 0.5, 2])
    assert by_move["fix"] == pytest.approx([2 / 3, 0.5, 1, 1])
    assert by_move["ask"] == [0, 0, 0, 0]
    assert found.moves_micro_f1 == pytest.approx(4 / 7)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"ownership": "great"}, "ownership"),
        ({"sentences": [{"start": 0, "end": 99, "moves": []}]}, "sentences"),
        ({"sentences": [{"start": 0, "end": 5, "moves": ["dance"]}]}, "sentences"),
        ({"sentences": 7}, "sentences"),
        ({"reply": None}, "reply"),
    ],
)
def test_a_wrong_label_is_refused_with_its_line_and_place(coach: Coach, change: dict[str, Any], where: str) -> None:
    Path("gold.jsonl").write_text(json.dumps(gold()) + "\n" + json.dumps(gold(id="2", **change)) + "\n")
    refused = coach("evaluate", "gold.jsonl")
    assert refused.exit_code == 2
    assert refused.stderr.startswith(f"coach: gold.jsonl line 2, {where}: ")


@pytest.mark.parametrize(("text", "problem"), [("", "no labelled replies"), ("{", "line 1"), (None, "No such file")])
def test_a_file_without_labelled_replies_is_refused(coach: Coach, text: str | None, problem: str) -> None:
    if text is not None:
        Path("gold.jsonl").write_text(text)
    refused = coach("evaluate", "gold.jsonl")
    assert refused.exit_code == 2
    assert problem in refused.stderr


def test_an_id_stands_once(coach: Coach) -> None:
    Path("gold.jsonl").write_text(2 * (json.dumps(gold()) + "\n"))
    assert "'1' stands twice" in coach("evaluate", "gold.jsonl").stderr


def test_labels_are_read_beside_fields_of_ones_own() -> None:
    name, reply, labels = read_labels(gold(note="mine"))
    assert (name, reply.text, labels.verdicts) == ("1", REPLY, {"ownership": "partial"})
    assert labels.sentences[0] == (Span(0, 10), frozenset({"own"}))


def test_the_table_names_every_field_and_move(coach: Coach) -> None:
    Path("gold.jsonl").write_text("\n".join(json.dumps(gold(id=str(i))) for i in range(3)))
    shown = coach("evaluate", "gold.jsonl")
    assert shown.exit_code == 0
    for expected in ("ownership", "kappa", "95%", "hedge", "3 replies"):
        assert expected in shown.stdout
    assert "core kappa" not in shown.stdout
