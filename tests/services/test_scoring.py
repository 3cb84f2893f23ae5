"""Many lines: one answer each, in order; a bad one is numbered and stops nothing."""

import json
from collections.abc import Iterator

import pytest

from coach.engine import Engine
from coach.moves.rules import RulesTagger
from coach.services.scoring import BadLine, dump, score_lines
from coach.standard.loading import load_standard


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(RulesTagger(), load_standard())


def test_one_answer_a_line_in_order(engine: Engine) -> None:
    given = [
        b'{"id":"a","reply":"Resolved."}\n',
        b"\n",
        b'{"reply":"ok"}',
        b"nonsense",
        b'{"reply":5}',
        b'{"reply":""}',
    ]
    found = list(score_lines(given, engine))
    assert [f.number if isinstance(f, BadLine) else json.loads(f)["id"] for f in found] == ["a", "3", 4, 5, "6"]


@pytest.mark.parametrize(
    "raw",
    [
        b"{",
        b"[]",
        b"7",
        b'"x"',
        b"\xff",
        b"\xef\xbb\xbf[",
        b"[" * 100_000,
        b'{"id":' + b"9" * 5000 + b',"reply":"x"}',
        b'{"reply":"\\ud800"}',
        b'{"reply":"a\\u0000"}',
        b'{"reply":NaN}',
        b'{"reply":"x","context":1e999}',
    ],
    ids=lambda raw: repr(raw[:20]),
)
def test_no_line_stops_the_rest(engine: Engine, raw: bytes) -> None:
    bad, good = score_lines([raw, b'{"id":"b","reply":"ok"}'], engine)
    assert isinstance(bad, BadLine)
    assert bad.number == 1
    assert bad.problem.where
    assert bad.problem.remedy
    assert isinstance(good, str)


def test_a_byte_order_mark_or_its_absence_is_no_matter_of_the_text(engine: Engine) -> None:
    """UTF-8 from some programs begins with a mark; whatever becomes of that line, the next is scored."""
    answers = list(score_lines([b'\xef\xbb\xbf{"reply":"ok"}', b'{"reply":"ok"}'], engine))
    assert len(answers) == 2
    assert isinstance(answers[1], str)


def test_lines_are_scored_as_they_come(engine: Engine) -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield b'{"reply":"ok"}'

    assert isinstance(next(score_lines(endless(), engine)), str)


def test_the_dump_is_one_line_and_refuses_what_json_has_not() -> None:
    assert dump({"a": "ü\n\u2028", "b": [1.5, None]}) == '{"a":"ü\\n\u2028","b":[1.5,null]}'
    with pytest.raises(ValueError, match="not JSON compliant"):
        dump({"a": float("nan")})
