"""Two readings compared: what they agree on is counted, and what is kept agrees with the datasheet."""

from pathlib import Path

import pytest

from coach.training.agreement import agreed, moves_f1, pairs, stored, table
from coach.training.labelled import REPLIES, LabelledReply, Labels, read_labelled
from coach.training.variety import overlaps, variety
from tests.training.test_labelled import line

ROOT = Path(__file__).parents[2]


def _labels(name: str, **changes: object) -> Labels:
    return LabelledReply.model_validate(line(id=name, **changes))


def test_kappa_counts_what_differs_and_f1_the_moves() -> None:
    first = [_labels(f"x-{i}", ownership="strong" if i % 2 else "weak") for i in range(20)]
    second = [_labels(f"x-{i}", ownership="strong" if i % 2 or not i else "weak") for i in range(20)]
    found = {each.name: each for each in agreed(pairs(first, second))}
    assert found["ownership"].kappa == pytest.approx(0.9)
    assert found["ownership"].low <= 0.9 <= found["ownership"].high
    assert found["closes"].kappa == 1
    assert moves_f1(pairs(first, second))["micro"] == 1


def test_moves_that_only_one_reader_saw_cost_f1() -> None:
    twice = [{"start": 0, "end": 22, "moves": ["apology", "courtesy"]}, {"start": 23, "end": 65, "moves": ["fix"]}]
    f1 = moves_f1(pairs([_labels("x-1")], [_labels("x-1", sentences=twice)]))
    assert f1 == {"micro": pytest.approx(0.8), "apology": 1, "fix": 1, "courtesy": 0}


def test_only_replies_read_twice_are_compared_and_other_sentences_are_refused() -> None:
    assert pairs([_labels("x-1"), _labels("x-2")], [_labels("x-2"), _labels("x-3")]) == [(_labels("x-2"),) * 2]
    whole = [{"start": 0, "end": 65, "moves": ["apology", "fix"]}]
    with pytest.raises(ValueError, match="x-1"):
        pairs([_labels("x-1")], [_labels("x-1", sentences=whole)])


def test_a_tenth_was_read_twice_and_the_datasheet_says_what_came_of_it() -> None:
    both, data = stored(ROOT / "training_data/readings"), list(read_labelled(ROOT / REPLIES))
    assert len(both) >= 0.1 * len(data)
    assert {one.id for one, _ in both} <= {one.id for one in data}
    assert table(both) in (ROOT / "training_data/README.md").read_text(encoding="utf-8")
    found = {each.name: each.kappa for each in agreed(both)}
    assert min(found[field] for field in ("ownership", "acknowledgment", "closure")) >= 0.85


def test_variety_counts_openings_words_and_shared_runs() -> None:
    assert variety(["One two three four five six", "one two three, four five", "Short"]) == {
        "replies": 3, "words a reply": 4.0, "distinct openings": 0.5, "type-token ratio": round(7 / 12, 3),
    }  # fmt: skip
    said = "the spooler on the print server had stopped and I started it"
    texts = {"a": said, "b": f"Hello. {said}", "c": "the spooler was fine and nothing at all had stopped there today"}
    data = [
        LabelledReply.model_validate(
            line(id=f"x-{w}", writer=w, reply=text, sentences=[{"start": 0, "end": len(text), "moves": ["fix"]}])
        )
        for w, text in texts.items()
    ]
    assert sorted(overlaps(data)) == [0, 0, 5]
