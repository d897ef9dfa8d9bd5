"""The timeline of one delivery: what happened, in order, in words; apart because it is evidence and reads downward."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from editor_app.ui import glyphs, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.labels import wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEFT: Final = 24
_GAP: Final = 14
_TIME: Final = 72
_TONES: Final = {
    "dot": "ink3", "done": "green", "unknown": "ochre", "advised": "ochre", "ask": "ochre", "failed": "carmine",
    "must_fix": "carmine", "verified": "green", "sent": "green", "working": "indigo", "withdrawn": "ink2",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened; `glyph` is a mark of `glyphs`."""

    glyph: str
    text: str
    detail: str = ""
    time: str = ""


class Timeline(QWidget):
    """Entries from first to last; the last one bold, because it says where things stand."""

    def __init__(self, entries: Sequence[Entry] = ()) -> None:
        super().__init__()
        self._entries: tuple[Entry, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_entries(entries)

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show other entries."""
        self._entries = tuple(entries)
        spoken = [" ".join(part for part in (entry.time, entry.text, entry.detail) if part) for entry in entries]
        self.setAccessibleName("\n".join(spoken))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(320))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.heightForWidth(max(180, self.width())))

    @override
    def heightForWidth(self, width: int) -> int:
        heights = [self._height(entry, width, last=entry is self._entries[-1]) for entry in self._entries]
        return sum(heights) + _GAP * max(0, len(heights) - 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        top = 0
        with QPainter(self) as painter:
            paint.smooth(painter)
            for entry in self._entries:
                last = entry is self._entries[-1]
                height = self._height(entry, self.width(), last=last)
                if not last:
                    paint.vertical(painter, 7, top + 19, top + height + _GAP + 1, colours.line)
                glyph = QRectF(0, top + (fonts.scaled(20) - 16) / 2, 16, 16)
                tone = colours[_TONES.get(entry.glyph, "ink2")]
                glyphs.paint(painter, entry.glyph, glyph, tone, colours.on_state)
                self._paint_words(painter, entry, top, last=last)
                top += height + _GAP

    def _paint_words(self, painter: QPainter, entry: Entry, top: int, *, last: bool) -> None:
        colours = theme.colours()
        step, below = fonts.line(Role.DENSE), fonts.line(Role.NOTE)
        role = Role.DENSE_BOLD if last else Role.DENSE
        time = QRectF(self.width() - fonts.scaled(_TIME), top, fonts.scaled(_TIME), step)
        paint.text(painter, time, entry.time, Role.NOTE, colours.ink3, paint.RIGHT)
        room = self._room(self.width(), entry)
        y = top
        for words in wrapped(entry.text, role, room):
            paint.text(painter, QRectF(_LEFT, y, room + 2, step), words, role, colours.ink)
            y += step
        if entry.detail:
            for words in wrapped(entry.detail, Role.NOTE, self.width() - _LEFT):
                paint.text(painter, QRectF(_LEFT, y, self.width() - _LEFT, below), words, Role.NOTE, colours.ink2)
                y += below

    def _room(self, width: int, entry: Entry) -> int:
        return width - _LEFT - (fonts.width(entry.time, Role.NOTE) + 12 if entry.time else 0)

    def _height(self, entry: Entry, width: int, *, last: bool) -> int:
        role = Role.DENSE_BOLD if last else Role.DENSE
        lines = len(wrapped(entry.text, role, self._room(width, entry)))
        details = len(wrapped(entry.detail, Role.NOTE, width - _LEFT)) if entry.detail else 0
        return lines * fonts.line(Role.DENSE) + details * fonts.line(Role.NOTE)
