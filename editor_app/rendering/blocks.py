"""A document as top-level blocks: each rendered by itself and kept, then put together with what is global.

The whole render and the live one are the same function, with an empty or a filled cache: what is typed into one block
renders one block, and the result is the same to the byte. Global are footnote numbers, heading ids, link definitions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BLANK = re.compile(r"\n(?:[ \t]*\n)+")
_FENCE = re.compile(r"^(`{3,}|~{3,})", re.MULTILINE)
_FENCED = re.compile(r"^(`{3,}|~{3,})[^\n]*\n(?:.*\n)*?\1[ ]*$", re.MULTILINE)
_LIST = re.compile(r"[ ]{0,3}(?:[*+-]|\d+\.)[ ]+")
_GOES_ON = frozenset(" \t>*+-0123456789")
"""First characters of a paragraph that may go on with the one before."""
_QUOTE = re.compile(r"^[ ]{0,3}>", re.MULTILINE)
_NOTE = re.compile(
    r"^[ ]{0,3}\[\^(?P<name>[^\]\s]+)\]:[ \t]*(?P<text>.*"
    r"(?:\n(?![ ]{0,3}\[\^[^\]\s]+\]:).*\S.*)*"
    r"(?:\n(?:[ \t]*\n)*(?:[ ]{4}|\t).*\S.*(?:\n(?![ ]{0,3}\[\^[^\]\s]+\]:).*\S.*)*)*)",
    re.MULTILINE,
)
_INDENT = re.compile(r"^(?:[ ]{4}|\t)", re.MULTILINE)
_REFERENCE = re.compile(
    r"^[ ]{0,3}\[([^\^\[\]][^\[\]]*)\]:[ ]*\n?[ ]*(\S+)[ ]*(?:\n[ ]*)?"
    r"(?:\"(?P<a>.*)\"[ ]*|'(?P<b>.*)'[ ]*|\((?P<c>.*)\)[ ]*)?$",
    re.MULTILINE,
)
_RAW = re.compile(
    r"^[ ]{0,3}<(?:[!?]|/?(?:address|article|aside|blockquote|body|canvas|center|dd|details|dialog|dir|div|dl|dt|"
    r"fieldset|figcaption|figure|footer|form|frameset|h[1-6]|head|header|hgroup|hr|html|iframe|legend|li|main|map|"
    r"math|menu|nav|noscript|object|ol|output|p|pre|progress|script|section|style|summary|svg|table|tbody|td|"
    r"template|textarea|tfoot|th|thead|title|tr|ul|video|audio|link|meta|param|col|colgroup|option|group)\b)",
    re.MULTILINE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Outline:
    """A document cut up: its blocks, and what they all may refer to."""

    blocks: tuple[str, ...]
    """Top-level blocks of the Markdown, or several that only make sense together."""
    starts: tuple[int, ...]
    """Character offset where each starts."""
    references: dict[str, tuple[str, str]]
    """Link definitions: name in lower case -> (address, title)."""
    notes: dict[str, str]
    """Footnotes: name -> Markdown, in the order of their definition."""


@dataclass(frozen=True, slots=True)
class _Defining:
    """What a block defines, and what is left of it."""

    rest: str
    references: tuple[tuple[str, tuple[str, str]], ...]
    notes: tuple[tuple[str, str], ...]


def outlined(source: str) -> Outline:
    """`source`, with line feeds only, cut into blocks that can be rendered one by one.

    A document with raw HTML between its paragraphs is one block: a tag may reach over blank lines.
    """
    references: dict[str, tuple[str, str]] = {}
    notes: dict[str, str] = {}
    blocks: list[str] = []
    starts: list[int] = []
    whole = "<" in source and _RAW.search(source) is not None
    for start, text in [(0, source)] if whole else _groups(source):
        kept = text
        if "]:" in text:
            defining = _defining(text)
            kept = defining.rest
            references.update(defining.references)
            notes.update(defining.notes)
        if kept:
            blocks.append(kept)
            starts.append(start)
    return Outline(tuple(blocks), tuple(starts), references, notes)


def _groups(source: str) -> list[tuple[int, str]]:
    """(offset, text) of every run of paragraphs that belong together."""
    groups: list[tuple[int, str]] = []
    last, is_list = "", False
    for at, chunk in _fenced_chunks(source) if "```" in source or "~~~" in source else _chunks(source):
        if groups and chunk[0] in _GOES_ON and _belongs(chunk, last, is_list=is_list):
            start, text = groups[-1]
            groups[-1] = (start, f"{text}\n\n{chunk}")
        else:
            groups.append((at, chunk))
            is_list = chunk[0] in _GOES_ON and _LIST.match(chunk) is not None
        last = chunk
    return groups


def _belongs(chunk: str, last: str, *, is_list: bool) -> bool:
    """Whether `chunk` goes on with a group that went on to `last`."""
    head = chunk[0]
    if head in " \t":
        return True
    if head == ">":
        return _QUOTE.search(last) is not None
    return is_list and _LIST.match(chunk) is not None


def _chunks(source: str) -> list[tuple[int, str]]:
    """(offset, text) between blank lines of a text without fences."""
    gaps = [gap.span() for gap in _BLANK.finditer(source)]
    starts = [0, *(after for _, after in gaps)]
    stops = [*(before for before, _ in gaps), len(source)]
    chunks = [(at, source[at:stop]) for at, stop in zip(starts, stops, strict=True) if at < stop]
    if chunks:
        chunks = [
            (chunks[0][0], chunks[0][1].strip("\n")),
            *chunks[1:-1],
            *([(chunks[-1][0], chunks[-1][1].rstrip("\n"))] if len(chunks) > 1 else []),
        ]
    return [pair for pair in chunks if pair[1] and not pair[1].isspace()]


def _fenced_chunks(source: str) -> Iterator[tuple[int, str]]:
    """(offset, text) between blank lines; a fenced code block is never cut."""
    at, end = 0, len(source)
    while at < end:
        gap = _BLANK.search(source, at)
        stop, after = gap.span() if gap else (end, end)
        if "```" in (chunk := source[at:stop]) or "~~~" in chunk:
            stop, after = _past_fences(source, at, stop, after)
        if (chunk := source[at:stop].strip("\n")) and not chunk.isspace():
            yield at, chunk
        at = after


def _past_fences(source: str, at: int, stop: int, after: int) -> tuple[int, int]:
    """Where a chunk really ends when fences open in it; a fence that nobody closes is ordinary text."""
    position = at
    while opened := _FENCE.search(source, position, stop):
        line_end = source.find("\n", opened.end())
        closed = line_end >= 0 and re.compile(rf"^{opened[1]}[ ]*$", re.MULTILINE).search(source, line_end + 1)
        if not closed:
            position = opened.end()
            continue
        position = closed.end()
        if position > stop:
            gap = _BLANK.search(source, position)
            stop, after = (gap.start(), gap.end()) if gap else (len(source), len(source))
    return stop, after


@lru_cache(maxsize=1024)
def _defining(text: str) -> _Defining:
    """Footnotes and link definitions of a block; code keeps what is in it."""
    if text.startswith("    "):
        return _Defining(text, (), ())
    notes: list[tuple[str, str]] = []
    references: list[tuple[str, tuple[str, str]]] = []

    def keep(found: re.Match[str]) -> str:
        notes.append((found["name"], _INDENT.sub("", found["text"]).strip("\n")))
        return ""

    out, at = list[str](), 0
    for start, end in [*(fence.span() for fence in _FENCED.finditer(text)), (len(text), len(text))]:
        words = text[at:start]
        rest = _NOTE.sub(keep, words) if "[^" in words else words
        for found in _REFERENCE.finditer(rest):
            title = found["a"] or found["b"] or found["c"] or ""
            references.append((found[1].strip().lower(), (found[2].lstrip("<").rstrip(">"), title)))
        out += [rest, text[start:end]]
        at = end
    return _Defining("".join(out).strip("\n"), tuple(references), tuple(notes))


def changed(before: Sequence[str], after: Sequence[str]) -> tuple[int, int, int]:
    """(first, old end, new end) of the blocks that differ: everything outside is the same on both sides."""
    first = 0
    shorter = min(len(before), len(after))
    while first < shorter and before[first] == after[first]:
        first += 1
    back = 0
    while back < shorter - first and before[-1 - back] == after[-1 - back]:
        back += 1
    return first, len(before) - back, len(after) - back
