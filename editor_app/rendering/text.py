"""Plain text of an article, with its links by position: for platforms without HTML, for summaries and for counting."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from typing_extensions import override

from editor_app.rendering.markdown import page
from editor_app.rendering.sanitised import is_web_address

if TYPE_CHECKING:
    from editor_app.domain.document import Variant

_URL = re.compile(r"https?://[\w\-.~:/?#@!$&'()*+,;=%]*[\w/~=%&#-]", re.ASCII)
SENTENCE_END = re.compile(r"[。！？!?…；]+[”’」』）)\"]*|\.(?=\s|$)")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_GAPS = {
    "p": 2, "h1": 2, "h2": 2, "h3": 2, "h4": 2, "h5": 2, "h6": 2, "ul": 2, "ol": 2, "blockquote": 2, "pre": 2,
    "table": 2, "hr": 2, "figure": 2, "li": 1, "tr": 1, "dt": 2, "dd": 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TextLink:
    """A link in plain text: characters `start` to `end` lead to `url`."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class PlainText:
    """Text and the links in it, in order."""

    text: str
    links: tuple[TextLink, ...] = ()
    headings: tuple[int, ...] = ()
    """Where each heading ends: a text is not cut there."""

    def piece(self, start: int, end: int) -> PlainText:
        """The part from `start` to `end` without white space at its edges, links moved along."""
        start += len(self.text[start:end]) - len(self.text[start:end].lstrip())
        end = max(start, start + len(self.text[start:end].rstrip()))
        links = (
            TextLink(max(link.start, start) - start, min(link.end, end) - start, link.url)
            for link in self.links
            if link.start < end and link.end > start
        )
        return PlainText(self.text[start:end], tuple(links))


def plain_text(markdown: str) -> PlainText:
    """`markdown` as text: paragraphs with a blank line between, list marks, links as their words; no pictures.

    Addresses that stand in the text by themselves count as links too.

    Raises:
        Invalid: a broken character, or lists and quotes nested too deep.
    """
    reader = _Reader()
    reader.feed(page(markdown, lambda _placement: None).html)
    reader.close()
    text = "".join(reader.out).rstrip()
    taken = [link for link in reader.links if link.start < link.end <= len(text)]
    bare = (
        TextLink(found.start(), found.end(), found[0])
        for found in _URL.finditer(text)
        if not any(link.start < found.end() and found.start() < link.end for link in taken)
    )
    return PlainText(text, tuple(sorted((*taken, *bare), key=lambda link: link.start)), tuple(reader.headings))


def article_text(variant: Variant) -> PlainText:
    """The body of `variant` as text."""
    return plain_text(variant.content.body)


def credits_of(variant: Variant) -> tuple[str, ...]:
    """Who is to be named for the pictures, in reading order, each once; charts name their source in the picture."""
    named = [p.credit for p in (variant.cover, *variant.pictures) if p is not None and p.chart is None and p.credit]
    return tuple(dict.fromkeys(named))


def graphemes(text: str) -> int:
    """How many characters a reader sees (Unicode extended grapheme clusters)."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    import regex

    return sum(1 for _ in regex.finditer(r"\X", text))


def lead(text: str, limit: int) -> str:
    """The first sentences of `text`, at most `limit` graphemes; a first sentence too long ends in …."""
    flat = _SPACE.sub(" ", text).strip()
    ends = grapheme_ends(flat)
    if len(ends) <= limit:
        return flat
    whole = [found.end() for found in SENTENCE_END.finditer(flat) if found.end() <= ends[limit - 1]]
    return flat[: whole[-1]].strip() if whole else flat[: ends[limit - 2] if limit > 1 else 0].rstrip() + "…"


def grapheme_ends(text: str) -> list[int]:
    """Where each character that a reader sees ends."""
    import regex

    return [found.end() for found in regex.finditer(r"\X", text)]


class _Reader(HTMLParser):
    """Walks our own sanitised HTML and writes text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.links: list[TextLink] = []
        self.headings: list[int] = []
        self._length = 0
        self._gap = 0
        self._prefix = ""
        self._lists: list[int | None] = []
        self._link: tuple[int, str] | None = None
        self._silent = 0
        self._pre = 0
        self._cells = 0

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _GAPS and not self._prefix:
            self._gap = max(self._gap, 1 if self._lists and tag in {"ul", "ol"} else _GAPS[tag])
        match tag:
            case "ol" | "ul":
                self._lists.append(int(given.get("start") or 1) if tag == "ol" else None)
            case "li":
                self._begin_item()
            case "tr" | "td" | "th":
                self._begin_cell(tag)
            case "br":
                self._write("\n", raw=True)
            case "pre":
                self._pre += 1
            case "a":
                self._begin_link(given)

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in _GAPS:
            self._gap = max(self._gap, 1 if self._lists and tag not in {"ul", "ol"} else _GAPS[tag])
        if tag[0] == "h" and tag[1:].isdigit():
            self.headings.append(self._length)
        elif tag in {"ol", "ul"} and self._lists:
            self._lists.pop()
            self._prefix = ""
        elif tag == "pre":
            self._pre -= 1
        elif tag == "a":
            self._end_link()

    @override
    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._write(data, raw=self._pre > 0)

    def _begin_item(self) -> None:
        self._gap = max(self._gap, 1)
        depth = "  " * (len(self._lists) - 1)
        number = self._lists[-1] if self._lists else None
        if number is not None:
            self._lists[-1] = number + 1
        self._prefix = depth + ("• " if number is None else f"{number}. ")

    def _begin_cell(self, tag: str) -> None:
        if tag == "tr":
            self._cells = 0
            return
        self._write(" | " if self._cells else "")
        self._cells += 1

    def _begin_link(self, given: dict[str, str | None]) -> None:
        url, kind = given.get("href") or "", given.get("class") or ""
        if kind == "footnote-backref":
            self._silent += 1
        elif kind == "footnote-ref":
            self._write("[")
            self._link = (-1, "]")
        elif is_web_address(url):
            self._flush()
            self._link = (self._length, url)

    def _end_link(self) -> None:
        if self._silent:
            self._silent -= 1
        elif self._link and self._link[0] < 0:
            self._write("]")
        elif self._link:
            self.links.append(TextLink(self._link[0], self._length, self._link[1]))
        self._link = None

    def _write(self, text: str, *, raw: bool = False) -> None:
        if not raw:
            text = _SPACE.sub(" ", text)
            if self._gap or not self.out or self.out[-1].endswith((" ", "\n")):
                text = text.lstrip(" ")
        if not text:
            return
        self._flush()
        self._append(text)

    def _flush(self) -> None:
        """Write what waits before the next words: the gap to the block before, and a list mark."""
        if self._gap and self.out:
            self._trim()
            self._append("\n" * self._gap)
        self._gap = 0
        self._append(self._prefix)
        self._prefix = ""

    def _trim(self) -> None:
        """Take away the spaces at the end of a line."""
        last = self.out[-1]
        self.out[-1] = last.rstrip(" \xa0")
        self._length -= len(last) - len(self.out[-1])

    def _append(self, text: str) -> None:
        if text:
            self.out.append(text)
            self._length += len(text)
