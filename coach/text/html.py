"""HTML to plain text, once, on the way in: quoted mail as "> " lines, items as "- " or "1. " lines, a row a line.

Measured on one mail of 900 characters, parsed and walked, in mails a second: selectolax 1.0 (Lexbor) 27,000,
html.parser 5,000, inscriptis 2.7 2,000. inscriptis marks no quotes and gives nothing back for 300 nested tags;
html.parser takes time with the square of unclosed "<!--" or "<a"; Lexbor with the square of depth (100,000 nested tags:
23 s) and of a tag's attributes (250,000: 161 s). So Lexbor, which sees only the few tags and attributes that matter
here, and so many of them at most.
"""

import re
from html import unescape
from itertools import islice
from typing import Literal

from selectolax.lexbor import LexborHTMLParser

from coach.errors import InputError
from coach.text.page import BLOCK, DROPPED, Page

MOST_TAGS = 8_000
"""Tags, open or close, that are still parsed: nested or not, in under half a second. Mail has some hundreds."""

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>script|style|title)(?=[\s/>]).*?(?:</(?P=raw)[^<>]*>?|\Z)"
    r"|<(?P<close>/?)(?P<name>[a-z][\w:-]*)(?P<attributes>(?:[^<>\"'=]|=\s*\"[^\"]*\"|=\s*'[^']*'|[=\"'])*+)>"
    r"|<[!?/a-z][^<>]*>?|<",
    re.I | re.S,
)
_ATTRIBUTE = re.compile(r"(?<![\w-])(?:class|id|style|type)\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.I)
_KEPT = BLOCK | DROPPED | {"br", "td", "th"}
_TAG = re.compile(r"</?[a-z][^<>]*>")
_BLANKS = re.compile(r"[^\S\n]*\n\s*\n\s*")


def plain_text(body: str, *, format: Literal["text", "html"]) -> str:
    """A body of format "text" comes back character for character; HTML that holds no words gives an empty text.

    HTML with more tags than any mail has loses its quotes and lists, never its words. Lone surrogates are
    dropped. Raises InputError where the format is unknown.
    """
    if format == "text":
        return body
    if format != "html":
        raise InputError(f"unknown format {format!r}", where="format", remedy='use "text" or "html"')
    lean = _TOKEN.sub(_lean, body)
    if lean.count("<") > MOST_TAGS:
        return _stripped(lean)
    root = LexborHTMLParser(lean).root
    return Page().read(root) if root else ""


def _lean(token: re.Match[str]) -> str:
    """The tag as it is parsed: nothing where it says nothing of lines or quotes, "&lt;" where it is no tag."""
    name = (token["name"] or "").lower()
    attributes = token["attributes"]
    if name in _KEPT or (name == "span" and "none" in attributes):
        found = () if token["close"] or not attributes else islice(_ATTRIBUTE.finditer(attributes), 8)
        kept = " ".join(attribute[0] for attribute in found)
        return f"<{token['close']}{name} {kept}>" if kept else f"<{token['close']}{name}>"
    return "&lt;" if token[0] == "<" else ""


def _stripped(lean: str) -> str:
    """The words without the tags, in time that grows with the length alone."""
    return _BLANKS.sub("\n\n", unescape(_TAG.sub("\n", lean))).strip()
