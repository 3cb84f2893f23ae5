"""Files that a command was named. `-` is standard input or output; what cannot be opened is an InputError."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from coach.errors import InputError


@contextmanager
def reading(name: str | Path) -> Iterator[IO[bytes]]:
    if str(name) == "-":
        yield sys.stdin.buffer
        return
    with _opening(name, remedy="name a file that can be read"), Path(name).open("rb") as file:
        yield file


@contextmanager
def writing(name: str) -> Iterator[IO[bytes]]:
    if name == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with _opening(name, remedy="name a file that can be written"), Path(name).open("wb") as file:
        yield file


@contextmanager
def _opening(name: str | Path, *, remedy: str) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise InputError(problem.strerror or str(problem), where=str(name), remedy=remedy) from None


def read_text(name: str | Path) -> str:
    """The whole file as text; InputError names the byte at which it is not UTF-8."""
    with reading(name) as file:
        raw = file.read()
    try:
        return raw.decode()
    except UnicodeDecodeError as problem:
        raise InputError("not UTF-8", where=f"{name}, byte {problem.start}", remedy="save it as UTF-8") from None


def same(one: str, other: str) -> bool:
    """True where both names are one existing file."""
    return Path(one).exists() and Path(other).exists() and Path(one).samefile(other)
