"""`make measure`: figures from labelled replies, no word of them, and the README's table made from the figures."""

import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from coach.engine import Engine
from coach.errors import InputError
from coach.services.lines import VERDICTS
from coach.settings import Settings
from coach.setup import build_engine
from coach.training import measure as module
from coach.training.labelled import REPLIES, read_labelled
from coach.training.marks import place
from coach.training.measure import MARK, Measured, measure, table

ROOT = Path(__file__).parents[2]
BEGIN, END = f"<!-- {MARK} -->", f"<!-- /{MARK} -->"
NOW = datetime(2026, 3, 9, 23, 30, tzinfo=UTC)
WORDS = "Zanzibar quokka"
GOLD: list[dict[str, Any]] = [
    {
        "id": "1",
        "context": f"Customer: The {WORDS} printer is down.",
        "reply": f"I'm resetting the {WORDS} printer now.",
        "ownership": "strong",
        "acknowledgment": "missing",
        "closure": "not_applicable",
        "scenario": "intake",
        "tone": "neutral",
        "language": "plain",
        "source": "mine",
        "sentences": [{"start": 0, "end": 46, "moves": ["own"]}],
    },
    {
        "id": "2",
        "context": f"Customer: The {WORDS} is down.",
        "reply": "I'll look into it.",
        "ownership": "weak",
        "acknowledgment": "missing",
        "closure": "not_applicable",
        "scenario": "intake",
        "tone": "neutral",
        "language": "plain",
        "source": "yours",
        "sentences": [{"start": 0, "end": 18, "moves": ["hedge"]}],
    },
    {
        "id": "3",
        "context": "Customer: It is down.\nAgent: Please try again.\nCustomer: Thanks, it works now!",
        "reply": "Resolved.",
        "ownership": "not_applicable",
        "acknowledgment": "not_applicable",
        "closure": "partial",
        "scenario": "closure",
        "tone": "neutral",
        "language": "plain",
        "source": "yours",
        "sentences": [{"start": 0, "end": 9, "moves": ["resolved"]}],
    },
]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return build_engine(Settings(standard=None, model="rules"))


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "ours.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in GOLD) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def measured(gold: Path, engine: Engine) -> Measured:
    return measure(gold, engine, now=NOW)


def test_it_says_what_was_measured_with_what_on_what(measured: Measured, engine: Engine) -> None:
    made = engine.made_by
    assert (measured["reader"], measured["reader_version"]) == (made.model, made.model_version)
    assert measured["standard_hash"] == made.standard_hash
    assert measured["date"] == "2026-03-09"
    assert (measured["gold"]["file"], measured["gold"]["replies"]) == ("ours.jsonl", 3)
    assert re.fullmatch(r"[0-9a-f]{64}", measured["gold"]["sha256"])


def test_the_figures_of_three_replies_that_are_right(measured: Measured) -> None:
    assert list(measured["verdicts"]) == list(VERDICTS)
    assert {v["kappa"] for v in measured["verdicts"].values()} == {1.0}
    assert measured["core_kappa"] == measured["moves_micro_f1"] == 1.0
    assert measured["moves"]["own"] == {"f1": 1.0, "sentences": 1}
    assert set(measured["flagged"]) == {"mine", "yours", "in all"}


def test_no_word_of_the_replies_is_written_down(measured: Measured) -> None:
    written = json.dumps(measured)
    for line in GOLD:
        for words in (line["reply"], line["context"], WORDS, *WORDS.split()):
            assert words not in written


def test_the_same_file_gives_the_same_figures(gold: Path, engine: Engine, measured: Measured) -> None:
    assert measure(gold, engine, now=NOW) == measured


@pytest.mark.parametrize("change", [{"ownership": "great"}, {"reply": None}, {"sentences": [{"start": 0, "end": 999}]}])
def test_a_bad_label_is_refused(gold: Path, engine: Engine, change: dict[str, Any]) -> None:
    gold.write_text(json.dumps(GOLD[0] | change), encoding="utf-8")
    with pytest.raises(InputError):
        measure(gold, engine, now=NOW)


def test_core_fields_that_nobody_labelled_still_make_a_table(gold: Path, engine: Engine) -> None:
    lines = [{k: v for k, v in line.items() if k != "closure"} for line in GOLD]
    gold.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    found = measure(gold, engine, now=NOW)
    assert found["core_kappa"] is None
    assert "ownership" in table(found)


def test_the_table_stands_between_its_marks(measured: Measured) -> None:
    readme = f"# Coach\n\n{BEGIN}\nold\n{END}\n\nMore.\n"
    placed = place(table(measured), readme, MARK)
    assert placed == f"# Coach\n\n{BEGIN}\n{table(measured)}{END}\n\nMore.\n"
    assert place(table(measured), placed, MARK) == placed
    assert "| ownership | 1.000 |" in placed


def test_the_command_writes_the_figures_and_the_table(
    gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "README.md").write_text(f"# Coach\n{BEGIN}\n{END}\n", encoding="utf-8")
    (tmp_path / "training_data").symlink_to(ROOT / "training_data")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["measure", str(gold)])
    module.main()
    written = json.loads((tmp_path / "models" / "reader" / "2" / "measured.json").read_text(encoding="utf-8"))
    assert table(written) in (tmp_path / "README.md").read_text(encoding="utf-8")
    assert table(written) in capsys.readouterr().out


def test_a_reply_that_stands_in_the_training_data_is_named(gold: Path, tmp_path: Path, engine: Engine) -> None:
    ours = next(one for one in read_labelled(ROOT / REPLIES) if len(one.reply.split()) > 40)
    line = GOLD[0] | {"id": "known", "reply": ours.reply.upper(), "sentences": []}
    (tmp_path / "copied.jsonl").write_text("".join(json.dumps(each) + "\n" for each in [*GOLD, line]), encoding="utf-8")
    assert measure(tmp_path / "copied.jsonl", engine, now=NOW)["also_in_training_data"] == ["known"]


def test_the_readme_shows_what_was_measured() -> None:
    shown = json.loads((ROOT / "models" / "reader" / "2" / "measured.json").read_text(encoding="utf-8"))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    between = readme.partition(f"{BEGIN}\n")[2].partition(END)[0]
    assert between == table(shown)
