"""What a page says, apart from how it is marked up: blocks, words with their emphasis and links, pictures with alts.

Two pages of equal structure show readers the same words, numbers, links, pictures and alternative texts in the same
order; classes, ids, wrappers, comments and white space may differ.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from typing_extensions import override

_BLOCKS = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "blockquote", "pre", "figcaption", "caption",
    "th", "td", "hr", "div", "section", "figure", "table", "ul", "ol", "dl", "tr",
})  # fmt: skip
_NAMED_BLOCKS = frozenset({
    "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre", "figcaption", "caption", "th", "td", "dt", "dd",
})  # fmt: skip
_EMPHASIS = {
    "strong": "strong", "b": "strong", "em": "em", "i": "em", "code": "code", "u": "u", "ins": "u", "s": "s",
    "del": "s", "sub": "sub", "sup": "sup", "mark": "mark", "q": "q", "rt": "rt",
}  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f]+")


def structure(page: str) -> str:
    """The structure of HTML as text, one block a line: equal texts for pages that say the same."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    reader.end_block()
    return "\n".join(reader.lines)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._open: list[str] = []
        self._links: list[str] = []
        self._runs: list[tuple[str, str]] = []
        """(emphasis and link, words) in order."""

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in _BLOCKS or tag == "br":
            self.end_block()
        if tag == "hr":
            self.lines.append("[hr]")
        elif tag == "img":
            self.end_block()
            self.lines.append(f"[img {values.get('src') or ''}] {_flat(values.get('alt') or '')}")
        elif tag == "a":
            self._links.append(values.get("href") or "")
        if tag == "ol" and values.get("start", "1") != "1":
            self.lines.append(f"[ol {values['start']}]")
        if tag not in {"br", "hr", "img"}:
            self._open.append(tag)

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_block()
        if tag == "a" and self._links:
            self._links.pop()
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    @override
    def handle_data(self, data: str) -> None:
        marks = sorted({_EMPHASIS[tag] for tag in self._open if tag in _EMPHASIS and not self._is_code_of_pre(tag)})
        if self._links:
            marks.append(f"a {self._links[-1]}")
        words = data if "pre" in self._open else _SPACE.sub(" ", data)
        self._runs.append((" ".join(marks), words))

    def _is_code_of_pre(self, tag: str) -> bool:
        return tag == "code" and "pre" in self._open

    def end_block(self) -> None:
        """Write down the words since the last block."""
        said = self._joined()
        self._runs = []
        if said:
            kind = next((tag for tag in reversed(self._open) if tag in _NAMED_BLOCKS), "")
            quoted = "quote " if "blockquote" in self._open else ""
            self.lines.append(f"[{quoted}{kind or 'p'}] {said}")

    def _joined(self) -> str:
        merged: list[tuple[str, str]] = []
        for marks, words in self._runs:
            if merged and (merged[-1][0] == marks or not words.strip(" ")):
                merged[-1] = (merged[-1][0], merged[-1][1] + words)
            else:
                merged.append((marks, words))
        text = "".join(f"{{{marks}}}{words}{{/}}" if marks else words for marks, words in merged)
        return text if "pre" in self._open else _SPACE.sub(" ", text).strip(" ")


def _flat(words: str) -> str:
    return _SPACE.sub(" ", words).strip(" ")
