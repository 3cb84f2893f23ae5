"""How much the writers differ: openings, shared runs of words, richness of vocabulary.

`python -m coach.training.variety [GOLD]` prints the figures, beside those of labelled replies from outside where given.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from statistics import median

from coach.training.check import own_texts
from coach.training.duplicates import runs
from coach.training.labelled import REPLIES, LabelledReply, read_labelled

OPENING = 5
SHARED = 8
SEGMENT = 1000
"""Words in a segment of which the type-token ratio is taken: the ratio of a longer text is lower by length alone."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
Figures = dict[str, float]


def variety(texts: Sequence[str]) -> Figures:
    """Share of distinct openings, and the type-token ratio: the mean over segments of 1,000 words."""
    words = [[word.lower() for word in _WORD.findall(text)] for text in texts]
    openings = {tuple(each[:OPENING]) for each in words if len(each) >= OPENING}
    every = [word for each in words for word in each]
    segments = [every[i : i + SEGMENT] for i in range(0, len(every) - SEGMENT + 1, SEGMENT)] or [every]
    return {
        "replies": len(texts),
        "words a reply": round(len(every) / max(1, len(texts)), 1),
        "distinct openings": round(len(openings) / max(1, sum(len(each) >= OPENING for each in words)), 3),
        "type-token ratio": round(sum(len(set(s)) / max(1, len(s)) for s in segments) / len(segments), 3),
    }


def overlaps(data: Sequence[LabelledReply]) -> Iterator[int]:
    """For each pair of writers: how many runs of eight words both have written."""
    known: dict[str, set[str]] = defaultdict(set)
    texts = own_texts(data)
    for one in data:
        if len(texts[one.id].split()) >= SHARED:
            known[one.writer] |= runs(texts[one.id], SHARED)
    return (len(known[a] & known[b]) for a, b in combinations(sorted(known), 2))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="?", help="labelled replies from outside, one JSON object a line")
    gold = parser.parse_args().gold
    data = list(read_labelled(REPLIES))
    texts = own_texts(data)
    print("training_data", variety(list(texts.values())))
    shared = list(overlaps(data))
    counted = Counter(min(each, 10) for each in shared)
    print(f"pairs of writers {len(shared)}: median overlap {median(shared):g}, most {max(shared)}, by count {counted}")
    if gold:
        lines = [json.loads(line) for line in gold.read_text(encoding="utf-8").split("\n") if line]
        outside = {line["id"]: _own(line) for line in lines}
        print(gold.name, variety(list(outside.values())))
        ours = {run for text in texts.values() if len(text.split()) >= SHARED for run in runs(text, SHARED)}
        both = [name for name, text in outside.items() if len(text.split()) >= SHARED and runs(text, SHARED) & ours]
        print(f"replies of {gold.name} that share eight words in a row with ours: {len(both)}")


def _own(line: dict[str, object]) -> str:
    reply, sentences = str(line["reply"]), line["sentences"]
    assert isinstance(sentences, list)
    return " ".join(reply[s["start"] : s["end"]] for s in sentences if "boilerplate" not in s["moves"])


if __name__ == "__main__":
    main()
