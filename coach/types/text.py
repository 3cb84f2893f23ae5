"""Places in a text. Every offset counts Unicode code points of one plain text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The half-open range [start, end) of a text; start <= end."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, without the white space around it. `own` is False for quoted mail, signatures and footers."""

    span: Span
    own: bool = True
