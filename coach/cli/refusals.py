"""How a command fails: place, problem and remedy on standard error and exit code 2, never a traceback."""

from typing import Any

import typer
from typer.core import TyperGroup

from coach.errors import CoachError


class CoachGroup(TyperGroup):
    """The root group; every command runs inside its `invoke`."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except CoachError as error:
            typer.echo(f"coach: {error}", err=True)
            raise typer.Exit(2) from None
