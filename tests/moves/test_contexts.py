"""What surrounds a match: denied, quoted, supposed, asked, timed."""

import pytest

from coach.moves.contexts import Surroundings
from coach.moves.entries import word_classes
from coach.moves.tokens import Tokens

TOKENS = Tokens(word_classes())
CASES = [
    ("I will FIX it", {"first_person"}),
    ("It works FIX", set()),
    ("I will not FIX it", {"first_person", "negated"}),
    ("We can't FIX it", {"first_person", "negated"}),
    ("Not me, but we FIX it", {"first_person"}),
    ("No problem FIX it", set()),
    ("It is not the cable. We FIX it", {"first_person"}),
    ('He reads "we FIX it" aloud', {"first_person", "quoted"}),
    ("He reads “we FIX it” aloud", {"first_person", "quoted"}),
    ('He reads "nothing" and we FIX it', {"first_person"}),
    ('An open " is no quotation, we FIX it', {"first_person"}),
    ("You said we FIX it", {"first_person", "quoted"}),
    ("I said we FIX it", {"first_person"}),
    ("If you like we FIX it", {"first_person", "conditional"}),
    ("If you like, we FIX it", {"first_person"}),
    ("We FIX it if you like", {"first_person"}),
    ("Should it stall we FIX it", {"first_person", "conditional"}),
    ("Could you FIX it?", {"question"}),
    ("We FIX it by 3 pm", {"first_person", "timed"}),
]


@pytest.mark.parametrize(("text", "names"), CASES, ids=[text for text, _ in CASES])
def test_the_contexts_around_a_word(text: str, names: set[str]) -> None:
    tokens = TOKENS.read(text)
    at = next(i for i, token in enumerate(tokens) if text[token.start : token.end] == "FIX")
    assert Surroundings.of(tokens, first_reply=False).around(at) == names
    assert Surroundings.of(tokens, first_reply=True).around(at) == names | {"first_reply"}
