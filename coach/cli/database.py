"""`coach db`: the database named by COACH_DATABASE_URL."""

import typer

from coach.cli import starting

group = typer.Typer(help="The database that COACH_DATABASE_URL names.", no_args_is_help=True)


@group.callback()
def database() -> None:
    """The database that COACH_DATABASE_URL names."""


@group.command()
def upgrade() -> None:
    """Bring the database to this version's schema, making it where there is none."""
    from coach.storage import database as storage

    storage.upgrade(starting.read_settings().database_url)
    typer.echo("The database is at this version's schema.")
