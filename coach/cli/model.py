"""`coach model` compares readers on stored replies; `coach train` teaches one from your own labels."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from coach.cli import starting
from coach.errors import SettingsError

group = typer.Typer(help="The reader that answers, and what another one would change.", no_args_is_help=True)
Other = Annotated[str, typer.Argument(metavar="MODEL", help="The folder of a trained reader, or `rules`.")]
Limit = Annotated[int, typer.Option(min=1, help="At most so many stored replies, oldest first.")]
Extra = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, help="Your own labelled replies, in the form of training_data."),
]
Out = Annotated[Path, typer.Option(help="Where the new reader is written.")]
Promote = Annotated[
    Path | None, typer.Option(help="The folder of the reader in use, replaced unless the new one is worse at a gate.")
]


@group.callback()
def model() -> None:
    """The reader that answers, and what another one would change."""


@group.command()
def shadow(other: Other, limit: Limit = 1000) -> None:
    """Read stored replies by the reader in use and by MODEL, and say which verdicts would change. Stores nothing."""
    from coach.services.shadow import shadow as compare

    settings = starting.read_settings()
    sessions = starting.ready_database(settings.database_url)
    now = starting.engine(settings)
    then = starting.engine(settings.model_copy(update={"model": other}))
    found = compare(sessions, now, then, limit=limit)
    console = Console(highlight=False)
    console.print(
        f"{now.made_by.model} {now.made_by.model_version} → {then.made_by.model} {then.made_by.model_version}"
    )
    console.print(
        f"{found.replies} stored replies read by both; {found.changed} would have another verdict. "
        f"Flags: {found.flagged_now} now, {found.flagged_then} then."
    )
    table = Table("field", "now", "then", "replies", "for example", box=None, pad_edge=False)
    for change in found.changes:
        table.add_row(change.field, change.now, change.then, str(change.replies), ", ".join(change.keys))
    console.print(table)


def train(extra: Extra = None, out: Out = Path("build/reader"), promote: Promote = None) -> None:
    """Teach a reader from training_data and, with --extra, from your own labels."""
    if find_spec("torch") is None:
        raise SettingsError("torch is not installed", where="coach train", remedy="pip install 'ticket-coach[train]'")
    asked = [sys.executable, "-m", "coach.training.train", "--out", str(out)]
    for option, given in (("--extra", extra), ("--promote", promote)):
        asked += [option, str(given)] if given else []
    raise typer.Exit(subprocess.run(asked).returncode)
