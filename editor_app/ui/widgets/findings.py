"""The row of a finding: mark, place, sentence, remedy; apart because editor, review and submit list them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from editor_app.ui import badges, focus, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.tokens import Radius, Role, Size
from editor_app.ui.widgets.buttons import Button, Kind

_PLACE: Final = 92


@dataclass(frozen=True, slots=True)
class FindingLook:
    """What is shown of a finding; `severity` is block, override, warn, note or done."""

    severity: str
    place: str
    sentence: str
    remedy: str = ""


class FindingRow(QWidget):
    """One finding; Enter goes to its place, Alt+Enter takes the remedy."""

    visited = Signal()
    remedied = Signal()

    def __init__(self, look: FindingLook, *, ground: str = "panel") -> None:
        super().__init__()
        self.look = look
        self._ground = ground
        self._keyboard = False
        self.chosen = False
        self.closes = False  # the last row of a card leaves the line to the card
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{look.place} {look.sentence}")
        self.setFixedHeight(fonts.scaled(Size.ROW))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.remedy = Button(look.remedy, Kind.LINK, small=True, name=f"{look.remedy} {look.place}")
        self.remedy.setParent(self)
        self.remedy.setVisible(bool(look.remedy))
        self.remedy.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.remedy.clicked.connect(self.remedied)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        box = QRectF(self.rect())
        remedy = self.remedy.sizeHint()
        if self.look.remedy:
            self.remedy.setGeometry(self.width() - 16 - remedy.width(), 0, remedy.width(), self.height() - 1)
        with QPainter(self) as painter:
            paint.smooth(painter)
            lit = self.chosen or self.hasFocus()
            painter.fillRect(box, colours.indigo_wash if lit else colours[self._ground])
            if not self.closes:
                paint.horizontal(painter, 0, box.right(), box.bottom() - 1, colours.line)
            badges.paint_finding_glyph(painter, QRectF(16, box.center().y() - 8, 16, 16), self.look.severity)
            place = QRectF(44, 0, fonts.scaled(_PLACE), box.height())
            paint.text(painter, place, self.look.place, Role.DENSE, colours.ink2)
            left = place.right() + 12
            room = box.right() - left - 28 - (remedy.width() if self.look.remedy else 0)
            sentence = QRectF(left, 0, room, box.height())
            paint.text(painter, sentence, self.look.sentence, Role.DENSE, colours.ink)
            if self._keyboard:
                paint.frame(painter, box.adjusted(1, 1, -1, -2), Radius.CHIP, colours.indigo)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            wants_remedy = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier) and self.look.remedy
            (self.remedied if wants_remedy else self.visited).emit()
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.visited.emit()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._keyboard = focus.by_keyboard(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._keyboard = False
        self.update()
