"""The labelled data: its form, its checker, its splits, its near-duplicates."""

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from coach.errors import InputError
from coach.training import check
from coach.training.check import own_texts
from coach.training.duplicates import near_duplicates, runs
from coach.training.labelled import (
    CHALLENGE,
    REPLIES,
    ChallengeReply,
    LabelledReply,
    read_challenge,
    read_labelled,
    schema,
)
from coach.training.marks import place
from coach.training.splits import Split, split_of
from coach.types.ticket import Author, Turn

ROOT = Path(__file__).parents[2]
Line = dict[str, Any]
REPLY = "Sorry about that, Zeb. The quokka tray was full, I've emptied it."


def line(**changes: Any) -> Line:
    """A line whose labels agree with each other."""
    whole: Line = {
        "id": "x-001", "source": "synthetic", "real": False, "writer": "x", "desk": "d-x", "channel": "email",
        "country": "GB", "ticket": "1", "position": "first", "thread": [{"author": "client", "text": "Won't print"}],
        "reply": REPLY, "sentences": [{"start": 0, "end": 22, "moves": ["apology"]},
                                      {"start": 23, "end": 65, "moves": ["fix"]}],
        "ownership": "strong", "acknowledgment": "issue_first", "closure": "missing", "scenario": "closure",
        "tone": "neutral", "language": "plain", "need": "problem",
        "facts": {"to_own": True, "next_step": "settled", "acts": "firm", "closes": True, "outcome": True,
                  "settles": True, "confirmed": False, "waits": False, "hands_over": False, "unprompted": False,
                  "client_upset": False, "impact_stated": False},
    }  # fmt: skip
    facts = whole["facts"] | changes.pop("facts", {})
    return whole | changes | {"facts": facts}


@pytest.fixture(scope="module")
def data() -> list[LabelledReply]:
    return list(read_labelled(ROOT / REPLIES))


def test_the_set_is_what_its_datasheet_says(data: list[LabelledReply]) -> None:
    assert [f"{fault.where}: {fault.what}" for fault in check.faults(data)] == []


def test_the_schema_on_disk_is_the_one_in_use_and_holds_for_every_line() -> None:
    stored = json.loads((ROOT / "training_data/schema.json").read_text())
    assert stored == schema()
    validator = jsonschema.Draft202012Validator(stored)
    for path in [*(ROOT / REPLIES).glob("*.jsonl"), *(ROOT / CHALLENGE).glob("*.jsonl")]:
        for text in path.read_text(encoding="utf-8").splitlines()[:5]:
            assert not list(validator.iter_errors(json.loads(text))), path


def test_a_line_becomes_a_reply_in_its_thread() -> None:
    one = LabelledReply.model_validate(line())
    assert one.heard.text == REPLY
    assert one.heard.thread == (Turn(Author.CLIENT, "Won't print"),)
    assert not list(check.faults_of(one))


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"closure": "not_applicable"}, "closure verdict"),
        ({"scenario": "working"}, "another scenario"),
        ({"facts": {"to_own": False}}, "ownership verdict"),
        ({"acknowledgment": "not_applicable"}, "nothing to acknowledge"),
        ({"acknowledgment": "missing"}, "it stands there"),
        ({"acknowledgment": "late"}, "order"),
        ({"acknowledgment": "impact_first"}, "order"),
        ({"closure": "complete"}, "complete"),
        ({"facts": {"hands_over": True}}, "handover"),
        ({"sentences": [{"start": 0, "end": 22, "moves": ["apology"]}]}, "in no sentence"),
        ({"sentences": [{"start": 0, "end": 65, "moves": ["apology", "other"]}]}, "stands alone"),
    ],
)
def test_labels_that_cannot_all_be_true_are_named(changes: Line, what: str) -> None:
    found = [fault.what for fault in check.faults_of(LabelledReply.model_validate(line(**changes)))]
    assert any(what in fault for fault in found), found


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda o: o.pop("need"), "need"),
        (lambda o: o.update(tone="friendly"), "tone"),
        (lambda o: o.update(extra=1), "extra"),
        (lambda o: o["sentences"].reverse(), "line 1"),
        (lambda o: o["sentences"][1].update(end=66), "line 1"),
        (lambda o: o["sentences"][0].update(moves=[]), "sentences.0.moves"),
        (lambda o: o["thread"].append({"author": "manager", "text": "?"}), "thread.1.author"),
        (lambda o: o["facts"].update(closes="maybe"), "facts.closes"),
    ],
)
def test_a_broken_line_is_refused_by_place(tmp_path: Path, change: Callable[[Line], object], where: str) -> None:
    broken = line()
    change(broken)
    (tmp_path / "x.jsonl").write_text(json.dumps(broken) + "\n")
    with pytest.raises(InputError, match=where.replace(".", r"\.")):
        list(read_labelled(tmp_path))


