"""`phrase_present`: words as they stand, case aside, at word boundaries, in the technician's own sentences.

    phrase_present: {phrases: [kindly do the needful], lists: [jargon], except: [tenant], in: [fix, ask]}

`lists` names word lists shipped in `words/`; `except` takes phrases out of them; `in` looks only at sentences with one
of those moves. A phrase explained in brackets right behind it does not count. Evidence: the sentences where one stands.
"""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from coach.standard import params
from coach.standard.outcome import Judged, Outcome, carries, likelihood, spans
from coach.types.reading import Reading

WORDS = Path(__file__).parent.parent / "words"
_EXPLAINED = re.compile(r"s?\s*(?:\(|, ?(?:i\.e\.|that is|which is|meaning|the |a |an )|[–-] ?(?:the |a |an |which ))")


def parse(raw: Any, where: str) -> Callable[[Reading, Judged], Outcome]:
    raw = {"phrases": raw} if isinstance(raw, list | str) else raw
    raw = params.mapping(raw, where, allowed={"phrases", "lists", "except", "in"})
    phrases = _phrases(raw, where)
    among = params.moves(raw["in"], f"{where}.in") if "in" in raw else None

    def check(reading: Reading, judged: Judged) -> Outcome:
        inside = [s for s in reading.own if among is None or carries(s, among)]
        found = [s for s in inside if _stands(phrases, s.span.of(reading.reply.text))]
        sure = max((likelihood(s, among) if among else 1.0 for s in found), default=0.0)
        return Outcome(sure, spans(found))

    return check


def _phrases(raw: Any, where: str) -> re.Pattern[str]:
    words = {p.lower() for p in params.texts(raw["phrases"], f"{where}.phrases")} if "phrases" in raw else set()
    for name in params.texts(raw["lists"], f"{where}.lists") if "lists" in raw else ():
        words |= set(word_list(name, f"{where}.lists"))
    if "except" in raw:
        words -= {p.lower() for p in params.texts(raw["except"], f"{where}.except")}
    if not words:
        raise params.wrong(where, "no phrase to look for", "name phrases or lists")
    longest_first = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<![\w.@/\\-])(?:{longest_first})(?![\w@/\\-])", re.IGNORECASE)


@cache
def word_list(name: str, where: str = "") -> tuple[str, ...]:
    """The shipped list `words/<name>.yaml`, lower case. Raises StandardError where there is none."""
    path = WORDS / f"{name}.yaml"
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in WORDS.glob("*.yaml")))
        raise params.wrong(where, f"no word list {name!r}", f"use {known}")
    return tuple(term["term"].lower() for term in yaml.safe_load(path.read_text(encoding="utf-8"))["terms"])


def _stands(phrases: re.Pattern[str], text: str) -> bool:
    return any(not _EXPLAINED.match(text, match.end()) for match in phrases.finditer(text))
