"""What a trained reader is shown instead of names: whoever it is, the same words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.moves.plain import Plain

KNOWN = (
    "hi thanks dear the printer is down can you log in has it now reset cable please see and from will call outlook "
    "i monday windows on of says laptop we it's tier partner they their my for your client's unplug"
).split()
PLAIN = Plain(KNOWN)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hi Siobhan,", "Hi alex,"),
        ("hi siobhan, can you log in", "hi alex, can you log in"),
        ("Dear Mrs O'Brien-Smith,", "Dear alex,"),
        ("Thanks, Łukasz", "Thanks, alex"),
        ("Maria de la Cruz has it now.", "alex has it now."),
        ("Dr. Xu Wen's laptop", "alex's laptop"),
        ("李伟 says the printer is down", "alex says the printer is down"),
        ("DeShawn from Tier 2 will call", "alex from Tier 2 will call"),
        ("We reset it. Unplugged the cable", "We reset it. Unplugged the cable"),
        ("Outlook is down on Monday", "Outlook is down on Monday"),
        ("see https://a.example/x?y=1 and mail b.c@d.example", "see link and mail address"),
        ("INC0012345 is down", "number is down"),
        ("@acme_help can you call", "alex can you call"),
        ("My wife says he has her laptop", "My partner says they has them laptop"),
        ("His mum says she has hers", "them parent says they has them"),
        ("we are calling from our Nigerian office", "we are calling from our alex office"),
        ("we are from the Netherlands and Turkey", "we are from alex and alex"),
        ("प्रिया शर्मा says hi", "alex says hi"),
        ("'Ofa Taufa has it", "alex has it"),
        ("Llywelyn ap Gruffudd has it", "alex has it"),
        ("the licence is organised in the centre", "the license is organized in the center"),
        ("the VPN is down", "the VPN is down"),
        ("", ""),
        ("🙂", "🙂"),
    ],
)
def test_a_name_is_a_name(text: str, shown: str) -> None:
    assert PLAIN(text) == shown


NAMES = ["Ngozi", "Zoë", "Nguyễn Thị Minh", "O'Rourke", "Anne-Sofie", "van der Berg", "MacTavish", "Ximena"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "said", ["Hi {},", "{} will call", "the printer of {} is down", "Thanks {}", "Thanks\n{}", "it is {}'s laptop"]
)
def test_every_name_is_shown_alike(name: str, said: str) -> None:
    assert PLAIN(said.format(name)) == PLAIN(said.format("Kwabena"))


@given(st.text(max_size=200))
def test_any_text_is_taken_and_twice_is_the_same(text: str) -> None:
    assert PLAIN(text) == PLAIN(text)


@given(st.lists(st.sampled_from(sorted(KNOWN)), min_size=4, max_size=12))
def test_known_small_words_stay(words: list[str]) -> None:
    text = " ".join(words)
    assert PLAIN(text) == text
