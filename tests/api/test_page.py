"""The page: what it shows of a review, that it needs no script, that it lets nothing through."""

import base64
import re
from collections.abc import Callable
from html import unescape
from itertools import pairwise

import pytest
from fastapi.testclient import TestClient

from api.web.contexts import ScorePage, review_view
from api.web.pages import STATIC, password, templates
from coach.services.wording import Family
from coach.standard.loading import load_standard
from coach.types.reading import Move
from coach.types.review import Finding, Review, Verdict
from tests.api.fakes import MADE_BY, review, span_in

STANDARD = load_standard()
GOOD = (
    "Hi Dana, I see payroll hangs on this; that must be a worry. I'm resetting the scanner now and will call you by 11."
)
SAID = (
    ("I see payroll hangs on this.", (Move.ACKNOWLEDGE_IMPACT,)),
    ("Hopefully it works now.", (Move.HEDGE, Move.RESOLVED)),
    ("Harbor IT | 555-0100", (Move.BOILERPLATE,)),
)
TEXT = " ".join(sentence for sentence, _ in SAID)


def shown(page: ScorePage) -> str:
    return templates.get_template("score.html").render(page=page)


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_the_empty_page_asks_for_a_reply(local: TestClient) -> None:
    answer = local.get("/")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "Review this reply" in answer.text
    assert 'id="review"' not in answer.text


def test_a_reply_is_reviewed_and_what_was_typed_stays(local: TestClient) -> None:
    answer = local.post("/", data={"client": "The scanner stopped, payroll is due!", "reply": "I'll look into it."})
    text = words(answer.text)
    assert answer.status_code == 200
    assert "The scanner stopped, payroll is due!" in text
    for expected in ("What the client may miss", "hedges", "Ownership", "Weak", "Acknowledgment", "Missing"):
        assert expected in text


def test_a_good_reply_is_met_with_silence(local: TestClient) -> None:
    text = words(local.post("/", data={"client": "The scanner stopped and payroll is due.", "reply": GOOD}).text)
    assert "Nothing to improve." in text
    assert not re.search(r"\b(great|well done|excellent|perfect|good job)\b", text, re.I)


def test_the_page_is_given_all_that_it_prints() -> None:
    overdue = span_in(TEXT, "Hopefully it works now.")
    view = review_view(
        review(
            SAID,
            verdicts=[
                Verdict("ownership", "weak", "Nobody takes it.", (overdue,)),
                Verdict("acknowledgment", "impact_first", "Payroll comes first."),
                Verdict("closure", "not_applicable", "It stays open."),
                Verdict("tone", "neutral", "Civil."),
            ],
            findings=[Finding("ownership_weak", "ownership", "weak", "Nobody takes it.", (overdue,), 0.9)],
            unsure=("tone",),
            overall=0.416,
        ),
        STANDARD,
    )
    assert [(line.text, line.family) for line in view.lines] == [
        ("I see payroll hangs on this.", Family.CARES),
        ("Hopefully it works now.", Family.WEAKENS),
    ]
    assert [tag.label for tag in view.lines[1].tags] == ["hedges", "says it is done"]
    assert view.left_out == ("Harbor IT | 555-0100",)
    assert [(card.title, card.value, card.state) for card in view.core] == [
        ("Ownership", "Weak", "attention"),
        ("Acknowledgment", "Impact first", "fine"),
        ("Closing the loop", "Does not close the matter", "aside"),
    ]
    assert view.core[0].quotes == ("Hopefully it works now.",)
    assert [(card.value, card.unsure) for card in view.aside] == [("Neutral", True)]
    assert [(advice.title, advice.reason) for advice in view.advice] == [("Ownership", "Nobody takes it.")]
    assert (view.overall, view.unscored) == ("Overall 42 of 100: needs work.", "")


def test_words_that_a_reason_quotes_are_not_quoted_again() -> None:
    place = span_in(TEXT, "Hopefully it works now.")
    shown = review(SAID, verdicts=[Verdict("ownership", "weak", f"Weak: “{place.of(TEXT)}”", (place,))])
    view = review_view(shown, STANDARD)
    assert view.core[0].quotes == ()


def test_what_cannot_be_scored_says_why_and_nothing_else(local: TestClient) -> None:
    text = words(local.post("/", data={"reply": "👍"}).text)
    assert "There are no words of the technician's own" in text
    assert "Verdicts" not in text
    assert "Overall" not in text


