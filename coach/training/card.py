"""`python -m coach.training.card FOLDER`: measures a reader on desks held back and writes the figures into its card."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from coach.settings import Settings
from coach.setup import build_engine
from coach.training.figures import Figures, figures
from coach.training.labelled import REPLIES, read_challenge, read_labelled
from coach.training.marks import place
from coach.training.splits import Split, split_of

CARD, FIGURES, MARK = "MODEL_CARD.md", "figures.json", "figures"


def table(found: Figures) -> str:
    """The figures in Markdown."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Figures) -> Iterator[str]:
    rare = found["with_3_percent_acknowledged_impact"]
    yield f"On {found['replies']} replies of desks that neither taught nor calibrated it, standard {found['standard']}:"
    yield ""
    yield "| verdict | kappa | 95% interval | macro-F1 | sure on | kappa where sure | found of each |"
    yield "|---|---|---|---|---|---|---|"
    for name, f in found["agreement"]["fields"].items():
        low, high = f["interval"]
        each = ", ".join(f"{label} {share:.0%}" for label, share in f["recall"].items())
        yield (
            f"| {name} | {f['kappa']:.2f} | {low:.2f} to {high:.2f} | {f['macro_f1']:.2f} | {f['sure']:.0%} "
            f"| {f['sure_kappa']:.2f} | {each} |"
        )
    moves = found["agreement"]
    yield ""
    yield f"Moves: micro-F1 {moves['moves_micro_f1']:.2f}, macro-F1 {moves['moves_macro_f1']:.2f}; one by one:"
    yield ", ".join(f"{name} {f1:.2f} ({count})" for name, (f1, count) in moves["moves"].items()) + "."
    yield ""
    gaps = ", ".join(f"{name} {gap:.2f}" for name, gap in found["calibration"].items())
    thin = ", ".join(f"{name} {gap:.2f}" for name, gap in rare["calibration"].items())
    kappas = ", ".join(f"{name} {f['kappa']:.2f}" for name, f in rare["agreement"]["fields"].items())
    yield f"Confidence and frequency are apart by (expected calibration error): {gaps}."
    yield f"With acknowledged impact thinned to 3%, as in real mail ({rare['replies']} replies): {thin};"
    yield f"kappa {kappas}."
    yield ""
    right = ", ".join(f"{kind} {right} of {of}" for kind, (right, of) in found["challenge"].items())
    yield f"The examination (`training_data/challenge`): {right}."


def main() -> None:
    folder = Path(sys.argv[1])
    engine = build_engine(Settings(model=str(folder), standard=None))
    held_back = [one for one in read_labelled(REPLIES) if split_of(one.desk) is Split.TEST]
    found = figures(engine, held_back, list(read_challenge()))
    found["standard"] = f"{engine.standard.name} {engine.standard.version}"
    (folder / FIGURES).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    card = folder / CARD
    card.write_text(place(table(found), card.read_text(encoding="utf-8"), MARK), encoding="utf-8")
    print(table(found))


if __name__ == "__main__":
    main()
