"""An audit catches a reader that looks where it should not, and leaves in peace one that does not."""

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import pytest

from coach.engine import Engine
from coach.errors import InputError
from coach.moves.rules import RulesTagger
from coach.services.audit import AuditReport, Line, audit
from coach.services.audit_cases import WAYS, cases, gaming
from coach.services.audit_drift import drift, profile, read_profile
from coach.services.audit_figures import Share, calibration, rank_correlation, ranks, share
from coach.services.audit_flips import Flips, flips, pairs
from coach.services.evaluating import Labels, read_labels
from coach.services.scoring import dump
from coach.services.swaps import KINDS, people
from coach.standard.loading import load_standard
from coach.types.reading import Answer, Facts, Move, Tags, Tone
from coach.types.text import Sentence
from coach.types.ticket import Author, Reply, Turn
from tests.desk import FACTS, NEED

STANDARD = load_standard()
SWAPS = 24
ASKED = "My wife cannot print and the colour labels must go out by noon. I am worried."
TEXTS = (
    "Hi Dana,\n\nI'm sorry that the labels are stuck. I will restart the queue and call you by 11.\n\nThanks,\nSam",
    "Hi Dana,\n\nPlease try the other printer, it works with the same labels. I'm looking into the favourites.\n\nSam",
    "Hello,\n\nI have replaced the colour drum and printed a test page. Can you confirm that it prints for you?",
    "As I said before, you have to apologise to the supplier and ask them for a new cartridge.",
)
UNREADABLE = Reply("👍👍")


@dataclass(frozen=True)
class Reads:
    """A reader that hears one tone where its rule holds of the reply, and another where it does not."""

    cold: Callable[[Reply], bool]
    name: str = "fake"
    version: str = "1"

    def tag_many(self, items: Iterable[tuple[Reply, tuple[Sentence, ...]]]) -> Iterator[Tags]:
        return (self._tag(reply, sentences) for reply, sentences in items)

    def _tag(self, reply: Reply, sentences: tuple[Sentence, ...]) -> Tags:
        tone = Tone.COLD if self.cold(reply) else Tone.NEUTRAL
        facts: Facts = replace(FACTS, tone=Answer(tone))
        return Tags(tuple({Move.FIX: 0.9} for _ in sentences), NEED, facts)


def line(text: str, name: str, **labels: str) -> Line:
    return name, Reply(text, (Turn(Author.CLIENT, ASKED),)), Labels(labels, ())


LINES = [line(text, f"reply {n}") for n, text in enumerate(TEXTS)]
DESK = [
    *LINES,
    line(TEXTS[0], "labelled", ownership="strong", acknowledgment="issue_first", closure="not_applicable"),
    ("odd", UNREADABLE, Labels({}, ())),
]


@pytest.fixture(scope="module")
def rules() -> Engine:
    return Engine(RulesTagger(), STANDARD)


@pytest.fixture(scope="module")
def report(rules: Engine) -> AuditReport:
    return audit(rules, DESK, swaps=SWAPS, seed=3)


def flips_of(cold: Callable[[Reply], bool], kind: str) -> Flips:
    replies = [(name, reply) for name, reply, _ in LINES]
    return flips(kind, pairs(kind, replies, wanted=SWAPS, seed=7), Engine(Reads(cold), STANDARD).review)


def blind(reply: Reply) -> bool:
    return False


def words_of(reply: Reply) -> str:
    return " ".join([reply.text, *(turn.text for turn in reply.thread)])


