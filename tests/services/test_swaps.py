"""Pairs differ in what their kind says and in nothing else; the names in them are on the list and new to the reader."""

import json
import random
import re
import unicodedata
from itertools import chain
from pathlib import Path

import pytest

from coach.services.swaps import KINDS, Pair, cased, greeted, introduced, people, signed, wordlist
from coach.text import own_words
from coach.types.ticket import Author, Reply, Turn

DATA = Path("training_data")
CLIENT, TECHNICIAN = Author.CLIENT, Author.TECHNICIAN
ASKED = "My husband says the colour printer is dead again. He needs it before noon."
REPLY = Reply(
    "Hi Dana,\n\nI'm sorry about the printer. I will restart the queue and it works again by noon. "
    "Please check the favourites page at https://harbour.example/organisation too.\n\nThanks,\nSam",
    (Turn(CLIENT, "Hello"), Turn(TECHNICIAN, "What can I do?"), Turn(CLIENT, ASKED)),
)
BARE = Reply("ok")
NAMES = re.compile("|".join(re.escape(p.name) for p in sorted(people(), key=lambda p: -len(p.name))))
FORM = ("typos", "casing", "grammar", "emoji")
SEEDS = range(30)


def pair(kind: str, *, reply: Reply = REPLY, seed: int = 1) -> Pair:
    made = KINDS[kind](reply, random.Random(seed))
    assert made is not None
    return made


def said(reply: Reply) -> str:
    return "\n".join([*(turn.text for turn in reply.thread), reply.text])


def test_there_are_200_people_from_all_over_the_world() -> None:
    names = [person.name for person in people()]
    assert len(names) == len(set(names)) == 200
    assert len({person.origin for person in people()}) >= 25
    genders = [person.gender for person in people()]
    assert min(genders.count("f"), genders.count("m")) >= 60
    assert set(genders) == {"f", "m", "x"}
    for form in ("-", "['’]", r"\w \w+ \w", "[À-ɏ]", "[Ͱ-῿]", "[一-鿿]"):
        assert any(re.search(form, name) for name in names), form


def test_no_name_is_a_word_of_the_training_data() -> None:
    files = chain(DATA.glob("replies/*.jsonl"), DATA.glob("challenge/*.jsonl"))
    lines = chain.from_iterable(file.read_text(encoding="utf-8").splitlines() for file in files)
    known = {word for line in lines if line for word in folded(json.dumps(json.loads(line), ensure_ascii=False))}
    assert len(known) > 5000
    parts = {part for person in people() for part in re.findall(r"[^\W\d_]{2,}", person.name) if not part.islower()}
    assert not {part for part in parts if folded(part)[0] in known}


def folded(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text).casefold())


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_dice_make_the_same_pair(kind: str) -> None:
    for seed in SEEDS:
        one, other = pair(kind, seed=seed)
        assert (one, other) == pair(kind, seed=seed)
        assert one != other


@pytest.mark.parametrize("seed", SEEDS)
def test_names_differ_in_names_alone_and_stand_in_three_places(seed: int) -> None:
    one, other = pair("names", seed=seed)
    assert NAMES.sub("*", said(one)) == NAMES.sub("*", said(other))
    for half in (one, other):
        (client,) = NAMES.findall(half.thread[-1].text)
        greeting, signature = NAMES.findall(half.text)
        assert client == greeting != signature
        assert half.thread[-1].text == f"This is {client}. {ASKED}"
        assert half.text.startswith(f"Hi {client},\n")
        assert half.text.endswith(f"\nThanks,\n{signature}")


def test_a_reply_without_thread_and_greeting_is_signed() -> None:
    one, other = pair("names", reply=BARE)
    assert NAMES.sub("*", one.text) == NAMES.sub("*", other.text) == "ok\n\n*"


