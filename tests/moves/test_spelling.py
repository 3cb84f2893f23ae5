"""British and American: one spelling, and words that only look as if they had two."""

import pytest

from coach.moves.spelling import one_spelling
from coach.services.swaps import wordlist

TWO = {
    "apologise": "apologize", "prioritisation": "prioritization", "behaviour": "behavior", "favourite": "favorite",
    "centre": "center", "centred": "centered", "analysed": "analyzed", "catalogues": "catalogs",
    "cancelled": "canceled", "licence": "license", "grey": "gray", "enrol": "enroll",
}  # fmt: skip
STAYS = (
    "advise promise otherwise clockwise raise fundraising noise exercise revise surprise rise wise precise device "
    "service supervised advertise liaise poised hour four your tour pour analysis basis this crisis re more where"
).split()


@pytest.mark.parametrize(("british", "american"), TWO.items())
def test_both_are_shown_alike(british: str, american: str) -> None:
    assert one_spelling(british) == one_spelling(american) == american


@pytest.mark.parametrize("word", STAYS)
def test_others_stay(word: str) -> None:
    assert one_spelling(word) == word


def test_the_audits_pairs_are_alike() -> None:
    pairs = wordlist("spelling")
    assert len(pairs) > 40
    assert {b: one_spelling(b) for b in pairs} == {b: one_spelling(a) for b, a in pairs.items()}
