"""Putting rendered blocks together: pictures, footnote numbers and heading ids, which only the whole document knows."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from editor_app.domain.media import Placement
from editor_app.rendering.dialect import NOTE_SCHEME
from editor_app.rendering.sanitised import MARK_SCHEME, inert, sanitised

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from editor_app.rendering.dialect import Marked

_TAG = re.compile(r"<[^>]*>")
_ID = re.compile(r' id="([^"]*)"')
_MARK = re.compile(
    rf'<figure>\s*<img src="{MARK_SCHEME}:(?P<figure>[0-9a-f]+)/(?P<figure_at>\d+)">\s*</figure>'
    rf'|<img(?: src="{MARK_SCHEME}:(?P<picture>[0-9a-f]+)/(?P<picture_at>\d+)")?[^>]*>'
    rf'|<sup id="{NOTE_SCHEME}:(?P<note>[0-9a-f]+)/(?P<note_at>\d+)"></sup>'
    r"|<h(?P<level>[1-6])>(?=(?P<words>.*?)</h(?P=level)>)",
    re.DOTALL,
)
_BACK = '<a class="footnote-backref" href="#fnref:{number}">↩</a>'


@dataclass(frozen=True, slots=True)
class Illustration:
    """A picture as it stands in the page."""

    src: str
    """Where the bytes are: a late placeholder, a `media:` address or a link; put into the page as it is."""
    alt: str
    caption: str = ""
    credit: str = ""


Illustrate: TypeAlias = Callable[[Placement], Illustration | None]
"""Says what a placement shows; None = there is no such picture, its alternative text stands in."""


@dataclass(frozen=True, slots=True)
class _PictureSlot:
    placement: Placement
    alone: bool


@dataclass(frozen=True, slots=True)
class _NoteSlot:
    name: str


@dataclass(frozen=True, slots=True)
class _HeadingSlot:
    level: str
    slug: str


_Piece: TypeAlias = str | _PictureSlot | _NoteSlot | _HeadingSlot


@dataclass(frozen=True, slots=True)
class Rendered:
    """A sanitised block with slots for what is global."""

    pieces: tuple[_Piece, ...]
    ids: tuple[str, ...]
    """Ids that the writer gave himself."""
    plain: str = ""
    """The whole block when it has no slot."""


@dataclass(frozen=True, slots=True)
class Page:
    """A whole rendered document, block by block."""

    blocks: tuple[str, ...]
    notes: str
    """The footnotes; empty when there are none."""
    source: str
    starts: tuple[int, ...]
    """Character offset in `source` where each block starts."""

    @property
    def html(self) -> str:
        """Everything, one block a line."""
        return "\n".join([*filter(None, self.blocks), *filter(None, (self.notes,))])

    @property
    def lines(self) -> tuple[int, ...]:
        """1-based line of the Markdown where each block starts."""
        lines, at, line = [], 0, 1
        for start in self.starts:
            line += self.source.count("\n", at, start)
            at = start
            lines.append(line)
        return tuple(lines)


def rendered(marked: Marked) -> Rendered:
    """A block, sanitised and cut at its marks."""
    clean = sanitised(marked.html).strip()
    pieces: list[_Piece] = []
    at = 0
    for mark in _MARK.finditer(clean):
        pieces += [clean[at : mark.start()], _slot(mark, marked)]
        at = mark.end()
    pieces.append(clean[at:])
    ids = tuple(found for piece in pieces if isinstance(piece, str) for found in _ID.findall(piece))
    return Rendered(tuple(piece for piece in pieces if piece != ""), ids, clean if len(pieces) == 1 else "")


def _slot(mark: re.Match[str], marked: Marked) -> _Piece:
    if mark["level"] is not None:
        return _HeadingSlot(mark["level"], _slug(mark["words"]))
    if (mark["figure"] or mark["picture"] or mark["note"]) != marked.token:
        return ""  # a picture from elsewhere, written as raw HTML
    number = int(mark["figure_at"] or mark["picture_at"] or mark["note_at"])
    if mark["note"]:
        return _NoteSlot(marked.noted[number])
    return _PictureSlot(marked.placed[number], alone=mark["figure"] is not None)


def _slug(words: str) -> str:
    from markdown.extensions.toc import slugify_unicode

    return slugify_unicode(html.unescape(_TAG.sub("", words)), "-") or "section"


def assembled(
    blocks: Sequence[Rendered], notes: Mapping[str, Rendered], illustrate: Illustrate
) -> tuple[list[str], str]:
    """The HTML of every block, and of the footnotes."""
    whole = _Assembly(illustrate, {i for block in (*blocks, *notes.values()) for i in block.ids})
    body = [block.plain or whole.filled(block) for block in blocks]
    return body, whole.footnotes(notes)


class _Assembly:
    """What has been used so far on the way through one document."""

    def __init__(self, illustrate: Illustrate, ids: set[str]) -> None:
        self._illustrate = illustrate
        self._ids = ids
        self._numbers: dict[str, int] = {}
        self._uses: dict[str, int] = {}

    def filled(self, block: Rendered) -> str:
        """The block with every slot filled."""
        return "".join([piece if isinstance(piece, str) else self._of(piece) for piece in block.pieces])

    def footnotes(self, notes: Mapping[str, Rendered]) -> str:
        """The list of notes in the order of their first mention, unmentioned ones last."""
        items = [self._note_item(notes[name], self._number(name)) for name in self._in_order(notes)]
        return "<hr>\n<ol>\n" + "\n".join(items) + "\n</ol>" if items else ""

    def _in_order(self, notes: Mapping[str, Rendered]) -> Iterator[str]:
        done = 0
        while True:
            if fresh := list(self._numbers)[done:]:
                done += len(fresh)
                yield from (name for name in fresh if name in notes)
                continue
            unmentioned = next((name for name in notes if name not in self._numbers), None)
            if unmentioned is None:
                return
            self._number(unmentioned)

    def _note_item(self, note: Rendered, number: int) -> str:
        text, back = self.filled(note), _BACK.format(number=number)
        text = f"{text[:-4]}&nbsp;{back}</p>" if text.endswith("</p>") else f"{text}<p>{back}</p>"
        return f'<li id="fn:{number}">{text}</li>'

    def _of(self, slot: _PictureSlot | _NoteSlot | _HeadingSlot) -> str:
        match slot:
            case _PictureSlot():
                return self._picture(slot)
            case _NoteSlot():
                return self._note(slot.name)
            case _HeadingSlot():
                return f'<h{slot.level} id="{html.escape(self._unique(slot.slug))}">'

    def _number(self, name: str) -> int:
        return self._numbers.setdefault(name, len(self._numbers) + 1)

    def _note(self, name: str) -> str:
        number = self._number(name)
        self._uses[name] = use = self._uses.get(name, 0) + 1
        anchor = f"fnref:{number}" + (f"-{use}" if use > 1 else "")
        return f'<sup id="{anchor}"><a class="footnote-ref" href="#fn:{number}">{number}</a></sup>'

    def _unique(self, slug: str) -> str:
        name, count = slug, 0
        while name in self._ids:
            count += 1
            name = f"{slug}_{count}"
        self._ids.add(name)
        return name

    def _picture(self, slot: _PictureSlot) -> str:
        shown = self._illustrate(slot.placement)
        if shown is None:
            words = _words(slot.placement.alt)
            return f"<p>{words}</p>" if slot.alone and words else words
        image = f'<img src="{html.escape(shown.src)}" alt="{_words(shown.alt)}">'
        credit = "" if shown.credit in shown.caption else shown.credit  # a caption may name its maker already
        below = _words(" · ".join(filter(None, (shown.caption, credit))))
        if slot.alone:
            return f"<figure>{image}<figcaption>{below}</figcaption></figure>" if below else f"<figure>{image}</figure>"
        return f"{image}<small>{below}</small>" if below else image


def _words(text: str) -> str:
    return inert(html.escape(text))