def test_one_half_is_all_he_and_the_other_all_she() -> None:
    he, she = pair("gender")
    assert re.search(r"My husband says .* He needs", he.thread[-1].text)
    assert re.search(r"My wife says .* She needs", she.thread[-1].text)
    name = NAMES.findall(he.text)[0]
    assert he.text == she.text.replace("Mrs ", "Mr ")
    assert (f"This is Mr {name}." in said(he), f"Hi Mrs {name},\n" in said(she)) == (True, True)


@pytest.mark.parametrize(
    ("text", "he", "she"),
    [
        ("Her laptop is hers, call her at six.", "His laptop is his, call him at six.", None),
        ("His laptop is his. Call him himself!", None, "Her laptop is hers. Call her herself!"),
        ("Mr Reed and Ms Cole", "Mr Reed and Mr Cole", "Mrs Reed and Mrs Cole"),
        ("SHE told me HER code", "HE told me HIS code", None),
        ("It took 20 ms on the motherboard of the Brother.", "It took 20 ms on the motherboard of the Brother.", None),
    ],
)
def test_gender_words_keep_their_part_of_the_sentence(text: str, he: str | None, she: str | None) -> None:
    halves = pair("gender", reply=Reply("ok", (Turn(CLIENT, text),)))
    told = [half.thread[0].text.split(". ", 1)[1] for half in halves]
    assert told == [he or text, she or text]


@pytest.mark.parametrize(("kind", "words"), [("nationality", "nationalities"), ("company", "companies")])
def test_a_country_and_a_company_differ_in_the_clients_last_message_alone(kind: str, words: str) -> None:
    swapped = re.compile("|".join(re.escape(word) for word in flat(wordlist(words))))
    for seed in SEEDS:
        one, other = pair(kind, seed=seed)
        assert one.text == other.text == REPLY.text
        assert one.thread[:2] == other.thread[:2] == REPLY.thread[:2]
        assert swapped.sub("*", one.thread[-1].text) == swapped.sub("*", other.thread[-1].text)
        assert one.thread[-1].text.endswith(f" {ASKED}")


def flat(words: list[str] | list[list[str]]) -> list[str]:
    found = [each for word in words for each in ([word] if isinstance(word, str) else word)]
    return sorted(found, key=len, reverse=True)


@pytest.mark.parametrize("kind", FORM)
def test_form_changes_the_reply_alone_and_the_first_half_is_the_reply(kind: str) -> None:
    for seed in SEEDS:
        one, other = pair(kind, seed=seed)
        assert one == REPLY
        assert other.thread == REPLY.thread


def test_typos_are_small_few_and_not_in_addresses() -> None:
    long = Reply(" ".join(["printer restart because something"] * 500) + " see https://harbour.example/something")
    _, other = pair("typos", reply=long)
    words, slipped = long.text.split(), other.text.split()
    changed = [(a, b) for a, b in zip(words, slipped, strict=True) if a != b]
    assert 0.025 < len(changed) / 2000 < 0.055
    assert all((a[0], a[-1]) == (b[0], b[-1]) and abs(len(a) - len(b)) <= 1 for a, b in changed)
    assert slipped[-1] == words[-1]


def test_a_short_reply_has_one_typo() -> None:
    text = "Please restart."
    _, other = pair("typos", reply=Reply(text))
    assert other.text != text
    assert other.text.startswith("Please ")


def test_capitals_go_and_nothing_else() -> None:
    texts = {pair("casing", seed=seed)[1].text for seed in SEEDS}
    assert REPLY.text.lower() in texts
    assert len(texts) == 2
    assert {text.lower() for text in texts} == {REPLY.text.lower()}
    (starts,) = texts - {REPLY.text.lower()}
    assert starts.startswith("hi Dana,\n\ni'm sorry")


