"""`coach score`: one reply in colour, or many as lines of JSON."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from coach.cli import starting
from coach.cli.files import read_text, reading, same, writing
from coach.errors import InputError

Reply = Annotated[str | None, typer.Argument(metavar="[TEXT]", help="The reply; without it, --file or standard input.")]
File = Annotated[Path | None, typer.Option("--file", help="Read the reply from this file.")]
Client = Annotated[
    str | None, typer.Option("--client", help="What the client wrote; several turns as 'Customer: …' and 'Agent: …'.")
]
Jsonl = Annotated[
    str | None, typer.Option("--jsonl", metavar="IN", help="Score each line of this file; '-' is standard input.")
]
Out = Annotated[
    str, typer.Option("--out", metavar="OUT", help="Where --jsonl writes its lines; '-' is standard output.")
]
Standard = Annotated[Path | None, typer.Option("--standard", help="Judge by this standard instead of the shipped one.")]


def score(
    text: Reply = None,
    file: File = None,
    client: Client = None,
    jsonl: Jsonl = None,
    out: Out = "-",
    standard: Standard = None,
) -> None:
    """Score a reply, or with --jsonl a file of replies.

    A line that cannot be read is reported with its number on standard error, the others go on, and the exit code is 1.
    """
    if jsonl is None:
        score_one(reply_text(text, file), client, standard=standard)
    elif score_lines(jsonl, out, standard=standard):
        raise typer.Exit(1)


def score_one(text: str, client: str | None, *, standard: Path | None) -> None:
    from coach.cli.printing import print_review
    from coach.services.lines import read_line

    context = {} if client is None else {"context": client}
    _, reply = read_line({"reply": text} | context)
    engine = starting.engine(starting.read_settings(standard=standard))
    print_review(engine.review(reply), engine.standard)


def score_lines(source: str, target: str, *, standard: Path | None) -> int:
    """Writes one line for each that could be read; how many could not."""
    from coach.services.scoring import BadLine, score_lines

    if same(source, target):
        raise InputError("the same file as the input", where="--out", remedy="write to another file")
    bad = 0
    engine = starting.engine(starting.read_settings(standard=standard))
    with reading(source) as lines, writing(target) as out:
        for scored in score_lines(lines, engine):
            if isinstance(scored, BadLine):
                bad += 1
                typer.echo(f"line {scored.number}: {scored.problem}", err=True)
            else:
                out.write(f"{scored}\n".encode())
    return bad


def reply_text(text: str | None, file: Path | None) -> str:
    """The reply from the one place that was named; InputError where there are two or none."""
    if text is not None and file is not None:
        raise InputError("a text and a file", where="--file", remedy="give one of them")
    if text is not None and text != "-":
        return text
    if file is None and text is None and sys.stdin.isatty():
        raise InputError("no reply", where="TEXT", remedy="give a text, --file F, or pipe one in")
    return read_text(file or "-")
