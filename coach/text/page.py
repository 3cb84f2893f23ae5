"""Lays the elements of an HTML body out as lines of plain text."""

import re

from selectolax.lexbor import LexborNode

from coach.text.tables import table, words

_TABLE = table("html")
DROPPED = words(_TABLE["dropped"])
BLOCK = words(_TABLE["blocks"])
_SPACED = words(_TABLE["spaced"])
_QUOTE = re.compile(rf"\b(?:{_TABLE['quotes']})\b")
_QUOTES_REST = re.compile(rf"\b(?:{_TABLE['quotes_rest']})\b")
_SIGNATURE = re.compile(rf"(?:^|[\s_])(?:{_TABLE['signatures']})(?:\s|$)")
_SPACE = re.compile(r"[ \t\r\n\f]+")


class Page:
    """The lines laid out so far. One page reads one tree; the tree is walked without recursion, however deep."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._words: list[str] = []
        self._counters: list[int] = []
        """For each list that is open: the number of its last item; -1 for a list with dots."""
        self._item = ""
        """The mark of a list item whose first words are still to come."""
        self._quotes = self._preformatted = 0
        self._blank_wanted = False

    def read(self, root: LexborNode) -> str:
        """The text of the tree; no blank lines at its ends, never two in a row."""
        open_nodes: list[tuple[LexborNode, bool]] = []
        node: LexborNode | None = root
        while node is not None:
            inside = None if _is_dropped(node) else node.child
            open_nodes.append((node, self._enter(node)))
            while inside is None and open_nodes:
                left, is_quote = open_nodes.pop()
                self._leave(left, is_quote=is_quote)
                inside = left.next if open_nodes else None
            node = inside
        self._end_line()
        return "\n".join(self._lines)

    def _enter(self, node: LexborNode) -> bool:
        """True where all that is inside is quoted mail."""
        tag = node.tag or ""
        if tag == "-text":
            self._write(node.text_content or "")
        elif tag == "br":
            self._break()
        elif tag in {"td", "th"} and "".join(self._words).strip():
            self._words.append("\t")
        elif tag in BLOCK:
            return self._open_block(node, tag)
        return False

    def _open_block(self, node: LexborNode, tag: str) -> bool:
        self._end_line()
        self._blank_wanted |= tag in _SPACED
        self._preformatted += tag == "pre"
        if tag in {"ul", "ol"}:
            self._counters.append(0 if tag == "ol" else -1)
        elif tag == "li":
            self._item = self._marker()
        named = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        if _QUOTES_REST.search(named):
            self._quotes += 1
        if _SIGNATURE.search(named) and not self._quotes and self._lines and self._lines[-1] != "--":
            self._lines.append("--")
        is_quote = not self._quotes and _is_quote(node, tag, named)
        self._quotes += is_quote
        return is_quote

    def _leave(self, node: LexborNode, *, is_quote: bool) -> None:
        tag = node.tag or ""
        if tag not in BLOCK:
            return
        self._end_line()
        self._blank_wanted |= tag in _SPACED
        self._preformatted -= tag == "pre"
        self._quotes -= is_quote
        if tag in {"ul", "ol"}:
            self._counters.pop()

    def _marker(self) -> str:
        if not self._counters or self._counters[-1] < 0:
            return "- "
        self._counters[-1] += 1
        return f"{self._counters[-1]}. "

    def _write(self, words: str) -> None:
        if not self._preformatted:
            self._words.append(_SPACE.sub(" ", words))
            return
        first, *others = words.split("\n")
        self._words.append(first)
        for other in others:
            self._break()
            self._words.append(other)

    def _break(self) -> None:
        if not self._end_line():
            self._blank_wanted = True

    def _end_line(self) -> bool:
        """Puts the words so far down as a line; False: there were none."""
        line = re.sub("  +", " ", "".join(self._words)).strip()
        self._words.clear()
        if not line:
            return False
        if self._blank_wanted and not self._item and self._lines and self._lines[-1]:
            self._lines.append("")
        self._blank_wanted = False
        self._lines.append(("> " if self._quotes else "") + self._item + line)
        self._item = ""
        return True


def _is_dropped(node: LexborNode) -> bool:
    if node.tag in DROPPED:
        return True
    style = node.attributes.get("style") if node.tag != "-text" else None
    return style is not None and "display:none" in style.replace(" ", "").lower()


def _is_quote(node: LexborNode, tag: str, named: str) -> bool:
    """A blockquote, but for one that only indents, and what mail programs wrap the earlier message in."""
    if tag == "blockquote":
        style = (node.attributes.get("style") or "").replace(" ", "").lower()
        return "border:none" not in style or "gmail_quote" in named or "cite" in (node.attributes.get("type") or "")
    if _QUOTE.search(named):
        return True
    return "gmail_quote" in named and node.css_first("blockquote") is None
