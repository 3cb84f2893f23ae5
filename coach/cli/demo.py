"""`coach demo`, which `make run` starts: a made-up desk in its own database, with fresh keys, on this machine only."""

import ipaddress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import serve, starting
from coach.errors import SettingsError
from coach.services.records import Role

if TYPE_CHECKING:
    from coach.engine import Engine
    from coach.storage.database import Sessions

Folder = Annotated[Path, typer.Option("--folder", help="The demo desk's data.")]
Database = Annotated[Path, typer.Option("--database", help="The demo's own SQLite file.")]

KEYS: tuple[tuple[str, Role, str | None, tuple[str, ...]], ...] = (
    ("demo-admin", Role.ADMIN, None, ()),
    ("demo-manager", Role.MANAGER, None, ("demo:team-desk", "demo:team-projects")),
    ("demo-lead", Role.LEAD, None, ("demo:team-desk",)),
    ("demo-technician", Role.TECHNICIAN, "demo:t-kyle", ()),
)
"""Name, role, technician and teams of each key that a demo begins with."""


def demo(
    host: Annotated[str, typer.Option("--host", help="An address of this machine itself.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535)] = 8000,
    folder: Folder = Path("training_data/demo"),
    database: Database = Path("demo.db"),
) -> None:
    """Serve a made-up desk to look around in. Its keys are printed, so it listens on this machine only."""
    refuse_other_machines(host)
    settings = starting.read_settings(host=host, port=port, database_url=f"sqlite:///{database}", log_level="warning")
    starting.start_logging(settings.log_level)
    engine = starting.engine(settings)
    prepare(engine, starting.ready_database(settings.database_url), folder=folder)
    typer.echo(f"\nOpen http://{host}:{port}/ — Ctrl-C stops it.")
    serve.run(settings, engine)


def refuse_other_machines(host: str) -> None:
    try:
        local = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = False
    if not local:
        raise SettingsError(
            f"{host} can be reached from other machines", where="--host", remedy="use 127.0.0.1, or `coach serve`"
        )


def prepare(engine: "Engine", sessions: "Sessions", *, folder: Path) -> None:
    """Load what is not loaded, review what is not reviewed, print new keys in place of the last ones."""
    from coach.services.demo import load_demo
    from coach.services.reviewing import review_pending
    from coach.storage.database import close

    with sessions.begin() as session:
        counts = load_demo(session, folder, now=datetime.now(UTC))
    typer.echo(
        f"The demo desk: {counts.clients} clients, {counts.technicians} technicians, {counts.tickets} tickets, "
        f"{counts.replies} replies."
    )
    if reviewed := review_pending(sessions, engine):
        typer.echo(f"Reviewed {reviewed} replies.")
    print_keys(sessions)
    close(sessions)


def print_keys(sessions: "Sessions") -> None:
    from coach.services.access import add_key, revoke_keys

    now = datetime.now(UTC)
    typer.echo("\nKeys of this run, as `Authorization: Bearer <key>`:")
    with sessions.begin() as session:
        for name, role, technician, teams in KEYS:
            revoke_keys(session, name, now=now)
            typer.echo(f"  {role:<11} {add_key(session, name, role, now=now, technician=technician, teams=teams)}")