def test_too_few_of_a_kind_and_an_id_twice_are_named() -> None:
    one = LabelledReply.model_validate(line())
    found = {fault.where: fault.what for fault in check.faults([one, one])}
    assert "stands twice" in found["x-001"] or "nearly the same" in found["x-001"]
    assert "counts" in found


def test_the_checker_fails_loudly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.jsonl").write_text(json.dumps(line()) + "\n")
    (tmp_path / "README.md").write_text("as it was")
    assert check.main(tmp_path, tmp_path / "README.md") == 1
    out = capsys.readouterr()
    assert "replies 1 · sentences 2" in out.out
    assert "replies: 1 of 4000" in out.err
    assert (tmp_path / "README.md").read_text() == "as it was"


def test_the_datasheet_counts_what_is_there(data: list[LabelledReply]) -> None:
    datasheet = (ROOT / check.DATASHEET).read_text(encoding="utf-8")
    assert place(check.table(data), datasheet, check.MARK) == datasheet


def test_a_desk_never_changes_its_split(data: list[LabelledReply]) -> None:
    known = {"d-lawnmarket": Split.TRAIN}
    assert {desk: split_of(desk) for desk in known} == known
    writers: dict[str, set[Split]] = {}
    for one in data:
        writers.setdefault(one.writer, set()).add(split_of(one.desk))
    assert all(len(splits) == 1 for splits in writers.values())
    assert min(sum(split_of(one.desk) is split for one in data) for split in Split) > 950


def test_near_duplicates_are_found_and_others_are_not() -> None:
    said = "The spooler had stopped on the print server and I have started it again, please send your page once more"
    texts = {"a": said, "b": said.upper().replace(" please", ", kindly"), "c": "Done, thanks", "d": "Done, thanks"}
    other = "Your new laptop is on the van and Maud brings it on Friday before ten, she needs a signature from you"
    assert [(one, two) for one, two, _ in near_duplicates(texts | {"e": other})] == [("a", "b")]
    assert [(one, two) for one, two, _ in near_duplicates({"e": other}, {"x": f"Hello. {other}"})] == [("e", "x")]


def test_runs_of_words() -> None:
    assert runs("One, two THREE four five six") == {"one two three four five", "two three four five six"}
    assert runs("...") == frozenset()


def test_the_challenge_is_whole() -> None:
    least = {
        "order": 100, "late_missing": 60, "complete_partial": 60, "real_stock": 60, "own_hedge": 60,
        "negated_quoted": 40, "condescension": 40, "known_bad": 50, "known_good": 50, "stuffed": 50,
    }  # fmt: skip
    examination = list(read_challenge(ROOT / CHALLENGE))
    halves: dict[str, list[ChallengeReply]] = {}
    for one in examination:
        halves.setdefault(one.pair or one.id, []).append(one)
    kinds = Counter(both[0].kind for both in halves.values())
    assert all(kinds[kind] >= wanted for kind, wanted in least.items()), kinds
    for both in halves.values():
        assert len(both) == (2 if both[0].pair else 1)
        assert len({(one.kind, one.thread) for one in both}) == 1
    for a, b in (both for both in halves.values() if both[0].kind == "order"):
        assert sorted(re.findall(r"\w+", a.reply.lower())) == sorted(re.findall(r"\w+", b.reply.lower()))
    plain = [one for one in examination if one.kind != "stuffed"]  # which may acknowledge another client's matter
    assert [fault for one in plain for fault in check.faults_of(one)] == []


def test_the_two_halves_of_a_pair_are_labelled_apart() -> None:
    field = {
        "order": "acknowledgment", "late_missing": "acknowledgment", "real_stock": "acknowledgment",
        "complete_partial": "closure", "own_hedge": "ownership", "condescension": "tone",
    }  # fmt: skip
    halves: dict[str, list[ChallengeReply]] = {}
    for one in read_challenge(ROOT / CHALLENGE):
        if one.pair:
            halves.setdefault(one.pair, []).append(one)
    for name, (a, b) in halves.items():
        fields = [field[a.kind]] if a.kind in field else list(a.meant)
        assert any(getattr(a, each) != getattr(b, each) for each in fields), name


def test_nobody_of_the_challenge_writes_in_the_set(data: list[LabelledReply]) -> None:
    examination = own_texts(list(read_challenge(ROOT / CHALLENGE)))
    assert list(near_duplicates(own_texts(data), examination)) == []
