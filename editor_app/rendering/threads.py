"""Cutting a long text into the parts of a thread: at sentence ends, numbered, never inside a character or a link."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.errors import Invalid
from editor_app.domain.text import T
from editor_app.rendering.text import SENTENCE_END, PlainText, TextLink, grapheme_ends, graphemes

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONG_ADDRESS = 120
_CLAUSE_ENDS = frozenset("，、：,;；:）) \n")


@dataclass(frozen=True, slots=True)
class PartLimit:
    """How long one part may be."""

    graphemes: int = 300
    bytes: int = 3000
    """UTF-8."""

    def fits(self, text: str) -> bool:
        """Whether `text` may be one part."""
        return len(text.encode()) <= self.bytes and graphemes(text) <= self.graphemes


def thread_parts(whole: PlainText, limit: PartLimit) -> tuple[PlainText, ...]:
    """`whole` as the parts of a thread; several end in a line of their own with "k/n".

    Raises:
        Invalid: the limit is too small for anything.
    """
    whole = _with_short_addresses(whole)
    if limit.fits(whole.text):
        return (whole.piece(0, len(whole.text)),)
    cuts = _Cuts(whole)
    for digits in range(1, 5):
        room = 2 + 2 * digits
        if room >= limit.graphemes or room >= limit.bytes:
            break
        parts = cuts.parts(PartLimit(limit.graphemes - room, limit.bytes - room))
        if len(str(len(parts))) <= digits:
            count = len(parts)
            return tuple(PlainText(f"{p.text}\n{n}/{count}", p.links) for n, p in enumerate(parts, 1))
    raise Invalid(T("The text is too long for a thread."), T("Shorten the text for this account."))


def _with_short_addresses(whole: PlainText) -> PlainText:
    """Addresses longer than a line show their beginning and …; the link keeps all of it."""
    if not any(link.end - link.start > _LONG_ADDRESS for link in whole.links):
        return whole
    out, links, shortened, at, length = list[str](), list[TextLink](), list[tuple[int, str]](), 0, 0
    for link in whole.links:
        words = whole.text[link.start : link.end]
        shown = words[: _LONG_ADDRESS - 1] + "…" if len(words) > _LONG_ADDRESS and words == link.url else words
        if shown != words:
            shortened.append((link.start, words))
        out += [whole.text[at : link.start], shown]
        length += link.start - at
        links.append(TextLink(length, length + len(shown), link.url))
        length += len(shown)
        at = link.end
    moved = tuple(end + sum(_LONG_ADDRESS - len(w) for s, w in shortened if s < end) for end in whole.headings)
    return PlainText("".join([*out, whole.text[at:]]), tuple(links), moved)


class _Cuts:
    """Where a text may be cut, best places first."""

    def __init__(self, whole: PlainText) -> None:
        self._whole = whole
        text = whole.text
        self._ends = grapheme_ends(text)
        self._bytes = _byte_lengths(text, self._ends)
        inside = {at for link in whole.links if _is_address(text, link) for at in range(link.start + 1, link.end)}
        free = [end for end in self._ends if end not in inside]
        self._free = free
        known = set(free) - {end + more for end in whole.headings for more in range(3)}
        self._clauses = [at for at in free if text[at - 1] in _CLAUSE_ENDS]
        self._sentences = [m.end() for m in SENTENCE_END.finditer(text) if m.end() in known]
        self._sentences = sorted({*self._sentences, *(at for at in known if text[at - 1] == "\n")})
        self._paragraphs = [at for at in free if at in known and text[at - 2 : at] == "\n\n"]

    def parts(self, limit: PartLimit) -> list[PlainText]:
        """The text in parts that keep within `limit`."""
        parts: list[PlainText] = []
        at = 0
        while at < len(self._whole.text):
            end = self._next(at, limit)
            piece = self._whole.piece(at, end)
            if piece.text:
                parts.append(piece)
            at = end
        return parts

    def _next(self, at: int, limit: PartLimit) -> int:
        furthest = self._furthest(at, limit)
        if furthest >= len(self._whole.text):
            return furthest
        enough = at + (furthest - at) * 3 // 5
        for places, least in ((self._paragraphs, enough), (self._sentences, at), (self._clauses, at), (self._free, at)):
            last = _last_in(places, least, furthest)
            if last is not None:
                return last
        return furthest  # one link fills the part

    def _furthest(self, at: int, limit: PartLimit) -> int:
        """The end of the longest piece from `at` that fits."""
        first = bisect_right(self._ends, at)
        before = self._bytes[first - 1] if first else 0
        by_count = first + limit.graphemes - 1
        by_bytes = bisect_right(self._bytes, before + limit.bytes) - 1
        last = min(by_count, by_bytes, len(self._ends) - 1)
        if last < first:
            raise Invalid(
                T("One character is longer than a whole part may be."), T("Remove the piled-up marks around it.")
            )
        return self._ends[last]


def _byte_lengths(text: str, ends: Sequence[int]) -> list[int]:
    """Bytes of UTF-8 up to each end."""
    lengths, at, total = [], 0, 0
    for end in ends:
        total += len(text[at:end].encode())
        lengths.append(total)
        at = end
    return lengths


def _is_address(text: str, link: TextLink) -> bool:
    return "://" in text[link.start : link.end]


def _last_in(places: Sequence[int], after: int, up_to: int) -> int | None:
    index = bisect_right(places, up_to) - 1
    return places[index] if index >= 0 and places[index] > after else None
