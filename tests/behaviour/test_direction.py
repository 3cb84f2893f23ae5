"""Direction: a change that must change the verdict does, and to the better or the worse as it should."""

from itertools import permutations

import pytest

from coach.engine import Engine
from tests.behaviour.said import BROKEN, moves, reply, verdicts

IMPACT = "I understand this is stopping you from shipping orders."
WORK = "I've restarted the print server."
NO_COMMITMENTS = [
    "I won't be able to take this on.",
    "I can't take care of this today.",
    "We are not going to replace it.",
    "I never said I'll replace it.",
    'You wrote "I\'ll take care of this".',
    "“I'll take care of this” is what you said yesterday.",
    "You said I'll take care of this.",
    "If I take care of this, the old labels are lost.",
    "> I'll take care of this.",
]
WORSE = [
    ("ownership", "I'll replace the printer today.", "We'll try to replace the printer today."),
    ("ownership", "I'll take care of this.", "I'll look into it."),
    ("expectations", "I'll call you by 3 pm.", "I'll call you soon."),
    ("closure", f"{WORK} All set now. Reply here if it stops.", f"{WORK} All set now."),
    ("closure", f"{WORK} Can you confirm that it prints? Reply here if it stops.", f"{WORK} All set now."),
    ("acknowledgment", f"{IMPACT} {WORK}", WORK),
    ("acknowledgment", f"{IMPACT} {WORK}", f"I'm sorry about that. {WORK}"),
    ("language", WORK, "I've restarted the print server. Please flush DNS and check the MX record."),
]


@pytest.mark.parametrize("work", [WORK, "What is the serial number?", "We are still waiting for the part."])
def test_the_same_sentences_swapped(tables: Engine, work: str) -> None:
    before, after = (verdicts(tables.review(reply(" ".join(said), BROKEN))) for said in permutations((IMPACT, work)))
    assert (before["acknowledgment"], after["acknowledgment"]) == ("impact_first", "late")


@pytest.mark.parametrize("text", NO_COMMITMENTS)
def test_what_is_denied_quoted_or_only_supposed_is_no_commitment(tables: Engine, text: str) -> None:
    review = tables.review(reply(f"{text}\n\nHave a great day!", BROKEN))
    assert not any("own" in found for found in moves(review))
    assert verdicts(review)["ownership"] != "strong"


TOLD_BY_TABLES = [case for case in WORSE if case[0] != "language"]
"""The tables know no jargon; the reader answers that."""


@pytest.mark.parametrize(("field", "better", "worse"), TOLD_BY_TABLES, ids=[f"{f}-{w}" for f, _, w in TOLD_BY_TABLES])
def test_the_weaker_wording_scores_less(tables: Engine, field: str, better: str, worse: str) -> None:
    scores = {rule.name: rule.scores for rule in tables.standard.fields}[field]
    high, low = (scores[verdicts(tables.review(reply(text, BROKEN)))[field]] for text in (better, worse))
    assert high is not None
    assert low is not None
    assert high > low


def test_thanks_need_no_acknowledgment_and_a_problem_does(tables: Engine) -> None:
    thanks = tables.review(reply("You're welcome!", "It works now, thanks!", after="Please try again."))
    problem = tables.review(reply("What is the serial number?", BROKEN, after="Please try again."))
    assert verdicts(thanks)["acknowledgment"] == "not_applicable"
    assert verdicts(problem)["acknowledgment"] == "missing"
