"""The rail: where one can go and what waits for this person there; apart because it never changes with a view."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from editor_app.ui import focus, icons, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import tr
from editor_app.ui.seal import Seal, paint_seal
from editor_app.ui.tokens import Role, Size
from editor_app.ui.widgets.labels import Surface

_MARK: Final = 32


class RailItem(QAbstractButton):
    """One place: icon over its name, with a counter for what waits."""

    def __init__(self, key: str, text: str, icon: str) -> None:
        super().__init__()
        self.key = key
        self._icon = icon
        self._count = 0
        self._keyboard = False
        self.low = False
        self.setText(text)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """How many things wait here for the person at this desk; 0 shows nothing."""
        self._count = count
        self.setAccessibleName(tr("{place}, {count} waiting", place=self.text(), count=count) if count else self.text())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(fonts.scaled(Size.RAIL), fonts.scaled(Size.RAIL_ITEM_LOW if self.low else Size.RAIL_ITEM))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        here = self.isChecked()
        width, middle = self.width() - 1, round(self.height() / 2)
        with QPainter(self) as painter:
            if here:
                painter.fillRect(QRectF(0, 0, width, self.height()), colours.paper)
                painter.fillRect(QRectF(0, 0, 3, self.height()), colours.ink)
            ink = colours.ink if here or self.underMouse() else colours.ink2
            top = middle - 10 - fonts.scaled(10)
            icons.paint(painter, self._icon, QPointF(round(width / 2 - 10), top), icons.RAIL, ink)
            name = QRectF(3, top + 22, width - 6, fonts.scaled(18))
            paint.text(painter, name, self.text(), Role.NOTE_BOLD if here else Role.NOTE, ink, paint.CENTRE)
            if self._count:
                self._paint_count(painter, width / 2 + 4, max(2, top - 6), here=here)
            if self._keyboard:
                paint.frame(painter, QRectF(4, 2, width - 6, self.height() - 4), 4, colours.indigo)

    def _paint_count(self, painter: QPainter, left: float, top: float, *, here: bool) -> None:
        colours = theme.colours()
        words = str(self._count) if self._count < 100 else "99+"
        pill = QRectF(left, top, max(18, fonts.width(words, Role.TINY_BOLD) + 10), 16)
        paint.box(painter, pill.adjusted(-2, -2, 2, 2), 10, colours.paper if here else colours.desk)
        paint.box(painter, pill, 8, colours.ink)
        paint.text(painter, pill, words, Role.TINY_BOLD, colours.on_ink, paint.CENTRE)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._keyboard = focus.by_keyboard(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._keyboard = False

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.update()


class _Mark(QWidget):
    """The program's mark, in ink: only persons sign in vermilion."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(Size.TOP_BAR)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint.smooth(painter)
            left = round((self.width() - 1 - _MARK) / 2)
            paint_seal(painter, QRectF(left, 8, _MARK, _MARK), Seal.BRAND, "政")


class Rail(Surface):
    """The places from top to bottom; `settings` stands at the foot."""

    chosen = Signal(str)

    def __init__(self, places: list[tuple[str, str, str]], foot: tuple[str, ...] = ("settings",)) -> None:
        super().__init__("desk", "right")
        self.setFixedWidth(fonts.scaled(Size.RAIL))
        self.setAccessibleName(tr("Places"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        column.addWidget(_Mark())
        column.addSpacing(8)
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(lambda item: self.chosen.emit(item.key))
        self.items = {key: RailItem(key, text, icon) for key, text, icon in places}
        for item in self.items.values():
            self._group.addButton(item)
        for key, item in self.items.items():
            if key not in foot:
                column.addWidget(item)
        column.addStretch(1)
        for key, item in self.items.items():
            if key in foot:
                column.addWidget(item)

    def show_place(self, key: str) -> None:
        """Mark `key` as where the person is."""
        if key in self.items:
            self.items[key].setChecked(True)

    def set_count(self, key: str, count: int) -> None:
        """Show what waits at `key`."""
        if key in self.items:
            self.items[key].set_count(count)

    def set_low(self, *, low: bool) -> None:
        """Use lower items in a low window."""
        for item in self.items.values():
            item.low = low
            item.updateGeometry()
