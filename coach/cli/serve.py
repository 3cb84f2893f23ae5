"""`coach serve`: the API and the page, in one process, until Ctrl-C."""

from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli import starting

if TYPE_CHECKING:
    from coach.engine import Engine
    from coach.settings import Settings

Host = Annotated[str | None, typer.Option("--host", help="The address to listen on; COACH_HOST, else 127.0.0.1.")]
Port = Annotated[int | None, typer.Option("--port", min=0, max=65535, help="COACH_PORT, else 8000.")]


def serve(host: Host = None, port: Port = None) -> None:
    """Serve the API and the page. A new SQLite database is made, empty; any other must be migrated."""
    settings = starting.read_settings(host=host, port=port)
    starting.start_logging(settings.log_level)
    starting.ready_database(settings.database_url)
    run(settings, starting.engine(settings))


def run(settings: "Settings", engine: "Engine") -> None:
    """Serves until it is told to stop. The server's own access log is off: it would name queries."""
    import uvicorn

    from api.app import create_app

    uvicorn.run(
        create_app(settings, engine),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=10,
    )
