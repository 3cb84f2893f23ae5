"""What commands begin with: settings, a database that is ready to use, an engine."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.errors import SettingsError

if TYPE_CHECKING:
    from coach.engine import Engine
    from coach.settings import Settings
    from coach.storage.database import Sessions


def read_settings(**given: Any) -> "Settings":
    """The settings of the environment; what a command was given wins. SettingsError names the first that is wrong."""
    from pydantic import ValidationError

    from coach.settings import Settings

    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        where = f"COACH_{'_'.join(str(part) for part in first['loc'])}".upper()
        raise SettingsError(first["msg"], where=where, remedy="mend it, or leave it unset for the default") from None


def ready_database(url: str) -> "Sessions":
    """The database, migrated. A SQLite file that is not there yet is made; any other that is behind is refused."""
    from coach.storage.database import is_current, open_database, upgrade

    if is_new_file(url):
        upgrade(url)
    elif not is_current(url):
        raise SettingsError(
            "the database cannot be reached, or is not at this version's schema",
            where="COACH_DATABASE_URL",
            remedy="run `coach db upgrade`",
        )
    return open_database(url)


def is_new_file(url: str) -> bool:
    """True for the URL of a SQLite file that does not exist."""
    scheme, _, path = url.partition(":///")
    return scheme.startswith("sqlite") and bool(path) and not Path(path.partition("?")[0]).exists()


def engine(settings: "Settings") -> "Engine":
    from coach.setup import build_engine

    return build_engine(settings)


def start_logging(level: str) -> None:
    """One plain line an event on standard error, uvicorn's included."""
    logging.basicConfig(level=level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
