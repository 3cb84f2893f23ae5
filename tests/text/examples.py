"""The example bodies of `tests/examples/text`."""

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parents[1] / "examples" / "text"


def examples(name: str) -> Any:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
