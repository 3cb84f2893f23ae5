"""The shipped engine and the one by phrase tables, built once, and the replies of the demo desk."""

import os

import pytest

from coach.engine import Engine, why_unscored
from coach.settings import Settings
from coach.setup import build_engine
from coach.text import own_words
from coach.types.ticket import Reply
from tests.bench.speed import replies


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
    scored = [reply for reply in replies() if why_unscored(reply.text, own_words(reply.text)) is None]
    return tuple(scored if os.environ.get("COACH_SOAK") else scored[::3])