def test_spelling_is_british_in_one_half_and_american_in_the_other() -> None:
    british, american = pair("spelling")
    assert "colour printer" in said(british)
    assert "color printer" in said(american)
    assert "favourites page" in said(british)
    assert "favorites page" in said(american)
    shown = Reply("COLOUR and Realize")
    assert [half.text for half in pair("spelling", reply=shown)] == ["COLOUR and Realise", "COLOR and Realize"]


def test_spellings_are_a_table_with_two_sides() -> None:
    spellings = wordlist("spelling")
    assert len(spellings) >= 60
    assert len(set(spellings.values())) == len(spellings)
    assert not set(spellings) & set(spellings.values())


def test_a_learners_slips_leave_the_words_readable() -> None:
    text = "I will check. Please try the other port, it works with a cable. I have a few minutes for the information."
    slips = {pair("grammar", reply=Reply(text), seed=seed)[1].text for seed in range(200)}
    for slip in ("I will to check", "Please to try", "it work with", "with cable", "informations", "try other port"):
        assert any(slip in text for text in slips), slip
    assert all("a few minutes" in text for text in slips)


def test_an_emoji_stands_behind_a_sentence_of_ones_own() -> None:
    quoted = Reply("I'm on it. Call me.\n\n-----Original Message-----\nFrom: Dana\nSubject: x\n\nIt is down!")
    for seed in SEEDS:
        _, other = pair("emoji", reply=quoted, seed=seed)
        assert re.sub(rf" (?:{'|'.join(wordlist('emoji'))})", "", other.text) == quoted.text
        assert re.match(r"I'm on it\. (\W+ Call me\.|Call me\. \W)", other.text)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("names", "emoji")])
def test_a_kind_that_cannot_apply_makes_no_pair(kind: str) -> None:
    """Names need no place of their own, an emoji no more than a sentence."""
    assert KINDS[kind](BARE, random.Random(1)) is None
    assert KINDS["emoji"](Reply(""), random.Random(1)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hi Dana,\nok", "Hi *,\nok"),
        ("hello there, ok", "hello *, ok"),
        ("Good morning Mr. Van Dyke!\nok", "Good morning *!\nok"),
        ("Morning - ok", "Morning * - ok"),
        ("Dear Dana. Fixed it.", "Dear *. Fixed it."),
        ("Hey", "Hey *"),
        ("Hello and thanks for writing", "Hello and thanks for writing"),
        ("Hiding the bar helps.", "Hiding the bar helps."),
        ("ok", "ok"),
    ],
)
def test_greetings(text: str, expected: str) -> None:
    assert greeted(text, "*") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Done.\n\nKind regards,\nSam Carter", "Done.\n\nKind regards,\n*"),
        ("Done.\nThanks, Sam", "Done.\nThanks, *"),
        ("Done.\nthanks again\n\nsam", "Done.\nthanks again\n\n*"),
        ("Done.", "Done.\n\n*"),
        ("Done.\n\nBest,\nSam\nService Desk Engineer\n+44 1632 960123", None),
        ("Done.\n\n-----Original Message-----\nFrom: Dana\nSubject: x\n\nThanks,\nDana", None),
        ("", "\n\n*"),
    ],
)
def test_signatures(text: str, expected: str | None) -> None:
    """What is not the technician's own words stays as it is, below the name."""
    signed_text = signed(text, "*")
    if expected is not None:
        assert signed_text == expected
    else:
        end = own_words(text)[-1].end
        assert signed_text.endswith("*" + text[end:])


def test_only_the_last_message_of_the_client_is_introduced() -> None:
    assert [turn.text for turn in introduced(REPLY, "I am Eve.").thread[:2]] == ["Hello", "What can I do?"]
    alone = Reply("ok", (Turn(TECHNICIAN, "Hello"),))
    assert introduced(alone, "I am Eve.") == alone


def test_capitals_are_kept() -> None:
    assert [cased("color", like) for like in ("colour", "Colour", "COLOUR", "C")] == [
        "color",
        "Color",
        "COLOR",
        "Color",
    ]
