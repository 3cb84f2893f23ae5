"""From a body as it arrives to the technician's own words and sentences, all as spans of one plain text."""

from coach.text.clean import has_words, own_words
from coach.text.html import plain_text
from coach.text.language import looks_english
from coach.text.sentences import split

__all__ = ["has_words", "looks_english", "own_words", "plain_text", "split"]
