"""The demo desk that ships loads whole, once, and says where it is broken."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from coach.errors import InputError
from coach.services.demo import load_demo
from coach.services.records import ADMIN, DemoCounts
from coach.services.technicians import technician_summary
from coach.storage.database import Sessions
from tests.desk import NOW

SHIPPED = Path(__file__).parents[2] / "training_data" / "demo"


def load(sessions: Sessions, folder: Path) -> DemoCounts:
    with sessions.begin() as session:
        return load_demo(session, folder, now=NOW)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The shipped desk with its first two tickets."""
    folder = tmp_path / "demo"
    folder.mkdir()
    shutil.copy(SHIPPED / "desk.json", folder)
    first = min(SHIPPED.glob("tickets-*.jsonl"))
    lines = first.read_text(encoding="utf-8").splitlines()[:2]
    (folder / "tickets-a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_the_shipped_desk_is_as_large_as_promised(sqlite_sessions: Sessions) -> None:
    counts = load(sqlite_sessions, SHIPPED)
    assert (counts.technicians, counts.clients) == (23, 67)
    assert counts.tickets >= 600
    assert counts.new_replies == counts.replies > counts.tickets
    with sqlite_sessions() as session:
        for (technician,) in session.execute(text("SELECT external_id FROM technicians")).all():
            assert technician_summary(session, ADMIN, technician).replies >= 10


def test_again_is_nothing_new(sessions: Sessions, small: Path) -> None:
    first, second = load(sessions, small), load(sessions, small)
    assert first.new_replies == first.replies > 0
    assert (second.replies, second.new_replies) == (first.replies, 0)


def test_every_turn_is_kept_and_internal_words_are_not(sessions: Sessions, small: Path) -> None:
    load(sessions, small)
    turns = [
        turn
        for line in (small / "tickets-a.jsonl").read_text(encoding="utf-8").splitlines()
        for turn in json.loads(line)["turns"]
    ]
    with sessions() as session:
        stored = {
            "client": session.scalar(text("SELECT count(*) FROM messages")),
            "technician": session.scalar(text("SELECT count(*) FROM reply_versions")),
            "internal": session.scalar(text("SELECT count(*) FROM replies WHERE internal")),
        }
    assert stored == {by: sum(turn["by"] == by for turn in turns) for by in stored}


def test_people_belong_where_the_desk_says(sessions: Sessions, small: Path) -> None:
    load(sessions, small)
    query = "SELECT count(*) FROM technicians t JOIN teams ON teams.id = t.team_id WHERE t.name IS NOT NULL"
    with sessions() as session:
        assert session.scalar(text(query)) == 23
        assert session.scalar(text("SELECT count(*) FROM contacts WHERE client_id IS NULL")) == 0


BREAKS: dict[str, tuple[Callable[[Path], object], str]] = {
    "no desk": (lambda folder: (folder / "desk.json").unlink(), "desk.json"),
    "desk is no JSON": (lambda folder: (folder / "desk.json").write_text("{"), "desk.json"),
    "ticket is no JSON": (lambda folder: (folder / "tickets-b.jsonl").write_text("\n{"), "tickets-b.jsonl line 2"),
    "ticket lacks a field": (lambda folder: (folder / "tickets-b.jsonl").write_text("{}"), "tickets-b.jsonl line 1"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_folder_is_named(sqlite_sessions: Sessions, small: Path, name: str) -> None:
    wreck, where = BREAKS[name]
    wreck(small)
    with pytest.raises(InputError) as refused:
        load(sqlite_sessions, small)
    assert refused.value.where.endswith(where)
