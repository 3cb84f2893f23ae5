"""Commands run in a folder of their own, where no setting of the machine reaches them."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from coach.cli import app

Coach = Callable[..., Result]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [name for name in os.environ if name.startswith("COACH_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def coach() -> Coach:
    """Runs `coach` with these arguments; `given` is its standard input."""

    def run(*arguments: str, given: bytes | str = b"") -> Result:
        return CliRunner().invoke(app, list(arguments), input=given)

    return run
