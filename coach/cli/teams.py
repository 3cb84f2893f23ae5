"""`coach team`: who works in which team, and so which lead and manager sees whose replies."""

from typing import Annotated

import typer

from coach.cli import starting

group = typer.Typer(help="Teams and who is in them.", no_args_is_help=True)
Team = Annotated[str, typer.Argument(help="The team's id.")]
Technicians = Annotated[list[str], typer.Argument(metavar="TECHNICIAN...", help="The desk's ids of its technicians.")]


@group.callback()
def team() -> None:
    """Teams and who is in them."""


@group.command("add")
def add(team: Team, technicians: Technicians) -> None:
    """Put technicians into a team; who was in another one leaves it."""
    from coach.services.teams import put_in_team

    with starting.ready_database(starting.read_settings().database_url).begin() as session:
        put_in_team(session, team, technicians)
    typer.echo(f"{team}: {', '.join(technicians)}")
