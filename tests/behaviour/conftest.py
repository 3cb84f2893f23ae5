"""The real engine, built once, and the replies of the demo desk."""

import pytest

from coach.engine import Engine
from coach.settings import Settings
from coach.setup import build_engine
from coach.types.ticket import Reply
from tests.bench.speed import replies


@pytest.fixture(scope="session")
def engine() -> Engine:
    return build_engine(Settings(standard=None))


@pytest.fixture(scope="session")
def desk() -> tuple[Reply, ...]:
    """Every reply of the demo desk with the turns before it."""
    return tuple(replies())
