"""The shipped engine and the one by phrase tables, built once, and the replies of the demo desk."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.engine import Engine, why_unscored
from coach.services.demo_files import read_tickets
from coach.settings import Settings
from coach.setup import build_engine
from coach.text import own_words, plain_text
from coach.types.ticket import Author, Reply, Turn

DEMO = Path(__file__).parents[2] / "training_data/demo"


@pytest.fixture(scope="session")
def engine() -> Engine:
    return build_engine(Settings(standard=None))


@pytest.fixture(scope="session")
def tables() -> Engine:
    """The engine by the phrase tables alone."""
    return build_engine(Settings(standard=None, model="rules"))


@pytest.fixture(scope="session")
def desk() -> tuple[Reply, ...]:
    """Every third reply of the demo desk that has words to score (all in `make soak`), with the turns before it."""
    scored = [reply for reply in _replies() if why_unscored(reply.text, own_words(reply.text)) is None]
    return tuple(scored if os.environ.get("COACH_SOAK") else scored[::3])


def _replies() -> Iterator[Reply]:
    """The demo desk's replies, each with the turns before it."""
    for demo in read_tickets(DEMO):
        said: list[Turn] = []
        for note in demo.notes:
            said += [Turn(turn.author, plain_text(turn.text, format=turn.format or "text")) for turn in note.thread]
            if not note.note_kind.internal:
                text = plain_text(note.text, format=note.format)
                yield Reply(text, tuple(said))
                said.append(Turn(Author.TECHNICIAN, text))
