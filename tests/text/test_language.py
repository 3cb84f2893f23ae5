"""Only what is clearly another language is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.text import looks_english
from tests.text.examples import examples

LISTED = examples("languages")


@pytest.mark.parametrize("text", LISTED["english"])
def test_reads(text: str) -> None:
    assert looks_english(text)


@pytest.mark.parametrize("text", LISTED["other"])
def test_refuses(text: str) -> None:
    assert not looks_english(text)


@pytest.mark.parametrize("name", ["प्रिया शर्मा", "محمد الحربي", "Ευγενία Δημητρίου", "李伟", "Sam Lee"])
@pytest.mark.parametrize("said", ["ok", "aye", "Done."])
def test_a_name_is_no_language(said: str, name: str) -> None:
    assert looks_english(f"{said}\n\n{name}")


@given(st.text())
def test_answers_for_any_text(text: str) -> None:
    assert looks_english(text) in {True, False}
