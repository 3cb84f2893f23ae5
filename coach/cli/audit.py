"""`coach audit`: what moves a verdict that should not, on the user's own replies."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from coach.cli import starting
from coach.cli.evaluate import naming_line
from coach.cli.files import read_text, reading
from coach.cli.score import Standard
from coach.errors import InputError

if TYPE_CHECKING:
    from coach.services.audit import Line
    from coach.services.audit_drift import Profile

File = Annotated[
    Path, typer.Argument(metavar="FILE", help="Lines of `coach score --jsonl` input, with your labels if you have any.")
]
Swaps = Annotated[
    int, typer.Option("--swaps", min=1, help="Swaps of names to try; of each other kind, a quarter as many.")
]
Seed = Annotated[int, typer.Option("--seed", help="The same seed makes the same swaps.")]
Json = Annotated[bool, typer.Option("--json", help="Print everything as one JSON object.")]
TrainedOn = Annotated[
    Path | None,
    typer.Option("--profile", metavar="JSON", help="What the training data looked like: --json of its own audit."),
]


def audit(
    file: File,
    swaps: Swaps = 2000,
    seed: Seed = 7,
    as_json: Json = False,
    standard: Standard = None,
    profile: TrainedOn = None,
) -> None:
    """Try on your own replies what must change no verdict, and say how much of it does."""
    from coach.cli.audit_tables import print_report
    from coach.services import audit as service
    from coach.services.scoring import dump

    lines = read_lines(file)
    trained_on = None if profile is None else read_profile_file(profile)
    engine = starting.engine(starting.read_settings(standard=standard))
    with Console(stderr=True).status("Reading each reply in many ways …"):
        report = service.audit(engine, lines, swaps=swaps, seed=seed, trained_on=trained_on)
    if as_json:
        typer.echo(dump(report.as_json()))
    else:
        print_report(report)


def read_lines(path: Path) -> "list[Line]":
    """All replies, with labels where they carry any; InputError at the first line that is none, naming it."""
    from coach.services.evaluating import read_labels

    found: list[Line] = []
    with reading(path) as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                with naming_line(path, number):
                    name, reply, labels = read_labels(json.loads(line))
                    found.append((name or str(number), reply, labels))
    if not found:
        raise InputError("no replies", where=str(path), remedy="write one JSON object a line")
    return found


def read_profile_file(path: Path) -> "Profile":
    from coach.services.audit_drift import read_profile

    try:
        return read_profile(json.loads(read_text(path)))
    except (ValueError, RecursionError) as problem:
        raise InputError(str(problem), where=str(path), remedy="give what `coach audit --json` printed") from None
