"""What of a body is the technician's own, in the forms in which mail comes."""

import pytest

from coach.text import has_words, own_words
from tests.text.examples import examples

MAIL = [item for name in ("outlook", "other_programs", "signatures", "footers") for item in examples(name)]
KEPT = examples("kept")


def owned(text: str) -> list[str]:
    return [span.of(text) for span in own_words(text)]


@pytest.mark.parametrize("item", MAIL, ids=lambda item: item["name"])
def test_leaves_out_what_others_wrote(item: dict[str, object]) -> None:
    assert owned(str(item["body"])) == item["own"]


@pytest.mark.parametrize("item", KEPT, ids=lambda item: item["name"])
def test_keeps_every_word_of_the_technician(item: dict[str, str]) -> None:
    assert owned(item["body"]) == [item["body"]]


def test_block_tags_in_plain_text_are_nobodys_words() -> None:
    body = "<p>Hi Ben,</p><p>it is <b>fixed</b>.</p><blockquote><p>Still down</p></blockquote>"
    assert owned(body) == ["Hi Ben,", "it is <b>fixed</b>."]


def test_signature_in_plain_text_with_tags() -> None:
    assert owned("<p>It is fixed.</p><p>Sofia Reyes<br>Support Engineer</p>") == ["It is fixed.", "Sofia Reyes"]


@pytest.mark.parametrize("text", ["", " \n", "...", "👍", "🙏🏽 !", "---"])
def test_has_no_words(text: str) -> None:
    assert not has_words(text)


@pytest.mark.parametrize("text", ["Resolved.", "ok", "👍 ok", "7", "好的"])
def test_has_words(text: str) -> None:
    assert has_words(text)
