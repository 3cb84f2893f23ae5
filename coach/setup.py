"""The one place that puts an Engine together."""

from coach.engine import Engine
from coach.moves.rules import RulesTagger
from coach.settings import Settings
from coach.standard.loading import load_standard


def build_engine(settings: Settings) -> Engine:
    """The engine that the settings ask for. Raises StandardError or ModelError."""
    return Engine(tagger=RulesTagger(), standard=load_standard(settings.standard))
