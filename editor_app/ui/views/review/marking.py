"""Differences and comments painted into a page's document; apart because what is put in moves every later place."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QTextCharFormat, QTextCursor, QTextImageFormat

from editor_app.ui import type as fonts
from editor_app.ui.threads import paint_number
from editor_app.ui.widgets import diff

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument

    from editor_app.ui.views.review.placing import Looked

NUMBER: Final = "number:"
_SIDE: Final = 16


class Marks:
    """What was put into a document, so that places in it can be told in characters of the bare page and back."""

    def __init__(self) -> None:
        self.count = 0
        """Changes marked."""
        self.places: dict[str, int] = {}
        """Where each thread begins in the document, by id."""
        self._put: list[tuple[int, int]] = []

    def put(self, at: int, length: int) -> None:
        """Note what stands at a place of the bare page without being part of it; told from the end to the front."""
        self._put.insert(0, (at, length))

    def bare(self, position: int) -> int:
        """The place on the bare page of a position in the document."""
        shift = 0
        for at, length in self._put:
            if position <= at + shift:
                break
            shift += min(length, position - at - shift)
        return position - shift

    def position(self, bare: int) -> int:
        """The position in the document of a place on the bare page."""
        until = bisect_right(self._put, (bare, 1 << 60))
        return bare + sum(length for _at, length in self._put[:until])


def mark(document: QTextDocument, page: str, looked: Looked) -> Marks:
    """Paint everything; formats first, then from the end to the beginning what is put in."""
    marks, units = Marks(), _Units(page)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    put = [*_changes(cursor, units, looked, marks), *_threads(cursor, units, looked)]
    for each in sorted(put, key=lambda one: (one.at, one.look is None), reverse=True):
        marks.put(each.at, _insert(cursor, each))
    cursor.endEditBlock()
    for one in looked.marks:
        marks.places[one.thread] = marks.position(units(one.start))
    return marks


def number_image(name: str, ratio: float) -> QImage:
    """The picture of a thread's number as it stands in the text."""
    number, _colon, is_open = name.removeprefix(NUMBER).partition(":")
    side = fonts.scaled(_SIDE)
    image = QImage(round((side + 7) * ratio), round(side * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(0)
    with QPainter(image) as painter:
        paint_number(painter, QRectF(3, 0, side, side), number, is_open=is_open == "1")
    return image


@dataclass(frozen=True, slots=True)
class _Put:
    """Something that is put into the page at a place of the bare one."""

    at: int
    words: str
    look: QTextCharFormat | None = None
    """None = the picture of a number, whose name the words are."""


class _Units:
    """Places in characters as places in UTF-16 units, which Qt counts in."""

    def __init__(self, page: str) -> None:
        self._wide = [at for at, character in enumerate(page) if ord(character) > 0xFFFF]

    def __call__(self, at: int) -> int:
        return at + bisect_right(self._wide, at - 1)


def _changes(cursor: QTextCursor, units: _Units, looked: Looked, marks: Marks) -> list[_Put]:
    """Shade what is new; what is gone is to be put in."""
    put: list[_Put] = []
    at = 0
    for change in looked.changes:
        kind, end = change.op.value, at + len(change.text)
        if kind != "same" and change.text.strip():
            marks.count += 1
            if kind == "inserted":
                _shade(cursor, units(at), units(end), diff.inserted())
            else:
                gone = " ".join(change.text.replace("\ufffc", "").split())
                put.append(_Put(units(at), gone, diff.removed()))
        at = at if kind == "removed" else end
    return put


def _threads(cursor: QTextCursor, units: _Units, looked: Looked) -> list[_Put]:
    """Shade what a thread is about; its number is to be put in behind."""
    for one in looked.marks:
        _shade(cursor, units(one.start), units(one.end), diff.commented() if one.is_open else _settled())
    return [_Put(units(one.end), f"{NUMBER}{one.number}:{int(one.is_open)}") for one in looked.marks]


def _shade(cursor: QTextCursor, start: int, end: int, look: QTextCharFormat) -> None:
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    cursor.mergeCharFormat(look)


def _settled() -> QTextCharFormat:
    """A settled thread keeps its line below and loses its ground."""
    made = diff.commented()
    made.clearBackground()
    return made


def _insert(cursor: QTextCursor, put: _Put) -> int:
    """Put it in; returns its length."""
    cursor.setPosition(put.at)
    if put.look is None:
        picture = QTextImageFormat()
        picture.setName(put.words)
        picture.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
        cursor.insertImage(picture)
        return 1
    shown = QTextCharFormat(cursor.charFormat())
    shown.merge(put.look)
    cursor.insertText(put.words, shown)
    return len(put.words.encode("utf-16-le")) // 2
