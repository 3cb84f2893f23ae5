"""Texts that say nearly the same: MinHash over runs of five words finds the pairs, exact Jaccard settles them."""

from collections.abc import Iterator, Mapping

from datasketch import MinHash, MinHashLSH

RUN = 5
"""Words in a run. Texts of fewer words are one run."""
PERMUTATIONS = 128
SEED = 7


def runs(text: str, length: int = RUN) -> frozenset[str]:
    """Every run of `length` words of a text, lower case, without punctuation at the words' ends; empty for no words."""
    bare = (raw.strip(".,;:!?()[]\"'“”‘’*_-–—").lower() for raw in text.split())
    words = [word for word in bare if word]
    starts = range(max(1, len(words) - length + 1)) if words else ()
    return frozenset(" ".join(words[i : i + length]) for i in starts)


def near_duplicates(
    texts: Mapping[str, str], others: Mapping[str, str] | None = None, *, alike: float = 0.5, least: int = 4
) -> Iterator[tuple[str, str, float]]:
    """Pairs (name, other name, Jaccard similarity >= `alike`), within `texts` or between `texts` and `others`.

    Texts of fewer than `least` runs ("Done, thanks") are passed over: people do write those twice.
    """
    known = {name: found for name, text in texts.items() if len(found := runs(text)) >= least}
    asked = known if others is None else {n: found for n, text in others.items() if len(found := runs(text)) >= least}
    index = MinHashLSH(threshold=max(0.1, alike - 0.2), num_perm=PERMUTATIONS)
    for name, found in known.items():
        index.insert(name, _sketch(found))
    for name, found in asked.items():
        for other in sorted(index.query(_sketch(found))):
            if others is None and other >= name:
                continue
            same = len(found & known[other]) / len(found | known[other])
            if same >= alike:
                yield other, name, same


def _sketch(found: frozenset[str]) -> MinHash:
    sketch = MinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update_batch([run.encode() for run in sorted(found)])
    return sketch