FEMALE = re.compile("|".join(re.escape(person.name) for person in people() if person.gender == "f"))
LOOKS_AT: dict[str, Callable[[Reply], bool]] = {
    "names": lambda reply: bool(FEMALE.search(words_of(reply))),
    "gender": lambda reply: " she " in f" {words_of(reply).lower()} " or "Mrs" in words_of(reply),
    "nationality": lambda reply: bool(re.search(r"\b[A-M]\w+(?: office)?\.", reply.thread[-1].text)),
    "company": lambda reply: bool(re.search(r"from [A-M]", reply.thread[-1].text)),
    "typos": lambda reply: reply.text not in TEXTS and reply.text.lower() not in map(str.lower, TEXTS),
    "casing": lambda reply: not re.search(r"^[A-Z]", reply.text),
    "spelling": lambda reply: "color" in words_of(reply),
    "grammar": lambda reply: bool(re.search(r"will to|it work |Please to|replaced colour|try other", reply.text)),
    "emoji": lambda reply: any(ord(character) > 0x2000 for character in reply.text),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_reader_that_looks_is_caught(kind: str) -> None:
    found = flips_of(LOOKS_AT[kind], kind)
    assert 0 < found.changed.hits <= found.changed.of
    assert found.fields["tone"] == found.changed.hits
    assert not any(count for field, count in found.fields.items() if field != "tone")
    assert found.changed.low < (found.changed.rate or 0) <= found.changed.high
    flip = found.examples[0]
    assert (flip.field, {flip.one, flip.other}) == ("tone", {"cold", "neutral"})
    assert flip.reply.startswith("reply ")


def test_a_reader_that_is_blind_never_flips() -> None:
    for found in audit(Engine(Reads(blind), STANDARD), LINES, swaps=SWAPS).flips:
        assert (found.changed.hits, found.half_scored, found.examples) == (0, 0, ())
        assert found.changed.of > 0


def test_a_reply_that_breaks_the_reader_in_one_half_is_counted_apart() -> None:
    def picky(reply: Reply) -> bool:
        if reply.text.islower():
            raise ValueError("no capitals")
        return False

    found = flips_of(picky, "casing")
    assert found.half_scored > 0
    assert found.changed.hits == 0
    assert found.changed.of + found.half_scored <= SWAPS


def test_names_are_tried_most_and_no_pair_twice() -> None:
    replies = [(name, reply) for name, reply, _ in LINES]
    for kind in KINDS:
        made = [pair for _, pair in pairs(kind, replies, wanted=40, seed=1)]
        assert len(made) == len(set(made)) <= 40
    assert len(list(pairs("names", replies, wanted=40, seed=1))) == 40
    assert len(list(pairs("spelling", replies, wanted=40, seed=1))) == 4, "one spelling pair a reply"
    assert list(pairs("names", [], wanted=40, seed=1)) == []


def test_the_report_is_the_same_each_time_and_another_by_another_seed(rules: Engine, report: AuditReport) -> None:
    assert report == audit(rules, DESK, swaps=SWAPS, seed=3)
    assert report.gaming == gaming(rules.review, seed=3) != gaming(rules.review, seed=4)
    replies = [(name, reply) for name, reply, _ in LINES]
    one, other = (list(pairs("names", replies, wanted=SWAPS, seed=seed)) for seed in (3, 4))
    assert one != other


def test_the_report_says_what_was_audited(rules: Engine, report: AuditReport) -> None:
    assert report.made_by == rules.made_by
    assert (report.replies, report.scored, report.labelled) == (6, 5, 1)
    assert [each.kind for each in report.flips] == list(KINDS)
    by_kind = {each.kind: each.changed.of + each.half_scored for each in report.flips}
    assert (by_kind["names"], by_kind["company"]) == (SWAPS, SWAPS // 4)


def test_the_report_is_json_to_the_last_figure(report: AuditReport) -> None:
    raw = json.loads(dump(report.as_json()))
    assert raw["flips"][0]["kind"] == "names"
    assert raw["made_by"]["model"] == "rules"
    assert raw["agreement"]["fields"][0]["field"] == "ownership"
    assert read_profile(raw) == read_profile(raw["drift"]["profile"]) == raw["drift"]["profile"]


def test_nothing_to_score_is_refused(rules: Engine) -> None:
    with pytest.raises(InputError, match="no reply that can be scored"):
        audit(rules, [("odd", UNREADABLE, Labels({}, ()))])


def test_gaming_counts_the_best_core_verdicts(rules: Engine, report: AuditReport) -> None:
    assert [each.way for each in report.gaming] == list(WAYS)
    tried = len(cases("problems")) * len(cases("empty"))
    for each in report.gaming:
        assert each.any_best.of == tried
        assert max(part.hits for part in each.best.values()) <= each.any_best.hits
    assert 10 <= len(cases("empty")) <= 14


def test_condescension_is_told_from_courtesy_by_a_reader_that_hears_it() -> None:
    rude = {case["condescending"] for case in cases("condescension")}
    assert len(rude) == 20
    hears = audit(Engine(Reads(lambda reply: reply.text in rude), STANDARD), LINES, swaps=1).condescension
    assert (hears.told_apart.hits, hears.condescending_cold.hits, hears.civil_cold.hits) == (20, 20, 0)
    deaf = audit(Engine(Reads(lambda reply: bool(reply.text)), STANDARD), LINES, swaps=1).condescension
    assert (deaf.told_apart.hits, deaf.condescending_cold.hits, deaf.civil_cold.hits) == (0, 20, 20)


def test_a_reader_that_counts_characters_is_caught() -> None:
    long_is_cold = Engine(Reads(lambda reply: len(reply.text) > 60), STANDARD)
    texts = [line(f"I reset it{' and then again' * n}.", str(n)) for n in range(8)]
    found = audit(long_is_cold, texts, swaps=1).length
    assert found.replies == 8
    assert found.correlation is not None
    assert found.correlation < -0.8


def test_labels_are_compared_where_there_are_any(rules: Engine, report: AuditReport) -> None:
    assert [each.field for each in report.calibration] == ["ownership", "acknowledgment", "closure"]
    assert all(each.replies == 1 for each in report.calibration)
    assert report.agreement is not None
    assert report.agreement.replies == 1
    unlabelled = audit(rules, LINES, swaps=1)
    assert (unlabelled.agreement, unlabelled.calibration, unlabelled.labelled) == (None, (), 0)


def test_lines_are_those_of_scoring_and_evaluating(rules: Engine) -> None:
    plain = {"id": "a", "context": f"Customer: {ASKED}", "reply": TEXTS[0]}
    found = audit(rules, [read_labels(plain), read_labels(plain | {"id": "b", "tone": "warm"})], swaps=1)
    assert (found.replies, found.labelled) == (2, 1)


def test_calibration_by_hand() -> None:
    """Ten at 0.95 of which 9 right (off by 0.05), ten at 0.55 of which 2 right (off by 0.35), one certain and right."""
    said = [(0.95, n < 9) for n in range(10)] + [(0.55, n < 2) for n in range(10)] + [(1.0, True)]
    found = calibration("tone", said)
    assert found is not None
    assert [(b.low, b.high, b.replies) for b in found.bins] == [(0.5, 0.6, 10), (0.9, 1.0, 11)]
    assert [b.accuracy for b in found.bins] == pytest.approx([0.2, 10 / 11])
    assert found.error == pytest.approx((10 * 0.35 + abs(9.5 + 1 - 10)) / 21)
    assert calibration("tone", []) is None


def test_the_interval_of_a_share_by_hand() -> None:
    """Wilson for 5 of 50, and for none of 2,000."""
    five = share(5, 50)
    assert (five.rate, five.low, five.high) == pytest.approx((0.1, 0.0435, 0.2136), abs=1e-4)
    assert (share(0, 2000).low, share(0, 2000).high) == pytest.approx((0, 0.00192), abs=1e-5)
    assert share(20, 20).high == 1
    assert share(0, 0) == Share(0, 0, None, 0.0, 1.0)


def test_rank_correlation_by_hand() -> None:
    assert list(ranks([10, 30, 20, 20])) == [1, 4, 2.5, 2.5]
    assert rank_correlation([1, 2, 3, 4], [1, 4, 9, 16]) == pytest.approx(1)
    assert rank_correlation([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)
    assert rank_correlation([1, 2, 3, 4], [2, 1, 4, 3]) == pytest.approx(0.6)
    assert rank_correlation([1, 2], [1, 2]) is None
    assert rank_correlation([1, 2, 3], [5, 5, 5]) is None
    assert rank_correlation([], []) is None


def test_a_profile_is_shares(rules: Engine) -> None:
    replies = [*(reply for _, reply, _ in LINES), UNREADABLE, Reply("Done.", (Turn(Author.TECHNICIAN, "Hi"),))]
    found = profile(replies, list(rules.review_many(replies)))
    assert list(found) == ["length", "sentences", "first_reply", "need", "moves", "scored"]
    for shares in found.values():
        assert sum(shares.values()) == pytest.approx(1)
    assert found["first_reply"] == pytest.approx({"yes": 5 / 6, "no": 1 / 6})
    assert found["scored"] == pytest.approx({"yes": 5 / 6, "no_own_words": 1 / 6})
    assert profile([], [])["need"] == {}


def test_the_same_desk_has_not_drifted_and_another_has() -> None:
    then = {"need": {"problem": 0.8, "thanks": 0.2}, "length": {"0-99": 1.0}, "moves": {}}
    same = drift(then, then)
    assert same.movements is not None
    assert [(m.feature, m.index, m.state) for m in same.movements] == [("need", 0, "same"), ("length", 0, "same")]
    now = {"need": {"problem": 0.6, "thanks": 0.4}, "length": {"0-99": 0.2, "100-249": 0.8}, "moves": {"own": 1.0}}
    moved = drift(now, then).movements
    assert moved is not None
    assert [(m.feature, m.state, m.group) for m in moved] == [
        ("length", "moved", "100-249"),
        ("need", "watch", "thanks"),
    ]
    assert moved[1].index == pytest.approx(0.2 * math.log(0.8 / 0.6) + 0.2 * math.log(0.4 / 0.2))
    assert drift(now, None).movements is None


@pytest.mark.parametrize(
    "raw", [None, [], {}, {"drift": {}}, {"drift": 5}, {"need": 5}, {"need": {"a": "b"}}, {"need": {"a": 7}}]
)
def test_what_is_no_profile_is_refused(raw: object) -> None:
    with pytest.raises(InputError, match="no profile"):
        read_profile(raw)
