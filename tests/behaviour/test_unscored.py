"""What has no score says why, and never an invented one."""

import pytest

from coach.engine import LONGEST_OWN_TEXT, Engine
from coach.services.lines import VERDICTS, as_line
from tests.behaviour.said import reply

QUOTED = "On Mon, 2 Mar 2026 at 09:12, Dana Reed wrote:\n> The printer is down.\n> We cannot ship."
GERMAN = "Guten Tag Frau Reed, ich habe den Drucker neu gestartet und werde mich morgen wieder bei Ihnen melden."
TOO_LONG = ("I will fix it now. " * (LONGEST_OWN_TEXT // 19 + 1))[: LONGEST_OWN_TEXT + 1].rstrip() + "!!"
UNSCORED = [
    ("", "no_own_words"),
    (" \n\t\u00a0\r\n ", "no_own_words"),
    (QUOTED, "no_own_words"),
    ("> I will fix it now.", "no_own_words"),
    ("👍", "no_own_words"),
    ("🙏🏽 🙂", "no_own_words"),
    ("...", "no_own_words"),
    (GERMAN, "not_english"),
    ("x" * (LONGEST_OWN_TEXT + 1), "too_long"),
    (TOO_LONG, "too_long"),
]


@pytest.mark.parametrize(("text", "reason"), UNSCORED, ids=[f"{why}-{text[:12]!r}" for text, why in UNSCORED])
def test_it_is_unscored_with_its_reason(engine: Engine, text: str, reason: str) -> None:
    line = as_line("x", engine.review(reply(text, "The printer is down.")))
    assert (line["unscored"], line["text"]) == (reason, text)
    assert {line[name] for name in VERDICTS} == {None}
    assert set(line["scores"].values()) == set(line["facts"].values()) == {None}
    assert (line["overall"], line["need"], line["findings"], line["flags"], line["unsure"]) == (None, None, [], [], [])


def test_exactly_the_longest_text_is_scored(engine: Engine) -> None:
    text = ("I will fix it now. " * (LONGEST_OWN_TEXT // 19 + 1))[: LONGEST_OWN_TEXT - 1] + "x"
    assert len(text.strip()) == LONGEST_OWN_TEXT
    assert engine.review(reply(text)).unscored is None


def test_quoted_mail_is_no_own_text_however_long(engine: Engine) -> None:
    assert engine.review(reply("I've reset it.\n\n" + "> The printer is down.\n" * 2000)).unscored is None


@pytest.mark.parametrize("text", ["Resolved.", "ok", "Done!", "DNS flushed.", "Danke, all good now."])
def test_short_is_no_reason(engine: Engine, text: str) -> None:
    assert engine.review(reply(text, "The printer is down.")).unscored is None


def test_a_client_who_writes_german_does_not_unscore_the_reply(engine: Engine) -> None:
    assert engine.review(reply("I'm resetting it now.", GERMAN)).unscored is None
