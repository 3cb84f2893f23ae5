"""The trained tagger: what it answers, and that nothing beside a reply moves it."""

from dataclasses import fields, replace

import pytest

from coach.moves.artefact import load
from coach.moves.heads import MOVES
from coach.moves.trained import TrainedTagger
from coach.setup import shipped
from coach.text import own_words, split
from coach.types.reading import Acts, Facts, Move, Need, NextStep, Tags
from coach.types.text import Sentence, Span
from coach.types.ticket import Author, Reply, Turn

DOWN = (Turn(Author.CLIENT, "Our printer is down and we cannot send out the invoices today!"),)
OWNED = (
    "I'm sorry, I can see that you can't get the invoices out. I'm replacing the fuser now and will call you by 3 pm."
)


@pytest.fixture(scope="module")
def tagger() -> TrainedTagger:
    return TrainedTagger(load(shipped()))


def _read(tagger: TrainedTagger, text: str, thread: tuple[Turn, ...] = DOWN) -> Tags:
    (tags,) = tagger.tag_many([(Reply(text, thread), split(text, own_words(text)))])
    return tags


def test_what_it_says_of_a_plain_case(tagger: TrainedTagger) -> None:
    tags = _read(tagger, OWNED)
    assert tags.need.value is Need.PROBLEM
    assert tags.facts.acts.value is Acts.FIRM
    assert tags.facts.next_step.value is NextStep.WRITER
    assert not tags.facts.closes.value
    assert {Move.APOLOGY, Move.ACKNOWLEDGE_IMPACT} & {m for m, p in tags.moves[0].items() if p >= 0.5}
    assert {Move.OWN, Move.TIMELINE} <= {m for m, p in tags.moves[1].items() if p >= 0.5}


def test_done_after_a_promise_is_not_done_after_a_question(tagger: TrainedTagger) -> None:
    promised = (*DOWN, Turn(Author.TECHNICIAN, "I will replace the fuser."), Turn(Author.CLIENT, "Is it done?"))
    asked = (Turn(Author.CLIENT, "Could you please tell me where the paper goes?"),)
    assert _read(tagger, "Done.", promised) != _read(tagger, "Done.", asked)


def test_every_answer_is_a_probability(tagger: TrainedTagger) -> None:
    tags = _read(tagger, OWNED)
    answers = [tags.need, *(getattr(tags.facts, field.name) for field in fields(Facts))]
    assert all(0.0 <= answer.probability <= 1.0 for answer in answers)
    for moves in tags.moves:
        assert [move.value for move in moves] == list(MOVES)
        assert all(0.0 <= likely <= 1.0 for likely in moves.values())


def test_no_items_no_tags(tagger: TrainedTagger) -> None:
    assert list(tagger.tag_many([])) == []


def test_what_is_not_the_technicians_is_not_read(tagger: TrainedTagger) -> None:
    text = "All sorted now.\n\n> We are losing orders!"
    own, quoted = Sentence(Span(0, 15)), Sentence(Span(17, len(text)), own=False)
    (with_quote,) = tagger.tag_many([(Reply(text, DOWN), (own, quoted))])
    (without,) = tagger.tag_many([(Reply("All sorted now.", DOWN), (own,))])
    assert with_quote.moves == (without.moves[0], {Move.BOILERPLATE: 1.0})
    assert (with_quote.need, with_quote.facts) == (without.need, without.facts)


@pytest.mark.parametrize("count", [1, 60, 700])
def test_long_replies_are_read_whole(tagger: TrainedTagger, count: int) -> None:
    text = " ".join(f"Step {n}: open the panel and press the small grey button again." for n in range(count))
    tags = _read(tagger, text)
    assert all(Move.FIX in moves for moves in tags.moves)
    assert len(tags.moves) >= count


def test_a_reply_alone_and_in_company_gives_the_same_bits(tagger: TrainedTagger) -> None:
    texts = [OWNED, "ok", "Done.", "Please restart the router.\n\nThanks\nSam", OWNED * 30]
    items = [(Reply(text, DOWN), split(text, own_words(text))) for text in texts]
    assert list(tagger.tag_many(items)) == [next(iter(tagger.tag_many([item]))) for item in items]
    assert list(tagger.tag_many(items[::-1])) == list(tagger.tag_many(items))[::-1]


@pytest.mark.parametrize("name", ["Ngozi Okonjo", "Zoë", "José María", "Anne-Sofie", "O'Rourke"])
def test_a_name_changes_nothing(tagger: TrainedTagger, name: str) -> None:
    said = "Hi {0},\nI have asked {0} to reset it.\n\nThanks,\n{0}"
    thread = (Turn(Author.CLIENT, f"This is {name}. {DOWN[0].text}"),)
    other = (replace(thread[0], text=thread[0].text.replace(name, "Kwabena")),)
    assert _read(tagger, said.format(name), thread) == _read(tagger, said.format("Kwabena"), other)
