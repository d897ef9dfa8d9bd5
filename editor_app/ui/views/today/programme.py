"""The panel beside the tasks: today's editions with a mark for each account; apart for its painted rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from editor_app.ui import badges, focus, icons, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import joined, tr, tr_n
from editor_app.ui.outside import tip
from editor_app.ui.tokens import Radius, Role, Size
from editor_app.ui.widgets.labels import Label, Rule, Surface
from editor_app.ui.widgets.rows import SectionHead
from editor_app.ui.widgets.scrolling import emptied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.ui.waiting import Recent, Slot, Waiting

_TIME: Final = 48
_STEP: Final = 20  # from one mark to the next
_MOST_MARKS: Final = 6


class _Row(QAbstractButton):
    """A painted row of the panel; the whole row is the target."""

    def __init__(self, name: str, height: int = Size.ROW) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFixedHeight(fonts.scaled(height))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def sizeHint(self) -> QSize:
        return QSize(280, self.height())

    def paint_ground(self, painter: QPainter) -> None:
        """A light ground below the pointer."""
        if self.underMouse() or self.isDown():
            paint.box(painter, QRectF(self.rect()), Radius.BUTTON, theme.colours().panel)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        focus.entered(self, event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        focus.left(self)


class SlotRow(_Row):
    """Time, title, and one mark for each account."""

    def __init__(self, slot: Slot) -> None:
        self.slot = slot
        pairs = zip(slot.accounts, slot.states, strict=True)
        marks = [tr("{account}: {state}", account=account, state=badges.word_of(state)) for account, state in pairs]
        super().__init__(joined(slot.time, slot.title, *marks))
        self.setToolTip(tip("\n".join((slot.title, *marks))))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours, slot = theme.colours(), self.slot
        with QPainter(self) as painter:
            paint.smooth(painter)
            self.paint_ground(painter)
            height = self.height()
            paint.text(painter, QRectF(4, 0, fonts.scaled(_TIME), height), slot.time, Role.DENSE, colours.ink2)
            left = fonts.scaled(_TIME) + 8
            right = self._paint_marks(painter, height / 2)
            paint.text(painter, QRectF(left, 0, right - left - 12, height), slot.title, Role.ROW_SERIF, colours.ink)

    def _paint_marks(self, painter: QPainter, middle: float) -> float:
        """The marks, right-aligned; with many accounts the first ones and how many more."""
        colours, states = theme.colours(), self.slot.states
        shown = states if len(states) <= _MOST_MARKS else states[: _MOST_MARKS - 1]
        right = self.width() - 4.0
        if len(shown) < len(states):
            more = f"+{len(states) - len(shown)}"
            width = fonts.width(more, Role.NOTE) + 4
            box = QRectF(right - width, 0, width, self.height())
            paint.text(painter, box, more, Role.NOTE, colours.ink3, paint.RIGHT)
            right -= width + 4
        left = right - len(shown) * _STEP + 4
        for place, state in enumerate(shown):
            badges.paint_state_glyph(painter, QRectF(left + place * _STEP, round(middle - 8), 16, 16), state)
        return left


class RecentRow(_Row):
    """A document lately worked on: its title, facts below, when at the right."""

    def __init__(self, recent: Recent) -> None:
        super().__init__(joined(recent.title, recent.facts, recent.when), 48)
        self.recent = recent
        self.setToolTip(tip(recent.title))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours, recent = theme.colours(), self.recent
        with QPainter(self) as painter:
            self.paint_ground(painter)
            middle = self.height() / 2
            icons.paint(painter, "file-text", QPointF(4, round(middle - 8)), icons.INLINE, colours.ink2)
            step = fonts.scaled(20)
            width = fonts.width(recent.when, Role.NOTE) + 4
            right = self.width() - 4
            title = QRectF(32, middle - step, right - 32 - width - 8, step)
            paint.text(painter, title, recent.title, Role.ROW_SERIF, colours.ink)
            paint.text(painter, QRectF(32, middle + 1, right - 32, step - 2), recent.facts, Role.NOTE, colours.ink3)
            when = QRectF(right - width, middle - step, width, step)
            paint.text(painter, when, recent.when, Role.NOTE, colours.ink3, paint.RIGHT)


class NowLine(QWidget):
    """The line between what is past today and what comes."""

    def __init__(self, time: str) -> None:
        super().__init__()
        self._time = time
        self.setFixedHeight(fonts.scaled(24))
        self.setAccessibleName(tr("Now, {time}", time=time))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        with QPainter(self) as painter:
            box = QRectF(4, 0, fonts.scaled(_TIME), self.height())
            paint.text(painter, box, self._time, Role.NOTE_BOLD, colours.ink)
            left = fonts.scaled(_TIME) + 8
            paint.horizontal(painter, left, self.width() - 4, round(self.height() / 2), colours.ink)


class Programme(Surface):
    """The whole panel; rows tell an edition's delivery or a document."""

    delivery_chosen = Signal(str)
    document_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("paper", "left")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 24, 20, 16)
        self._column.setSpacing(2)

    def show_waiting(self, found: Waiting, now: str) -> None:
        """Show today's slots around `now`, then the recent documents."""
        self._clear()
        self._add_slots(found.slots, now)
        self._column.addSpacing(16)
        self._column.addWidget(Rule())
        self._column.addSpacing(12)
        self._column.addWidget(SectionHead(tr("Recent documents")))
        self._column.addSpacing(4)
        for recent in found.recent:
            row = RecentRow(recent)
            row.clicked.connect(lambda _checked=False, key=recent.document: self.document_chosen.emit(key))
            self._column.addWidget(row)
        if not found.recent:
            self._column.addWidget(Label(tr("None yet."), Role.DENSE, "ink3"))
        self._column.addStretch(1)

    def _add_slots(self, slots: Sequence[Slot], now: str) -> None:
        count = tr_n("{count} edition", "{count} editions", count=len(slots)) if slots else ""
        self._column.addWidget(SectionHead(tr("Today's programme"), count))
        self._column.addSpacing(4)
        if not slots:
            self._column.addWidget(Label(tr("Nothing is planned for today."), Role.DENSE, "ink3"))
        is_drawn = not slots
        for slot in slots:
            if not slot.is_past and not is_drawn:
                self._column.addWidget(NowLine(now))
                is_drawn = True
            row = SlotRow(slot)
            row.clicked.connect(lambda _checked=False, key=slot.delivery: self.delivery_chosen.emit(key))
            self._column.addWidget(row)
        if not is_drawn:
            self._column.addWidget(NowLine(now))

    def _clear(self) -> None:
        emptied(self._column)
