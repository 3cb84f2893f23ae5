"""`coach score`, on one reply and on lines of them."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Coach

LINES = [
    {"id": "a", "reply": "I'll look into it.", "context": "Customer: VPN is down", "position": "first"},
    {"id": "b", "reply": "👍", "context": [{"author": "client", "text": "Is it done?"}]},
    {"id": "c", "reply": "Resolved."},
]


def written(lines: list[object]) -> bytes:
    return "".join(json.dumps(line) + "\n" for line in lines).encode()


def test_a_reply_is_shown_with_moves_verdicts_and_what_to_improve(coach: Coach) -> None:
    shown = coach("score", "I'll look into it.", "--client", "The VPN is down and we cannot work!")
    assert shown.exit_code == 0
    for expected in ("I'll look into it.", "hedges", "Ownership", "Weak", "Acknowledgment", "Missing", "→"):
        assert expected in shown.stdout


def test_a_reply_comes_from_a_file_or_standard_input(coach: Coach, folder: Path) -> None:
    Path("reply.txt").write_text("I'll look into it.", encoding="utf-8")
    by_file, by_input, by_dash = (
        coach("score", "--file", "reply.txt"),
        coach("score", given="I'll look into it."),
        coach("score", "-", given="I'll look into it."),
    )
    assert by_file.stdout == by_input.stdout == by_dash.stdout
    assert "hedges" in by_file.stdout


def test_what_would_steer_the_terminal_does_not_reach_it(coach: Coach) -> None:
    shown = coach("score", "I'll reset it now.\x1b[2J\x07 [bold]Done[/bold]", "--client", "\x1b[31mred")
    assert "\x1b" not in shown.stdout
    assert "\x07" not in shown.stdout
    assert "[bold]Done[/bold]" in shown.stdout


def test_an_unscored_reply_says_why(coach: Coach) -> None:
    assert "no words of the technician's own" in coach("score", "👍").stdout


@pytest.mark.parametrize(
    ("arguments", "given", "said"),
    [
        (("x", "--file", "y"), b"", "coach: --file: a text and a file (give one of them)"),
        (("--file", "nowhere.txt"), b"", "coach: nowhere.txt: No such file or directory"),
        ((), b"\xff", "coach: -, byte 0: not UTF-8"),
        (("a\ud800",), b"", "coach: reply: "),
        (("x", "--standard", "nowhere.yaml"), b"", "nowhere.yaml"),
        (("--jsonl", "nowhere.jsonl"), b"", "coach: nowhere.jsonl: No such file or directory"),
    ],
)
def test_a_refusal_has_place_and_remedy_and_no_traceback(
    coach: Coach, arguments: tuple[str, ...], given: bytes, said: str
) -> None:
    refused = coach("score", *arguments, given=given)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert said in refused.stderr
    assert "Traceback" not in refused.stderr


def test_each_line_gives_one_line_in_order(coach: Coach) -> None:
    Path("in.jsonl").write_bytes(written(list(LINES)))
    assert coach("score", "--jsonl", "in.jsonl", "--out", "out.jsonl").exit_code == 0
    lines = [json.loads(line) for line in Path("out.jsonl").read_bytes().splitlines()]
    assert [(line["id"], line["unscored"]) for line in lines] == [("a", None), ("b", "no_own_words"), ("c", None)]
    for line in lines:
        assert all(0 <= s["start"] <= s["end"] <= len(line["text"]) for s in line["sentences"])


def test_a_bad_line_is_named_and_the_rest_go_on(coach: Coach) -> None:
    given = (
        written([LINES[0]]) + b"{oops\n" + b'{"id": "\xff"}\n' + b"\n" + written([{"id": "d", "text": "x"}, LINES[2]])
    )
    run = coach("score", "--jsonl", "-", "--out", "-", given=given)
    assert run.exit_code == 1
    assert [json.loads(line)["id"] for line in run.stdout.splitlines()] == ["a", "c"]
    assert [line.partition(":")[0] for line in run.stderr.splitlines()] == ["line 2", "line 3", "line 5"]


def test_numbers_and_depths_that_no_reader_takes_are_bad_lines(coach: Coach) -> None:
    given = b'{"id": ' + b"9" * 5000 + b', "reply": "x"}\n' + b"[" * 100_000 + b"\n" + written([LINES[2]])
    run = coach("score", "--jsonl", "-", given=given)
    assert run.exit_code == 1
    assert [json.loads(line)["id"] for line in run.stdout.splitlines()] == ["c"]
    assert [line.partition(":")[0] for line in run.stderr.splitlines()] == ["line 1", "line 2"]


def test_twice_the_same_bytes_whatever_the_order(coach: Coach) -> None:
    def lines(order: list[object]) -> list[str]:
        return sorted(coach("score", "--jsonl", "-", given=written(order)).stdout.splitlines())

    assert lines(list(LINES)) == lines(list(LINES)) == lines(list(reversed(LINES)))


def test_the_input_is_not_overwritten(coach: Coach) -> None:
    Path("in.jsonl").write_bytes(written([LINES[0]]))
    refused = coach("score", "--jsonl", "in.jsonl", "--out", "./in.jsonl")
    assert (refused.exit_code, Path("in.jsonl").read_bytes()) == (2, written([LINES[0]]))


def test_line_separators_inside_a_reply_do_not_split_its_line(coach: Coach) -> None:
    reply = "I'll do it now.\u2028Call me.\x85 Bye"
    run = coach("score", "--jsonl", "-", given=json.dumps({"id": "u", "reply": reply}, ensure_ascii=False) + "\n")
    assert json.loads(run.stdout)["text"] == reply
