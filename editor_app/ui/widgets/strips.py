"""Tabs, filters and segments: one of several, side by side; apart because they share keys and differ in paint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from editor_app.ui import badges, focus, icons, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.tokens import Radius, Role, Size

if TYPE_CHECKING:
    from collections.abc import Sequence


_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True, slots=True)
class Item:
    """One choice of a strip.

    `tile` is a platform's character; `badge` is a drift badge ("=", "±2", "!") or a word ("看过");
    `tone` colours the badge: ink3, ochre or carmine.
    """

    key: str
    text: str
    count: int | None = None
    icon: str = ""
    tile: str = ""
    badge: str = ""
    tone: str = "ink3"


class _Choice(QAbstractButton):
    """What tabs, filters and segments share: checkable, focusable, named."""

    stepped = Signal(int)  # an arrow key: to the left or to the right

    def __init__(self, item: Item) -> None:
        super().__init__()
        self.item = item
        self.setCheckable(True)
        self.setText(item.text)
        facts = (item.text, "" if item.count is None else str(item.count), item.badge)
        self.setAccessibleName(" ".join(fact for fact in facts if fact))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        focus.entered(self, event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        focus.left(self)


class _Filter(_Choice):
    """A word and its count; the chosen one on a sunk ground."""

    @override
    def sizeHint(self) -> QSize:
        count = 0 if self.item.count is None else 5 + fonts.width(str(self.item.count), Role.DENSE)
        return QSize(20 + fonts.width(self.item.text, Role.DENSE_BOLD) + count, fonts.scaled(28))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        chosen = self.isChecked()
        with QPainter(self) as painter:
            box = QRectF(self.rect())
            if chosen:
                paint.box(painter, box, Radius.BUTTON, colours.sunk)
            role = Role.DENSE_BOLD if chosen else Role.DENSE
            ink = colours.ink if chosen or self.underMouse() else colours.ink2
            advance = paint.text(painter, box.adjusted(10, 0, 0, 0), self.item.text, role, ink)
            if self.item.count is not None:
                rest = box.adjusted(10 + advance + 5, 0, 0, 0)
                paint.text(painter, rest, str(self.item.count), Role.DENSE, colours.ink2 if chosen else ink)


class _Tab(_Choice):
    """A name over an underline, with the account's tile and its drift badge."""

    @override
    def sizeHint(self) -> QSize:
        tile = 28 if self.item.tile else 0
        badge = 8 + self._badge_width() if self.item.badge else 0
        return QSize(24 + tile + fonts.width(self.item.text, Role.DENSE_BOLD) + badge, fonts.scaled(Size.TAB_BAR))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        chosen = self.isChecked()
        box = QRectF(self.rect())
        with QPainter(self) as painter:
            x = 12.0
            if self.item.tile:
                badges.paint_tile(painter, x, round(box.center().y() - 10), self.item.tile, active=chosen)
                x += 28
            role = Role.DENSE_BOLD if chosen else Role.DENSE
            ink = colours.ink if chosen or self.underMouse() else colours.ink2
            x += paint.text(painter, box.adjusted(x, 0, 0, 0), self.item.text, role, ink) + 8
            if self.item.badge:
                self._paint_badge(painter, x, box.center().y())
            if chosen:
                painter.fillRect(QRectF(0, box.bottom() - 2, box.width(), 2), colours.ink)

    def _badge_width(self) -> int:
        return fonts.width(self.item.badge, Role.TINY_BOLD) + (8 if self.item.tone != "ink3" else 0)

    def _paint_badge(self, painter: QPainter, left: float, middle: float) -> None:
        colours = theme.colours()
        tone = self.item.tone
        box = QRectF(left, middle - 8, self._badge_width(), 16)
        if tone != "ink3":
            border = colours[tone] if colours.is_high_contrast else None
            paint.box(painter, box, Radius.CHIP, colours[f"{tone}_wash"], border)
        role = Role.TINY if tone == "ink3" else Role.TINY_BOLD
        paint.text(painter, box, self.item.badge, role, colours[tone], paint.CENTRE)


class _Segment(_Choice):
    """A joined box; the chosen one in ink."""

    first = False
    last = False

    @override
    def sizeHint(self) -> QSize:
        icon = icons.INLINE + 6 if self.item.icon else 0
        return QSize(24 + icon + fonts.width(self.item.text, Role.DENSE), fonts.scaled(Size.CONTROL))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        chosen = self.isChecked()
        box = QRectF(self.rect())
        with QPainter(self) as painter:
            painter.setClipRect(box)
            outer = box.adjusted(0 if self.first else -8, 0, 0 if self.last else 8, 0)
            paint.box(
                painter,
                outer,
                Radius.BUTTON,
                colours.ink if chosen else colours.paper,
                colours.ink if chosen else colours.edge,
            )
            if not self.first and not chosen:
                paint.vertical(painter, 0, 1, box.bottom() - 1, colours.edge)
            ink = colours.on_ink if chosen else colours.ink
            x = 12.0
            if self.item.icon:
                icons.paint(painter, self.item.icon, QPointF(x, round(box.center().y() - 8)), icons.INLINE, ink)
                x += icons.INLINE + 6
            paint.text(painter, box.adjusted(x, 0, -8, 0), self.item.text, Role.DENSE, ink)


class _Strip(QWidget):
    """Exclusive choices side by side; arrows move, Tab enters at the chosen one."""

    chosen = Signal(str)
    _gap = 0
    _kind: type[_Choice] = _Choice

    def __init__(self, name: str, items: Sequence[Item], current: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(self._gap)
        self._row.addStretch(1)
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._clicked)
        self._buttons: dict[str, _Choice] = {}
        self.set_items(items, current)

    def set_items(self, items: Sequence[Item], current: str = "") -> None:
        """Show other choices, keeping the chosen one if it is still there."""
        wanted = current or self.current()
        for button in self._buttons.values():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = {item.key: self._kind(item) for item in items}
        for place, button in enumerate(self._buttons.values()):
            button.stepped.connect(self._step)
            self._group.addButton(button)
            self._row.insertWidget(place, button)
        self._finish(list(self._buttons.values()))
        if self._buttons:
            self._buttons.get(wanted, next(iter(self._buttons.values()))).setChecked(True)

    def items(self) -> list[Item]:
        """The choices, from the left."""
        return [button.item for button in self._buttons.values()]

    def current(self) -> str:
        """The key of the chosen item, or an empty text."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose as a click does, with the signal."""
        if key in self._buttons and key != self.current():
            self._buttons[key].setChecked(True)
            self.chosen.emit(key)

    def _step(self, step: int) -> None:
        """Choose the neighbour of the chosen one; at an end the choice stays."""
        keys = list(self._buttons)
        place = min(len(keys) - 1, max(0, keys.index(self.current()) + step))
        self.choose(keys[place])
        self._buttons[keys[place]].setFocus(Qt.FocusReason.TabFocusReason)

    def _clicked(self, button: _Choice) -> None:
        self.chosen.emit(button.item.key)

    def _finish(self, buttons: list[_Choice]) -> None:
        """For strips whose ends look different."""


class FilterBar(_Strip):
    """Filters with counts, such as 全部 16."""

    _gap = 4
    _kind = _Filter


class TabBar(_Strip):
    """Tabs with tile and badge; place it on a ground with a bottom line."""

    _kind = _Tab


class Segments(_Strip):
    """A few words joined in one box, such as the theme."""

    _kind = _Segment

    @override
    def _finish(self, buttons: list[_Choice]) -> None:
        for button in buttons:
            if isinstance(button, _Segment):
                button.first = button is buttons[0]
                button.last = button is buttons[-1]
