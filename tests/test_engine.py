"""The order of the steps, and what one poisoned reply does to the others."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from coach.engine import Engine, input_hash, read, why_unscored
from coach.errors import ModelError
from coach.moves.rules import RulesTagger
from coach.standard.loading import load_standard
from coach.text import own_words, split
from coach.types.reading import Move, Tags
from coach.types.text import Sentence
from coach.types.ticket import Author, Reply, Turn
from tests.desk import FACTS, NEED

SECRET = "Frobnicate-7731"
REPLY = Reply("I'll fix it.", (Turn(Author.CLIENT, "It is down."),))


class Picky(RulesTagger):
    """Fails at one word, and keeps what it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[Reply] = []

    def tag_many(self, items: Iterable[tuple[Reply, tuple[Sentence, ...]]]) -> Iterator[Tags]:
        for reply, sentences in items:
            self.seen.append(reply)
            if SECRET in reply.text:
                raise ValueError("no such word")
            yield from super().tag_many([(reply, sentences)])


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(Picky(), load_standard())


def test_one_poisoned_reply_blocks_no_other(engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        reviews = list(engine.review_many([REPLY, Reply(f"I'll {SECRET} it."), REPLY]))
    assert [review.unscored for review in reviews] == [None, "failed:ValueError", None]
    assert reviews[0] == reviews[2]
    assert reviews[1].made_by == engine.made_by
    assert "ValueError" in caplog.text
    assert SECRET not in caplog.text
    assert "no such word" not in caplog.text, "an error's words may hold the reply's"


def test_what_is_no_replys_fault_is_raised(engine: Engine) -> None:
    class Broken(Picky):
        def tag_many(self, items: Iterable[tuple[Reply, tuple[Sentence, ...]]]) -> Iterator[Tags]:
            raise ModelError(f"damaged: {items}")

    with pytest.raises(ModelError):
        replace(engine, tagger=Broken()).review(REPLY)


def test_reviews_come_as_they_are_asked_for(engine: Engine) -> None:
    taken = []

    def replies() -> Iterator[Reply]:
        for number in range(100):
            taken.append(number)
            yield REPLY

    reviews = engine.review_many(replies())
    assert (next(reviews).unscored, next(reviews).unscored, taken) == (None, None, [0, 1])


def test_no_replies_no_reviews(engine: Engine) -> None:
    assert list(engine.review_many([])) == []


def test_a_batch_of_one_is_a_review(engine: Engine) -> None:
    assert engine.review(REPLY) == next(engine.review_many([REPLY]))


def test_provenance_names_what_made_it(engine: Engine) -> None:
    made = engine.review(REPLY).made_by
    assert (made.model, made.model_version) == (RulesTagger.name, RulesTagger.version)
    assert (made.standard, made.standard_hash) == (engine.standard.name, engine.standard.hash)


def test_the_tagger_hears_only_what_authors_wrote_themselves(engine: Engine) -> None:
    quoting = "Still down.\n\nOn Mon, 2 Mar 2026 at 09:12, Sam Carter wrote:\n> It works now."
    engine.review(Reply("I'll fix it.", (Turn(Author.CLIENT, quoting),)))
    assert isinstance(engine.tagger, Picky)
    assert engine.tagger.seen[-1].thread[0].text.strip() == "Still down."


def test_the_hash_covers_text_thread_and_order_and_no_time() -> None:
    other = [
        replace(REPLY, text="I'll fix it"),
        replace(REPLY, thread=()),
        replace(REPLY, thread=(Turn(Author.TECHNICIAN, "It is down."),)),
        replace(REPLY, thread=(Turn(Author.CLIENT, "It is down. "),)),
        replace(REPLY, thread=(*REPLY.thread, Turn(Author.CLIENT, "Hello?"))),
        replace(REPLY, thread=(Turn(Author.CLIENT, "Hello?"), *REPLY.thread)),
        replace(REPLY, thread=(Turn(Author.CLIENT, "It is"), Turn(Author.CLIENT, " down."))),
    ]
    assert len({input_hash(r) for r in [REPLY, *other]}) == 1 + len(other)
    timed = replace(REPLY, thread=(replace(REPLY.thread[0], at=datetime(2026, 3, 2, tzinfo=UTC)),))
    assert input_hash(timed) == input_hash(REPLY)


def test_a_sentence_has_its_likely_moves_or_the_likeliest() -> None:
    text = "One. Two. Three."
    sentences = split(text, own_words(text))
    tags = Tags(
        (
            {Move.FIX: 0.5, Move.OWN: 0.9, Move.ASK: 0.49},
            {Move.ASK: 0.3, Move.FIX: 0.2, Move.HEDGE: 0.01},
            {Move.OTHER: 0.4, Move.COURTESY: 0.4},
        ),
        NEED,
        FACTS,
    )
    found = read(Reply(text), sentences, tags).sentences
    assert [s.moves for s in found] == [(Move.OWN, Move.FIX), (Move.ASK,), (Move.COURTESY,)]
    assert [list(s.probabilities) for s in found[:2]] == [[Move.OWN, Move.FIX, Move.ASK], [Move.FIX, Move.ASK]]


def test_why_unscored_asks_length_before_language() -> None:
    text = "danke schön und auf wiedersehen " * 700
    assert why_unscored(text, own_words(text)) == "too_long"
