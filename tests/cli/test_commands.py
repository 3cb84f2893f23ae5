"""The smaller commands, and what all commands share."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coach.services.access import authenticate
from coach.services.records import Role
from coach.standard.loading import SHIPPED
from coach.storage.database import close, open_database
from tests.cli.conftest import Coach


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    heavy = "{'spacy', 'sqlalchemy', 'fastapi', 'uvicorn'} & set(sys.modules)"
    code = f"import sys, coach.cli; print({heavy})"
    started = time.perf_counter()
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root())
    assert run.stdout.strip() == "set()"
    assert time.perf_counter() - started < 10


def root() -> Path:
    return Path(__file__).parents[2]


def test_a_standard_is_checked_and_shown(coach: Coach) -> None:
    checked = coach("standard", "check")
    assert (checked.exit_code, "can be used" in checked.stdout) == (0, True)
    assert coach("standard", "show").stdout == SHIPPED.read_text(encoding="utf-8")


def test_a_wrong_standard_is_refused_by_file_place_and_remedy(coach: Coach) -> None:
    source = SHIPPED.read_text(encoding="utf-8")
    Path("mine.yaml").write_text(source.replace("unsure_below: 0.5", "unsure_below: high", 1), encoding="utf-8")
    for command in (("standard", "check", "mine.yaml"), ("score", "x", "--standard", "mine.yaml")):
        refused = coach(*command)
        assert refused.exit_code == 2
        for part in ("mine.yaml", "unsure_below", "high"):
            assert part in refused.stderr


def test_a_wrong_setting_is_refused_by_name(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_PORT", "eighty")
    refused = coach("serve")
    assert refused.exit_code == 2
    assert refused.stderr.startswith("coach: COACH_PORT: ")


def test_a_new_key_stands_alone_on_standard_output_and_opens(coach: Coach) -> None:
    made = coach("key", "add", "psa", "--role", "admin")
    assert made.exit_code == 0
    (key,) = made.stdout.splitlines()
    sessions = open_database("sqlite:///coach.db")
    with sessions.begin() as session:
        assert authenticate(session, key).role is Role.ADMIN
    close(sessions)


@pytest.mark.parametrize(
    "scope",
    [
        ("technician",),
        ("lead",),
        ("manager",),
        ("technician", "--team", "desk"),
        ("lead", "--team", "desk", "--team", "night"),
        ("admin", "--technician", "sam"),
        ("emperor",),
    ],
)
@pytest.mark.parametrize("command", ["key", "user"])
def test_a_role_without_its_scope_is_refused(coach: Coach, command: str, scope: tuple[str, ...]) -> None:
    refused = coach(command, "add", "x", "--role", *scope)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr


def test_scopes_that_fit_are_taken(coach: Coach) -> None:
    for name, *scope in (
        ("a", "technician", "--technician", "sam"),
        ("b", "lead", "--team", "desk"),
        ("c", "manager", "--team", "desk", "--team", "night"),
    ):
        assert coach("key", "add", name, "--role", *scope).exit_code == 0
        assert coach("user", "add", name, "--role", *scope).exit_code == 0
    again = coach("user", "add", "a", "--role", "admin")
    assert again.exit_code == 2


def test_a_database_that_is_behind_is_refused_and_upgrade_mends_it(coach: Coach) -> None:
    Path("coach.db").touch()
    for command in (("serve",), ("key", "add", "x", "--role", "admin")):
        refused = coach(*command)
        assert refused.exit_code == 2
        assert "coach db upgrade" in refused.stderr
    assert coach("db", "upgrade").exit_code == 0
    assert coach("key", "add", "x", "--role", "admin").exit_code == 0


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite://", "nonsense", "sqlite:////no/such/folder/coach.db"])
@pytest.mark.parametrize("command", [("db", "upgrade"), ("serve",), ("key", "add", "x", "--role", "admin")])
def test_a_database_that_cannot_be_used_is_refused(
    coach: Coach, monkeypatch: pytest.MonkeyPatch, url: str, command: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COACH_DATABASE_URL", url)
    refused = coach(*command)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.startswith("coach: ")


def test_the_demo_stays_on_this_machine(coach: Coach) -> None:
    for host in ("0.0.0.0", "192.168.1.4", "example.com", "::"):
        refused = coach("demo", "--host", host)
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert "--host" in refused.stderr
    assert not Path("demo.db").exists()


def test_no_command_needs_to_be_told_what_it_is(coach: Coach) -> None:
    for command in ("score", "serve", "evaluate", "standard", "db", "user", "key", "demo"):
        shown = coach(command, "--help")
        assert shown.exit_code == 0
        assert "Usage:" in shown.stdout


def test_lines_are_the_same_json_in_every_process(folder: Path) -> None:
    line = json.dumps({"id": "a", "reply": "I'll look into it."})
    run = [sys.executable, "-m", "coach.cli", "score", "--jsonl", "-"]
    outs = {
        subprocess.run(run, input=line, capture_output=True, text=True, check=True, cwd=root()).stdout for _ in range(2)
    }
    assert len(outs) == 1


def test_a_technician_is_put_into_a_team(coach: Coach) -> None:
    added = coach("team", "add", "night", "demo:t-deb", "demo:t-piotr")
    assert (added.exit_code, added.stdout) == (0, "night: demo:t-deb, demo:t-piotr\n")
    assert coach("team", "add", "night").exit_code == 2
