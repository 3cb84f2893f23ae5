"""`coach audit`: a table a question, JSON on demand, and the usual refusals."""

import json
from pathlib import Path
from typing import Any

import pytest

from coach.moves.rules import RulesTagger
from tests.cli.conftest import Coach

REPLIES = (
    "Hi Dana,\n\nI'm sorry about the printer. I will restart the queue and call you by 11.\n\nThanks,\nSam",
    "I'm looking into it.",
    "Please try the other printer. Can you confirm that it prints?",
)
LABELS = {"ownership": "strong", "acknowledgment": "issue_first", "closure": "not_applicable"}
QUESTIONS = (
    "Does what must not matter change a verdict?",
    "Do empty words win the best verdict?",
    "Is condescension heard?",
    "Do longer replies score higher?",
    "Is it right as often as it is sure?",
    "Are these replies like those it learnt from?",
    "Does it agree with your labels?",
)


@pytest.fixture(scope="module")
def tagger() -> RulesTagger:
    """Its tables are read once for all tests here; it holds no state."""
    return RulesTagger()


@pytest.fixture(autouse=True)
def rules(folder: Path, tagger: RulesTagger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_MODEL", "rules")
    monkeypatch.setattr("coach.setup.RulesTagger", lambda: tagger)


def desk(**labels: str) -> bytes:
    lines = [
        {"id": str(n), "context": "Customer: My colour printer is dead and I am late.", "reply": reply} | labels
        for n, reply in enumerate(REPLIES)
    ]
    return b"\n".join(json.dumps(line).encode() for line in lines)


def printed(coach: Coach, *arguments: str, given: bytes = b"") -> Any:
    run = coach("audit", *arguments, "--swaps", "8", "--json", given=given)
    assert run.exit_code == 0, run.stderr
    return json.loads(run.stdout)


def test_every_question_is_answered_in_words(coach: Coach) -> None:
    Path("desk.jsonl").write_bytes(desk())
    run = coach("audit", "desk.jsonl", "--swaps", "8")
    assert run.exit_code == 0, run.stderr
    assert run.stdout.startswith("Audit of the reader rules 1 under the standard ticket-coach ")
    assert "on 3 replies: 3 scored. Seed 7." in " ".join(run.stdout.split())
    places = [run.stdout.index(question) for question in QUESTIONS]
    assert places == sorted(places)
    for words in ("names: client, technician", "an emoji", "among stock phrases", "no labels", "--profile names one"):
        assert words.replace("no labels", "None of these lines carries a label") in run.stdout


def test_labels_are_compared(coach: Coach) -> None:
    run = coach("audit", "-", "--swaps", "4", given=desk(**LABELS))
    assert run.exit_code == 0, run.stderr
    for words in ("3 with labels", "off by", "kappa", "core kappa"):
        assert words in run.stdout


def test_the_same_seed_prints_the_same_bytes(coach: Coach) -> None:
    Path("desk.jsonl").write_bytes(desk(**LABELS))
    one, two, other = (printed(coach, "desk.jsonl", "--seed", seed) for seed in ("1", "1", "2"))
    assert one == two != other
    assert (one["seed"], one["replies"], one["labelled"]) == (1, 3, 3)
    assert one["flips"][0]["changed"]["of"] + one["flips"][0]["half_scored"] == 8


def test_an_audit_of_the_training_data_is_the_profile_to_compare_with(coach: Coach) -> None:
    Path("trained.json").write_text(json.dumps(printed(coach, "-", given=desk())))
    same = printed(coach, "-", "--profile", "trained.json", given=desk())
    assert {movement["state"] for movement in same["drift"]["movements"]} == {"same"}
    one = desk().splitlines()[1]
    run = coach("audit", "-", "--swaps", "1", "--profile", "trained.json", given=one)
    assert "has moved" in run.stdout


def test_another_standard_is_named_at_the_top(coach: Coach) -> None:
    shown = coach("standard", "show").stdout
    Path("mine.yaml").write_text(shown.replace("name: ticket-coach", "name: harbour-it"))
    run = coach("audit", "-", "--swaps", "1", "--standard", "mine.yaml", given=desk())
    assert "under the standard harbour-it" in run.stdout


@pytest.mark.parametrize(
    ("given", "arguments", "said"),
    [
        (b"", (), "-: no replies"),
        (b'{"reply": 5}', (), "- line 1, reply: no text"),
        (desk() + b"\n{oops", (), "- line 4: "),
        (desk(tone="friendly"), (), "- line 1, tone: unknown verdict"),
        (b'{"reply": "\xf0\x9f\x91\x8d"}', (), "no reply that can be scored"),
        (desk(), ("--profile", "absent.json"), "absent.json: No such file"),
        (desk(), ("--profile", "bad.json"), "no profile"),
        (desk(), ("--profile", "broken.json"), "broken.json: Expecting"),
        (desk(), ("--standard", "absent.yaml"), "absent.yaml"),
        (desk(), ("--swaps", "0"), "--swaps"),
    ],
)
def test_what_cannot_be_used_is_refused(coach: Coach, given: bytes, arguments: tuple[str, ...], said: str) -> None:
    Path("bad.json").write_text("[]")
    Path("broken.json").write_text("{")
    refused = coach("audit", "-", *arguments, given=given)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert said in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_file_that_is_not_there_is_refused(coach: Coach) -> None:
    assert "absent.jsonl: No such file" in coach("audit", "absent.jsonl").stderr
