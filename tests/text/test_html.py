"""HTML becomes plain text once; plain text comes back as it is."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import InputError
from coach.text import own_words, plain_text
from tests.text.examples import examples

BODIES = examples("html")


@pytest.mark.parametrize("item", [item for item in BODIES if "text" in item], ids=lambda item: item["name"])
def test_lays_out_lines(item: dict[str, str]) -> None:
    assert plain_text(item["body"], format="html") == item["text"]


@pytest.mark.parametrize("item", [item for item in BODIES if "own" in item], ids=lambda item: item["name"])
def test_marks_what_others_wrote(item: dict[str, str]) -> None:
    text = plain_text(item["body"], format="html")
    assert [span.of(text) for span in own_words(text)] == item["own"]


@given(st.text())
def test_plain_text_is_left_alone(body: str) -> None:
    assert plain_text(body, format="text") == body


@given(st.text(alphabet=st.sampled_from("<>/='\"-! \nabpdivulol&;#1😀"), max_size=300))
def test_any_soup_gives_text(body: str) -> None:
    assert isinstance(plain_text(body, format="html"), str)


def test_words_survive_too_many_tags() -> None:
    text = plain_text("<div>" * 100_000 + "Call me &amp; wait" + "</div>" * 100_000 + "<p>Bye</p>", format="html")
    assert text.split() == ["Call", "me", "&", "wait", "Bye"]


def test_unknown_format_is_refused() -> None:
    with pytest.raises(InputError, match='use "text" or "html"'):
        plain_text("x", format="rtf")  # type: ignore[arg-type]


def test_lone_surrogates_and_nul_do_no_harm() -> None:
    assert plain_text("<p>a\ud800b\x00c</p>", format="html").startswith("a")


HOSTILE = [
    "<div>",
    "<blockquote>",
    "<div class=gmail_quote>",
    "<ul><li>",
    "<p><font color=1>",
    "<!--",
    "<a ",
    '<a b=\'"<">',
    '<p id="',
    "<![CDATA[",
    "</",
    "<script>",
    "&#",
    "<",
    "<pre>\n",
]


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("length", [45_000, 2_000_000])
def test_hostile_bodies_take_no_time(unit: str, length: int) -> None:
    started = time.perf_counter()
    plain_text(unit * (length // len(unit)), format="html")
    assert time.perf_counter() - started < 12


def test_a_tag_of_very_many_attributes_takes_no_time() -> None:
    started = time.perf_counter()
    assert plain_text("<div " + " ".join(f'a{n}="<"' for n in range(200_000)) + ">Done</div>", format="html") == "Done"
    assert time.perf_counter() - started < 12
