"""A mistake in a standard names file, place, value and remedy."""

from pathlib import Path

import pytest

from coach.errors import StandardError
from coach.standard.loading import LARGEST, SHIPPED, load_standard, read_standard

SOURCE = SHIPPED.read_text(encoding="utf-8")

MISTAKES = [
    ("move_present: [deflect]", "move_present: [deflects]", "deflects", "use acknowledge_impact"),
    ("move_absent: [timeline]", "moves_absent: [timeline]", "moves_absent", "use move_present"),
    ("fact_is: {closes: true}", "fact_is: {closes: 1}", "1 is neither true nor false", "use true or false"),
    ("fact_is: {closes: true}", "fact_is: {close: true}", "unknown key 'close'", "closes"),
    ("need_is: [feeling, chase]", "need_is: question mark", "question mark", "use problem"),
    ("verdict: impact_first", "verdict: first", "'first'", "use impact_first"),
    ("threshold: 0.76", "threshold: 55", "55 is out of range", "0 to 1"),
    ("counts: {ownership: 3, ", "counts: {owner: 3, ", "unknown key 'owner'", "ownership"),
    ("version: \"3\"", "version: 3", "3 is no text", "quotes"),
    ("version: \"3\"", "version: \"3", "expected <block end>", "mend the YAML"),
    ("first_reply: true", "first_reply: perhaps", "'perhaps'", "true or false"),
    ("scores: {strong: 1, partial: 0.5,", "scores: {strong: 1,", "'partial' is missing", "add partial"),
    ("lists: [jargon]", "lists: [slang]", "no word list 'slang'", "use jargon"),
    ("name: only_done", "name: stays_open", "'stays_open' stands twice", "own name"),
    ("bands: {exemplary: 0.9,", "bands: {exemplary: 2,", "2 is out of range", "0 to 1"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "problem", "remedy"), MISTAKES, ids=[m[1] for m in MISTAKES])
def test_a_mistake_is_named(before: str, after: str, problem: str, remedy: str) -> None:
    assert before in SOURCE
    with pytest.raises(StandardError) as caught:
        read_standard(SOURCE.replace(before, after, 1).encode(), "ours.yaml")
    assert caught.value.where.startswith("ours.yaml")
    assert problem in caught.value.problem
    assert remedy in caught.value.remedy


@pytest.mark.parametrize(
    "raw",
    [b"", b"- 1", b"\xff\xfe", b"name: [", b"a: &a [*a]", b"name: x\nname: y", b"x" * (LARGEST + 1), b"[" * 50_000],
)
def test_no_bytes_crash_the_reader(raw: bytes) -> None:
    with pytest.raises(StandardError):
        read_standard(raw, "odd.yaml")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StandardError, match=r"gone\.yaml"):
        load_standard(tmp_path / "gone.yaml")


def test_a_copy_is_the_same_standard_and_a_change_is_another(tmp_path: Path) -> None:
    copy = tmp_path / "ours.yaml"
    copy.write_text(SOURCE, encoding="utf-8")
    assert load_standard(copy).hash == load_standard().hash
    copy.write_text(SOURCE.replace("weak: 0.9", "weak: 0.8"), encoding="utf-8")
    assert load_standard(copy).hash != load_standard().hash


def test_every_band_has_a_name() -> None:
    standard = load_standard()
    assert [standard.band(s) for s in (1, 0.9, 0.89, 0.5, 0.1, 0)] == [
        "exemplary", "exemplary", "meets the standard", "needs work", "falls short", "falls short"
    ]  # fmt: skip
