"""`coach user` and `coach key`: who may ask, and what they may see."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from coach.cli import starting
from coach.services.records import Role

users = typer.Typer(help="People and what they may see.", no_args_is_help=True)
keys = typer.Typer(help="Keys for the API.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="What to call it; in use once.")]
RoleName = Annotated[Role, typer.Option("--role", help="What may be seen: all, own teams, own team, own data.")]
Technician = Annotated[
    str | None, typer.Option("--technician", metavar="ID", help="Whose own data a technician sees: the desk's id.")
]
Teams = Annotated[
    list[str] | None, typer.Option("--team", metavar="ID", help="A lead's team; once for each of a manager's teams.")
]


@users.callback()
def user() -> None:
    """People and what they may see."""


@keys.callback()
def key() -> None:
    """Keys for the API."""


@users.command("add")
def add_user(name: Name, role: RoleName, technician: Technician = None, team: Teams = None) -> None:
    """Add a person with a role and its scope."""
    from coach.services import access

    with starting.ready_database(starting.read_settings().database_url).begin() as session:
        access.add_user(session, name, role, now=datetime.now(UTC), technician=technician, teams=team or ())


@keys.command("add")
def add_key(name: Name, role: RoleName, technician: Technician = None, team: Teams = None) -> None:
    """Make a key and print it, this once, alone on standard output."""
    from coach.services import access

    with starting.ready_database(starting.read_settings().database_url).begin() as session:
        made = access.add_key(session, name, role, now=datetime.now(UTC), technician=technician, teams=team or ())
    typer.echo(made)