@pytest.mark.parametrize("reason", ["no_own_words", "not_english", "too_long", "failed", "some_new_reason"])
def test_every_reason_is_a_sentence(reason: str) -> None:
    view = review_view(Review("x", "hash", MADE_BY, unscored=reason), STANDARD)
    assert view.unscored.endswith(".")
    assert "_" not in view.unscored


def test_markup_in_a_reply_stays_text(local: TestClient) -> None:
    attack = '</textarea><script>alert(1)</script><img src=x onerror=alert(1)>" onload="x I will reset it now.'
    html = local.post("/", data={"reply": attack, "client": attack}).text
    assert "<script" not in html
    assert "<img src=x" not in html
    assert html.count("</textarea>") == 2


def test_leading_line_ends_survive_the_form(local: TestClient) -> None:
    html = local.post("/", data={"reply": "\r\n\r\nI'll do it now."}).text
    assert "required>\n\n\nI&#39;ll do it now." in html


def test_nothing_is_inline_and_nothing_comes_from_elsewhere(local: TestClient) -> None:
    html = local.post("/", data={"reply": "I'll look into it."}).text
    assert not re.search(r"<(script|style|iframe)\b|\son\w+=|\sstyle=|https?://", html)
    assert not re.search(r"url\(|@import|https?://", (STATIC / "coach.css").read_text())


def test_what_cannot_be_taken_is_said_on_the_page(local: TestClient) -> None:
    answer = local.post("/", data={"reply": "a\0b"})
    assert answer.status_code == 422
    assert "A NUL character" in words(answer.text)
    assert local.post("/").status_code == 200


@pytest.mark.parametrize(
    "form",
    [
        {"content": b"reply=%FF%FE", "headers": {"Content-Type": "application/x-www-form-urlencoded"}},
        {"content": b"reply=x", "headers": {"Content-Type": "multipart/form-data"}},
        {"content": b"--b\r\n\r\n", "headers": {"Content-Type": "multipart/form-data; boundary=b"}},
        {"files": {"reply": ("a.txt", b"I will do it now.")}},
        {"content": b"{}", "headers": {"Content-Type": "application/json"}},
        {"content": b"x" * 2_100_000, "headers": {"Content-Type": "application/x-www-form-urlencoded"}},
    ],
)
def test_no_form_is_a_fault(local: TestClient, form: dict[str, object]) -> None:
    assert local.post("/", **form).status_code < 500  # type: ignore[arg-type]


def test_from_elsewhere_the_key_is_the_password(remote: TestClient, keys: dict[str, str]) -> None:
    answer = remote.get("/")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Basic")
    assert remote.get("/", auth=("sam", keys["sam"])).status_code == 200
    assert remote.post("/", data={"reply": "x"}, auth=("sam", "wrong")).status_code == 401
    assert remote.get("/static/coach.css").status_code == 200


def test_a_password_is_read_or_empty() -> None:
    good = base64.b64encode(b"sam:a:b").decode()
    assert password(f"Basic {good}") == "a:b"
    for header in (None, "", "Basic", "Basic %%%", "Basic /w==", f"Bearer {good}", "Basic é"):
        assert password(header) == ""


def test_every_label_has_its_field_and_every_section_its_heading(local: TestClient) -> None:
    html = local.post("/", data={"reply": "I'll look into it."}).text
    assert set(re.findall(r'<label for="(\w+)"', html)) == set(re.findall(r'<textarea id="(\w+)"', html))
    assert set(re.findall(r'aria-labelledby="([\w-]+)"', html)) <= set(re.findall(r'\sid="([\w-]+)"', html))
    levels = [int(level) for level in re.findall(r"<h(\d)", html)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


PAIRS = [
    ("ink", "paper"), ("ink", "card"), ("quiet", "paper"), ("quiet", "card"), ("brand-ink", "brand"),
    ("ink", "plain-wash"), ("weakens", "card"), ("closes", "card"),
    *((family, "card") for family in ("cares", "owns", "helps", "plain")),
    *(("ink", f"{family}-wash") for family in ("cares", "owns", "helps", "closes", "weakens")),
]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_text_stands_out_from_what_is_behind_it(scheme: str, front: str, back: str) -> None:
    """WCAG 2.2 AA asks for 4.5 to 1."""
    light, dark = (STATIC / "coach.css").read_text().split("@media (prefers-color-scheme: dark)")
    colours = dict(re.findall(r"--([\w-]+): (#\w{6})", light if scheme == "light" else dark))
    lighter, darker = sorted((luminance(colours[front]), luminance(colours[back])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def luminance(colour: str) -> float:
    linear: Callable[[float], float] = lambda c: c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4  # noqa: E731
    red, green, blue = (linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
