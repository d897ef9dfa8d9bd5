"""HTML on its way into Ghost's editor format: what it would mangle goes in as a card that keeps every character.

Measured on Ghost 6.65 on 2026-11-28: `?source=html` keeps paragraphs, headings, lists, quotes, code, links, tables and
pictures with alternative text and caption; it drops ids, titles, languages, ruby, definition lists, marks of deletion
and small print, and tears a paragraph apart around a picture inside it.
"""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Iterator

CARD_BEGIN, CARD_END = "<!--kg-card-begin: html-->", "<!--kg-card-end: html-->"
_VOID = frozenset({"br", "hr", "img"})
_KEPT_TAGS = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong",
    "b", "i", "u", "s", "br", "hr", "a", "img", "figure", "figcaption", "sub", "sup",
})  # fmt: skip
_KEPT_ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}}
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_BLOCKS = _HEADINGS | frozenset({
    "p", "ul", "ol", "li", "blockquote", "pre", "hr", "img", "figure", "figcaption",
})  # fmt: skip
_PLACES = frozenset(
    {("li", "p"), ("blockquote", "p"), ("li", "ul"), ("li", "ol"), ("ul", "li"), ("ol", "li"), ("figure", "img")}
    | {("figure", "figcaption")}
)
"""(parent, block) that Ghost keeps below the top level; a list in a quote or code in a list comes back otherwise."""


_RAISED = frozenset({"sub", "sup"})
_WORDLESS = frozenset({"", "pre", "ul", "ol", "blockquote", "figure"})
"""Where bare words are not what Ghost expects."""


def for_lexical(body: str) -> str:
    """The body block by block, those in a card that Ghost would otherwise change."""
    return "\n".join(
        block if faithful else f"{CARD_BEGIN}\n{block}\n{CARD_END}" for block, faithful in _top_level(body)
    )


def _top_level(body: str) -> Iterator[tuple[str, bool]]:
    """Every top-level element with whether Ghost keeps all of it; neighbours that share a card stay together."""
    reader = _Blocks(body)
    waiting: list[str] = []
    for block, faithful in reader.blocks():
        if not faithful:
            waiting.append(block)
            continue
        if waiting:
            yield "\n".join(waiting), False
            waiting = []
        yield block, True
    if waiting:
        yield "\n".join(waiting), False


class _Blocks(HTMLParser):
    """Cuts sanitised HTML at its top level and looks at every tag on the way."""

    def __init__(self, body: str) -> None:
        super().__init__(convert_charrefs=False)
        self._body = body
        self._lines = [0]
        for line in body.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self._open: list[str] = []
        self._items: list[str] = []
        """Of each open `li`: whether it began with a `p`, with bare `words`, or not yet."""
        self._start = 0
        self._faithful = True
        self._found: list[tuple[str, bool]] = []

    def blocks(self) -> list[tuple[str, bool]]:
        """Source of each block, and whether Ghost keeps all of it."""
        self.feed(self._body)
        self.close()
        self._cut(len(self._body))
        return self._found

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._open:
            self._cut(self._offset())
        if not self._is_kept(tag, attrs):
            self._faithful = False
        if tag == "li":
            self._items.append("")
        elif tag == "p" and self._open[-1:] == ["li"]:
            self._begin_item("p")
        if tag not in _VOID:
            self._open.append(tag)
        elif not self._open:
            self._cut(self._offset() + len(self.get_starttag_text() or ""))

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag == "li" and self._items:
            self._items.pop()
        if not self._open:
            self._cut(self._body.index(">", self._offset()) + 1)

    @override
    def handle_data(self, data: str) -> None:
        if not data.strip():
            return
        if (self._open[-1] if self._open else "") in _WORDLESS:
            self._faithful = False
        if self._items and next(tag for tag in reversed(self._open) if tag in _BLOCKS) == "li":
            self._begin_item("words")

    @override
    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    @override
    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def _begin_item(self, way: str) -> None:
        """Ghost runs a paragraph of a list item into the words or paragraphs beside it."""
        if self._items[-1] and (way, self._items[-1]) != ("words", "words"):
            self._faithful = False
        self._items[-1] = way

    def _is_kept(self, tag: str, attrs: list[tuple[str, str | None]]) -> bool:
        named = {name for name, _ in attrs}
        if tag in _HEADINGS:
            named.discard("id")  # Ghost gives headings ids of its own, made from their words
        if tag not in _KEPT_TAGS or named - _KEPT_ATTRIBUTES.get(tag, set()):
            return False
        if self._open and tag in _BLOCKS and (self._open[-1], tag) not in _PLACES:
            return False
        if tag == "a":
            return not (dict(attrs).get("href") or "").startswith("#")
        return not (tag in _RAISED and _RAISED & set(self._open)) and (tag != "img" or bool(self._open))

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _cut(self, end: int) -> None:
        block = self._body[self._start : end].strip()
        if block:
            self._found.append((block, self._faithful))
        self._start, self._faithful = end, True
