"""Rows of Today and lists: mark, title, reason, deadline, deed; apart because the whole row is the target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from editor_app.ui import badges, icons, paint, seal, theme
from editor_app.ui import type as fonts
from editor_app.ui.tokens import Radius, Role, Size
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import Card, Label, across

_DEADLINE: Final = 148
_BUTTON: Final = 72
_PADDING: Final = 16


@dataclass(frozen=True, slots=True)
class RowLook:
    """What a list row shows.

    `mark` is "state:ask", "finding:block", "icon:stamp" or "seal:审"; `tone` colours icon and deadline.
    `spoken` titles are the tool's or a citizen's words (sans); the others are a document's (serif).
    """

    mark: str
    title: str
    reason: str = ""
    deadline: str = ""
    verb: str = ""
    tone: str = "ink"
    primary: bool = False
    spoken: bool = False


class ListRow(QWidget):
    """One row; `activated` comes from a click anywhere or from its button."""

    activated = Signal()

    def __init__(self, look: RowLook) -> None:
        super().__init__()
        self.look = look
        self.first = True
        self.setFixedHeight(fonts.scaled(Size.LIST_ROW))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        kind = Kind.PRIMARY if look.primary else Kind.SECONDARY
        self.button = Button(look.verb, kind, small=True, name=f"{look.verb} {look.title}")
        self.button.setParent(self)
        self.button.setVisible(bool(look.verb))
        self.button.setAccessibleDescription(f"{look.reason} {look.deadline}".strip())
        self.button.clicked.connect(self.activated)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def _button_width(self) -> int:
        return max(_BUTTON, self.button.sizeHint().width()) if self.look.verb else 0

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        size = QSize(self._button_width(), self.button.sizeHint().height())
        self.button.resize(size)
        self.button.move(self.width() - _PADDING - size.width(), (self.height() - size.height()) // 2)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.activated.emit()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        with QPainter(self) as painter:
            if self.underMouse():
                inner = QRectF(self.rect()).adjusted(1, 1, -1, -1)
                paint.box(painter, inner, Radius.CARD - 1, colours.panel, None)  # the card's corners stay whole
            if not self.first:
                paint.horizontal(painter, 0, self.width(), 0, colours.line)
            paint_mark(painter, self.look.mark, QRectF(_PADDING, self.height() / 2 - 10, 20, 20), self.look.tone)
            self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        colours, look = theme.colours(), self.look
        left = _PADDING + 36
        right = self.width() - _PADDING - self._button_width() - (36 if look.verb else 0)
        deadline = QRectF(right - fonts.scaled(_DEADLINE), 0, fonts.scaled(_DEADLINE), self.height())
        tone = colours.ink if look.tone == "ink" else colours[look.tone]
        used = paint.text(painter, deadline, look.deadline, Role.DENSE, tone, paint.RIGHT) if look.deadline else 0
        room = right - left - used - (24 if used else 0)
        step, below = fonts.scaled(24), fonts.scaled(20)
        top = (self.height() - step - below) / 2 - 1
        role = Role.HEAD if look.spoken else Role.ROW_TITLE
        title = QRectF(left, top, room, step)
        paint.text(painter, title, look.title, role, colours.ink)
        paint.text(painter, QRectF(left, top + step, room, below), look.reason, Role.DENSE, colours.ink2)


def paint_mark(painter: QPainter, mark: str, box: QRectF, tone: str = "ink") -> None:
    """Paint "state:…", "finding:…", "icon:…" or "seal:…" into `box`."""
    kind, _, name = mark.partition(":")
    if kind == "state":
        badges.paint_state_glyph(painter, box, name)
    elif kind == "finding":
        badges.paint_finding_glyph(painter, box, name)
    elif kind == "seal":
        seal.paint_seal(painter, box, seal.Seal.MINE, name)
    elif kind == "icon":
        colour = theme.colours()["ink2" if tone == "ink" else tone]
        icons.paint(painter, name, QPointF(box.x(), box.y()), round(box.width()), colour)


class ListCard(Card):
    """Rows on one paper, a hairline between them."""

    def __init__(self, rows: list[ListRow]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for place, row in enumerate(rows):
            row.first = place == 0
            column.addWidget(row)


class SectionHead(QWidget):
    """The bold head of a section and its count."""

    def __init__(self, title: str, count: str = "", *after: QWidget) -> None:
        super().__init__()
        self.count = Label(count, Role.DENSE, "ink3")
        self.setLayout(across(Label(title, Role.DENSE_BOLD), self.count, None, *after))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
