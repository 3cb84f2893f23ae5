"""Short ways to spell a reply in its thread, and what the engine made of it."""

from coach.engine import Engine
from coach.services.lines import as_line
from coach.services.scoring import dump
from coach.types.review import Review
from coach.types.ticket import Author, Reply, Turn

BROKEN = "The label printer at the counter stopped working this morning and we cannot ship a single order."
FIELDS = ("scenario", "ownership", "acknowledgment", "closure", "expectations", "language", "tone")


def reply(text: str, *client: str, after: str = "") -> Reply:
    """A reply to what the client wrote; `after`: what a technician had written before that."""
    earlier = (Turn(Author.TECHNICIAN, after),) if after else ()
    return Reply(text, (*earlier, *(Turn(Author.CLIENT, words) for words in client)))


def verdicts(review: Review) -> dict[str, str]:
    """Value by field. The reply must be scored."""
    assert review.score, review.unscored
    return {name: review.score.verdicts[name].value for name in FIELDS}


def moves(review: Review) -> list[set[str]]:
    """The moves of each of the technician's own sentences."""
    assert review.reading, review.unscored
    return [{m.value for m in s.moves} for s in review.reading.own]


def line(engine: Engine, given: Reply) -> str:
    return dump(as_line("x", engine.review(given)))
