"""Each kind of condition alone: where it holds, where not, what it points to, and how a bad parameter is named."""

from typing import Any

import pytest

from coach.errors import StandardError
from coach.standard.kinds import KINDS, condition
from coach.standard.kinds.combination import COMBINATIONS
from coach.standard.outcome import Judged, Outcome
from coach.types.reading import Reading
from tests.standard.readings import reading

WRITE = ("We rebuilt the DNS zone.", "fix")
ASKED = ("Which till is it?", "ask")
PROMISE = ("I'll call you by 3.", "own follow_up timeline")
HEDGED = ("We'll try to swap it.", "own hedge")
HEARD = ("That costs you a morning.", "acknowledge_impact")
QUOTED = ("> I'll fix it.", "boilerplate")
JUDGED = Judged({"scenario": ("delay", 0.8), "tone": ("cold", 0.4)})

HOLDS: list[tuple[Any, Reading, list[str]]] = [
    ({"move_present": "own"}, reading(WRITE, PROMISE), [PROMISE[0]]),
    ({"move_present": ["own", "ask"]}, reading(ASKED, WRITE, PROMISE), [ASKED[0], PROMISE[0]]),
    ({"move_present": {"any": ["own"], "without": ["hedge"]}}, reading(HEDGED, PROMISE), [PROMISE[0]]),
    ({"move_present": {"any": ["own"], "at_least": 2}}, reading(HEDGED, PROMISE), [HEDGED[0], PROMISE[0]]),
    ({"move_absent": ["deflect"]}, reading(WRITE), []),
    ({"move_absent": ["own"]}, reading(WRITE, QUOTED), []),
    ({"move_before": {"first": ["acknowledge_impact"], "then": ["fix"]}}, reading(HEARD, WRITE), [HEARD[0], WRITE[0]]),
    ({"move_before": {"first": ["acknowledge_impact"], "then": ["ask"]}}, reading(WRITE, HEARD), [HEARD[0]]),
    (
        {"move_before": {"first": ["own"], "then": ["timeline"], "same_sentence": True}},
        reading(PROMISE),
        [PROMISE[0]],
    ),
    ({"only_moves": ["fix", "ask"]}, reading(WRITE, ASKED, QUOTED), [WRITE[0], ASKED[0]]),
    ({"need_is": ["chase", "feeling"]}, reading(WRITE, need="chase"), []),
    ({"fact_is": {"closes": True, "next_step": ["named"]}}, reading(WRITE, closes=True, next_step="named"), []),
    ({"fact_is": {"settles": False}}, reading(WRITE), []),
    ({"verdict_is": {"scenario": ["delay", "closure"]}}, reading(WRITE), []),
    ({"verdict_is": {"scenario": "delay", "tone": "cold"}}, reading(WRITE), []),
    ({"first_reply": True}, reading(WRITE), []),
    ({"first_reply": False}, reading(WRITE, first=False), []),
    ({"phrase_present": "rebuilt the dns"}, reading(WRITE, ASKED), [WRITE[0]]),
    ({"phrase_present": {"phrases": ["till", "zone"], "in": ["ask"]}}, reading(WRITE, ASKED), [ASKED[0]]),
    ({"phrase_present": {"lists": ["jargon"]}}, reading(ASKED, WRITE), [WRITE[0]]),
    ({"any_of": [{"move_present": "ask"}, {"move_present": "own"}]}, reading(WRITE, PROMISE), [PROMISE[0]]),
    ({"none_of": [{"move_present": "ask"}, {"move_present": "own"}]}, reading(WRITE), []),
]

FAILS: list[tuple[Any, Reading]] = [
    ({"move_present": "own"}, reading(WRITE)),
    ({"move_present": "own"}, reading(QUOTED, WRITE)),
    ({"move_present": {"any": ["own"], "without": ["hedge"]}}, reading(HEDGED)),
    ({"move_present": {"any": ["own"], "at_least": 2}}, reading(PROMISE, WRITE)),
    ({"move_absent": ["own"]}, reading(WRITE, PROMISE)),
    ({"move_before": {"first": ["acknowledge_impact"], "then": ["fix"]}}, reading(WRITE, HEARD)),
    ({"move_before": {"first": ["own"], "then": ["timeline"]}}, reading(PROMISE)),
    ({"move_before": {"first": ["own"], "then": ["fix"]}}, reading(WRITE)),
    ({"only_moves": ["fix"]}, reading(WRITE, ASKED)),
    ({"need_is": "chase"}, reading(WRITE)),
    ({"fact_is": {"closes": True}}, reading(WRITE)),
    ({"fact_is": {"closes": True, "settles": True}}, reading(WRITE, closes=True)),
    ({"verdict_is": {"scenario": ["closure"]}}, reading(WRITE)),
    ({"verdict_is": {"ownership": ["weak"]}}, reading(WRITE)),
    ({"first_reply": True}, reading(WRITE, first=False)),
    ({"phrase_present": "dn"}, reading(WRITE)),
    ({"phrase_present": {"phrases": ["zone"], "in": ["ask"]}}, reading(WRITE, ASKED)),
    ({"phrase_present": {"lists": ["jargon"], "except": ["dns", "DNS zone"]}}, reading(WRITE)),
    ({"phrase_present": "DNS"}, reading(("The DNS (the internet's address book) is back.", "fix"))),
    ({"phrase_present": "DNS"}, reading(QUOTED, ("> The DNS is back.", "boilerplate"))),
    ({"any_of": [{"move_present": "ask"}, {"move_present": "own"}]}, reading(WRITE)),
    ({"any_of": []}, reading(WRITE)),
    ({"none_of": [{"move_present": "ask"}, {"move_present": "fix"}]}, reading(WRITE)),
]

