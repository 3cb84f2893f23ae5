"""Stateless scoring of many replies: lines of JSON in, lines of JSON out."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coach.engine import Engine
from coach.errors import InputError
from coach.services.lines import as_line, read_line


@dataclass(frozen=True, slots=True)
class BadLine:
    """An input line that could not be read; `number` counts from 1."""

    number: int
    problem: InputError


def score_lines(lines: Iterable[bytes], engine: Engine) -> Iterator[str | BadLine]:
    """One output line (without its end) or one BadLine for every input line that is not blank, in order."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            name, reply = read_line(json.loads(line.decode("utf-8")))
        except InputError as problem:
            yield BadLine(number, problem)
        except (ValueError, RecursionError) as problem:
            unread = InputError(str(problem), where=f"line {number}", remedy="write one JSON object a line")
            yield BadLine(number, unread)
        else:
            yield dump(as_line(name or str(number), engine.review(reply)))


def dump(line: object) -> str:
    """The line as canonical JSON: the same review gives the same bytes."""
    return json.dumps(line, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
