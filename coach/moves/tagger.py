"""What every tagger promises."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from coach.types.reading import Tags
from coach.types.text import Sentence
from coach.types.ticket import Reply


class Tagger(Protocol):
    """Reads replies. The same reply in the same thread gives the same tags, whatever stands beside it."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    def tag_many(self, items: Iterable[tuple[Reply, tuple[Sentence, ...]]]) -> Iterator[Tags]:
        """One `Tags` an item, in order; no items, no tags. The thread's texts are the authors' own words."""
        ...