MISTAKES: list[tuple[Any, str, str]] = [
    ({"move_present": "owns"}, "move_present.any", "use acknowledge_impact"),
    ({"move_present": []}, "move_present.any", "write a list"),
    ({"move_present": {"without": ["own"]}}, "move_present", "add any"),
    ({"move_present": {"any": "own", "at_least": 0}}, "move_present.at_least", "from 1 to 99"),
    ({"move_absent": {"any": "own", "with": "fix"}}, "move_absent.with", "use ['any'"),
    ({"move_before": {"first": ["own"]}}, "move_before", "add then"),
    ({"move_before": {"first": "own", "then": "fix", "same_sentence": 1}}, "same_sentence", "true or false"),
    ({"move_before": ["own", "fix"]}, "move_before", "use keys"),
    ({"only_moves": {"own": 1}}, "only_moves", "write a list"),
    ({"need_is": "anger"}, "need_is", "use problem"),
    ({"fact_is": {"closed": True}}, "fact_is.closed", "closes"),
    ({"fact_is": {"closes": "yes"}}, "fact_is.closes", "true or false"),
    ({"fact_is": {"next_step": "boss"}}, "fact_is.next_step", "use writer"),
    ({"verdict_is": {"mood": "cold"}}, "verdict_is.mood", "scenario"),
    ({"verdict_is": {"scenario": 1}}, "verdict_is.scenario", "write a list"),
    ({"first_reply": 1}, "first_reply", "true or false"),
    ({"phrase_present": {"lists": ["slang"]}}, "phrase_present.lists", "use jargon"),
    ({"phrase_present": {"in": ["fix"]}}, "phrase_present", "name phrases or lists"),
    ({"phrase_present": {"phrases": "a", "except": "A"}}, "phrase_present", "name phrases or lists"),
    ({"any_of": {"move_present": "own"}}, "any_of", "a list of conditions"),
    ({"none_of": [{"move_present": "own"}, {"need_is": "x"}]}, "none_of[1].need_is", "use problem"),
    ({"moves": "own"}, "when", "use move_present"),
    ({"need_is": "chase", "first_reply": True}, "when", "one `kind: parameters`"),
    ("own", "when", "one `kind: parameters`"),
    (None, "when", "one `kind: parameters`"),
]


def _answer(raw: Any, read: Reading) -> Outcome:
    return condition(raw, "when")(read, JUDGED)


@pytest.mark.parametrize(("raw", "read", "evidence"), HOLDS, ids=[str(h[0]) for h in HOLDS])
def test_it_holds_and_points_to_the_sentences(raw: Any, read: Reading, evidence: list[str]) -> None:
    outcome = _answer(raw, read)
    assert outcome.holds
    assert [span.of(read.reply.text) for span in outcome.evidence] == evidence


@pytest.mark.parametrize(("raw", "read"), FAILS, ids=[str(f[0]) for f in FAILS])
def test_it_does_not_hold(raw: Any, read: Reading) -> None:
    assert not _answer(raw, read).holds


@pytest.mark.parametrize(("raw", "place", "remedy"), MISTAKES, ids=[str(m[0]) for m in MISTAKES])
def test_a_bad_parameter_is_named(raw: Any, place: str, remedy: str) -> None:
    with pytest.raises(StandardError) as caught:
        condition(raw, "when")
    assert place in caught.value.where
    assert remedy in caught.value.remedy


def test_every_kind_is_tried_here() -> None:
    for cases in (HOLDS, FAILS):
        assert {name for raw, *_ in cases for name in raw} >= {*KINDS, *COMBINATIONS}


def test_how_likely_follows_the_reading() -> None:
    """The likeliest sentence for what is present, its doubt for what is absent; all of several: the least likely."""
    read = reading(WRITE, sure=0.7, closes=True)
    assert _answer({"move_present": "fix"}, read).probability == pytest.approx(0.7)
    assert _answer({"move_absent": "fix"}, read).probability == pytest.approx(0.3)
    assert _answer({"fact_is": {"closes": True, "settles": False}}, read).probability == pytest.approx(0.7)
    assert _answer({"need_is": "chase"}, read).probability == pytest.approx(0.3)
    assert _answer({"none_of": [{"move_present": "fix"}]}, read).probability == pytest.approx(0.3)


def test_an_unsure_verdict_still_is_that_verdict() -> None:
    assert _answer({"verdict_is": {"tone": "cold"}}, reading(WRITE)).probability == 0.5
    assert _answer({"verdict_is": {"tone": "warm"}}, reading(WRITE)).probability < 0.5


def test_the_likeliest_of_several_holds_though_it_be_under_one_half() -> None:
    """And no other does: three answers at a third each would otherwise all hold, or none."""
    read = reading(WRITE, need="chase", next_step="named", sure=0.4)
    said = [_answer(asked, read) for asked in ({"need_is": "chase"}, {"fact_is": {"next_step": "named"}})]
    others = [_answer(asked, read) for asked in ({"need_is": "problem"}, {"fact_is": {"next_step": "team"}})]
    assert [outcome.holds for outcome in said] == [True, True]
    assert [outcome.holds for outcome in others] == [False, False]
