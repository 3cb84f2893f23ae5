"""Minimum function: plain replies that any reader must judge right, one a line."""

import pytest

from coach.engine import Engine
from tests.behaviour.said import BROKEN, moves, reply, verdicts

FRESH = [
    ("I'm so sorry, I know this is stopping you from shipping orders. I'm resetting the printer now.",
     {"scenario": "intake", "ownership": "strong", "acknowledgment": "impact_first", "closure": "not_applicable"}),
    ("I see the label printer stopped working. I'll replace it by 3 pm today.",
     {"scenario": "intake", "ownership": "strong", "acknowledgment": "issue_first", "expectations": "bounded"}),
    ("I'll look into it.",
     {"scenario": "intake", "ownership": "weak", "acknowledgment": "missing"}),
    ("You'll need to call the printer company.",
     {"ownership": "weak", "acknowledgment": "missing"}),
    ("What is the serial number of the printer?",
     {"scenario": "intake", "ownership": "partial", "acknowledgment": "missing"}),
    ("I've replaced the print server's certificate. Can you confirm that it prints? Reply here if it stops again.",
     {"scenario": "closure", "ownership": "strong", "closure": "complete"}),
    ("I've restarted the print server. This ticket will be closed.",
     {"scenario": "closure", "closure": "missing"}),
    ("I'm bringing in Priya from our network team.",
     {"scenario": "escalation"}),
    ("We are still waiting for the new part from the vendor.",
     {"scenario": "delay"}),
    ("We will get to it as soon as possible.",
     {"expectations": "vague"}),
]  # fmt: skip
PLAIN = {
    "I'll take care of this.": "own",
    "I'm resetting it now.": "own",
    "I'll look into it.": "hedge",
    "That must be frustrating.": "acknowledge_impact",
    "I see your mailbox won't open.": "acknowledge_issue",
    "I'm sorry about that.": "apology",
    "You'll need to call your internet provider.": "deflect",
    "I've reset your password.": "fix",
    "What is the serial number?": "ask",
    "I'll call you by 3 pm.": "timeline",
    "We will do it shortly.": "vague_timeline",
    "We are still waiting for the part.": "status",
    "I'm bringing in Priya from our network team.": "handoff",
    "This ticket will be closed.": "resolved",
    "Can you confirm that it prints?": "verify",
    "I'll check in tomorrow.": "follow_up",
    "Reply here if it happens again.": "invite",
    "Have a great day!": "courtesy",
}


@pytest.mark.parametrize(("text", "expected"), FRESH, ids=[text for text, _ in FRESH])
def test_a_first_reply_to_a_broken_printer(tables: Engine, text: str, expected: dict[str, str]) -> None:
    found = verdicts(tables.review(reply(text, BROKEN)))
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize(("sentence", "move"), PLAIN.items(), ids=list(PLAIN.values()))
def test_a_plain_sentence_of_each_move(tables: Engine, sentence: str, move: str) -> None:
    assert move in moves(tables.review(reply(sentence, BROKEN)))[0]


def test_a_plain_question_plainly_answered_leaves_nothing_to_coach(tables: Engine) -> None:
    review = tables.review(reply("The guest password is on the card in reception.", "What is the guest password?"))
    found = verdicts(review)
    assert (found["ownership"], found["acknowledgment"]) == ("not_applicable", "not_applicable")
    assert review.flags == ()


def test_a_bare_closing_is_just_what_is_coached(tables: Engine) -> None:
    review = tables.review(reply("Resolved."))
    found = verdicts(review)
    assert (found["scenario"], found["closure"]) == ("closure", "missing")
    assert review.score
    assert review.score.overall is not None
