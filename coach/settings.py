"""Settings, read from the environment (COACH_…) at the edges only."""

from pathlib import Path
from typing import Literal

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Every setting; an unset one has the default shown here."""

    model_config = SettingsConfigDict(env_prefix="COACH_", extra="ignore")

    database_url: str = "sqlite:///coach.db"
    """SQLAlchemy URL: sqlite:///file.db or postgresql+psycopg://user@host/name."""
    standard: Path | None = None
    """The MSP's own standard; by default the shipped one."""
    model: str | None = None
    """The folder of a trained reader, or `rules` for the phrase tables; by default the shipped reader."""
    host: str = "127.0.0.1"
    port: int = 8000
    log_level: Literal["debug", "info", "warning", "error"] = "info"
