"""The frame of a telephone around a preview; apart because it is the only round thing and no real device."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from editor_app.ui import icons, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.tokens import Radius, Role

_BAR: Final = 44
WIDTH: Final = 375


class PhoneFrame(QWidget):
    """An account's name in a bar over the preview `content`, 375 px wide inside."""

    def __init__(self, title: str, content: QWidget) -> None:
        super().__init__()
        self._title = title
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, _BAR + 1, 1, 14)
        column.addWidget(content)
        self.setMaximumWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_title(self, title: str) -> None:
        """Show another account's name."""
        self._title = title
        self.setAccessibleName(title)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        box = QRectF(self.rect())
        with QPainter(self) as painter:
            paint.box(painter, box, Radius.PHONE, colours.paper, colours.edge)
            inner = QPainterPath()
            inner.addRoundedRect(box.adjusted(1, 1, -1, -1), Radius.PHONE - 1, Radius.PHONE - 1)
            painter.setClipPath(inner)
            painter.fillRect(QRectF(1, 1, box.width() - 2, _BAR), colours.panel)
            painter.setClipping(False)
            paint.horizontal(painter, 1, box.right() - 1, _BAR, colours.line)
            icons.paint(painter, "chevron-left", QPointF(16, 14), icons.TOOL, colours.ink)
            icons.paint(painter, "ellipsis", QPointF(box.right() - 34, 14), icons.TOOL, colours.ink)
            bar = QRectF(48, 1, box.width() - 96, _BAR)
            paint.text_in(painter, bar, self._title, fonts.document_font(Role.BODY), colours.ink, paint.CENTRE)
