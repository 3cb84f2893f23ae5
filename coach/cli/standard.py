"""`coach standard`: look at a standard, and check one's own."""

from pathlib import Path
from typing import Annotated

import typer

from coach.cli import starting

group = typer.Typer(help="The MSP's service philosophy, as YAML.", no_args_is_help=True)
Where = Annotated[
    Path | None, typer.Argument(metavar="[PATH]", help="By default COACH_STANDARD, else the shipped one.")
]


@group.command()
def check(path: Where = None) -> None:
    """Say whether a standard can be used; if not, where it is wrong and what to do."""
    from coach.standard.loading import load_standard

    standard = load_standard(path or starting.read_settings().standard)
    clauses = sum(len(field.clauses) for field in standard.fields)
    typer.echo(f"{standard.name} {standard.version} can be used: {len(standard.fields)} fields, {clauses} clauses.")


@group.command()
def show(path: Where = None) -> None:
    """Print a standard's YAML, to read or to copy: coach standard show > mine.yaml"""
    from coach.standard.loading import load_standard

    typer.echo(load_standard(path or starting.read_settings().standard).source, nl=False)
