"""`coach evaluate`: how well the engine agrees with replies that the user has labelled."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from coach.cli import starting
from coach.cli.files import reading
from coach.cli.score import Standard
from coach.errors import InputError

if TYPE_CHECKING:
    from coach.services.evaluating import Agreement, Labels
    from coach.types.ticket import Reply

Gold = Annotated[
    Path, typer.Argument(metavar="GOLD.jsonl", help="Lines of `coach score --jsonl` input with your labels.")
]


def evaluate(gold: Gold, standard: Standard = None) -> None:
    """Compare the engine with labelled replies: kappa with its 95% interval a field, F1 a move."""
    from coach.services.evaluating import agreement, labels_of

    labelled = read_gold(gold)
    engine = starting.engine(starting.read_settings(standard=standard))
    reviews = engine.review_many(reply for reply, _ in labelled)
    print_agreement(agreement([(labels, labels_of(each)) for (_, labels), each in zip(labelled, reviews, strict=True)]))


def read_gold(path: Path) -> "list[tuple[Reply, Labels]]":
    """All labelled replies; InputError at the first line that is none, naming it."""
    from coach.services.evaluating import read_labels

    found: dict[str, tuple[Reply, Labels]] = {}
    with reading(path) as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            with naming_line(path, number):
                name, reply, labels = read_labels(json.loads(line))
                if name in found:
                    raise InputError(f"{name!r} stands twice", where="id", remedy="give each reply its own")
            found[name or str(number)] = reply, labels
    if not found:
        raise InputError("no labelled replies", where=str(path), remedy="write one JSON object a line")
    return list(found.values())


@contextmanager
def naming_line(path: Path, number: int) -> Iterator[None]:
    """What goes wrong inside becomes an InputError that names the line."""
    where = f"{path} line {number}"
    try:
        yield
    except InputError as problem:
        raise InputError(problem.problem, where=f"{where}, {problem.where}", remedy=problem.remedy) from None
    except (ValueError, RecursionError) as problem:
        raise InputError(str(problem), where=where, remedy="write one JSON object a line") from None


def print_agreement(found: "Agreement") -> None:
    console = Console(highlight=False)
    fields = table("field", "replies", "kappa", "95%", "macro-F1", "accuracy", "sure of", "its kappa")
    for f in found.fields:
        fields.add_row(
            f.field, str(f.replies), f"{f.kappa:.3f}", f"{f.low:.2f}–{f.high:.2f}", f"{f.macro_f1:.3f}",
            f"{f.accuracy:.3f}", f"{f.sure_share:.0%}", f"{f.sure_kappa:.3f}",
        )  # fmt: skip
    moves = table("move", "F1", "precision", "recall", "sentences")
    for m in found.moves:
        moves.add_row(m.move, f"{m.f1:.3f}", f"{m.precision:.3f}", f"{m.recall:.3f}", str(m.support))
    core = "" if found.core_kappa is None else f"   core kappa {found.core_kappa:.3f}"
    console.print(fields, moves, sep="\n\n")
    console.print(
        f"\n{found.replies} replies   moves: micro-F1 {found.moves_micro_f1:.3f}, "
        f"macro-F1 {found.moves_macro_f1:.3f}{core}"
    )


def table(*columns: str) -> Table:
    made = Table(box=None, pad_edge=False)
    for column in columns:
        made.add_column(column, justify="left" if column in ("field", "move") else "right", no_wrap=True)
    return made
