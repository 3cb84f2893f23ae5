"""The one place that puts an Engine together."""

from pathlib import Path

import coach
from coach.engine import Engine
from coach.errors import ModelError
from coach.moves.artefact import load
from coach.moves.rules import RulesTagger
from coach.moves.tagger import Tagger
from coach.settings import Settings
from coach.standard.loading import load_standard

SHIPPED = "reader/2"
"""The reader that stands in for one when none is named."""
RULES = "rules"


def build_engine(settings: Settings) -> Engine:
    """The engine that the settings ask for. Raises StandardError or ModelError."""
    return Engine(tagger=build_tagger(settings), standard=load_standard(settings.standard))


def build_tagger(settings: Settings) -> Tagger:
    """The rules where the setting says `rules`, else the trained reader of its folder, or the shipped one."""
    if settings.model == RULES:
        return RulesTagger()
    from coach.moves.trained import TrainedTagger  # ONNX Runtime is loaded where it is used

    return TrainedTagger(load(Path(settings.model) if settings.model else shipped()))


def shipped() -> Path:
    """The folder of the shipped reader: beside the packages in a clone, inside one where installed from a wheel."""
    package = Path(coach.__file__).parent
    places = (package.parent / "models" / SHIPPED, package / "models" / SHIPPED)
    found = next((place for place in places if place.is_dir()), None)
    if found is None:
        raise ModelError("is not installed", where=f"models/{SHIPPED}", remedy="name a reader with COACH_MODEL")
    return found
