"""A cover over the whole window that shows nothing of what lies below; apart because sign-in and opening share it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from editor_app.ui import paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import tr
from editor_app.ui.overlay import Overlay
from editor_app.ui.seal import Seal, paint_seal
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.labels import Label, Surface, across, boxed, down

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

_WIDTH: Final = 600


class BrandMark(QWidget):
    """The program's mark in ink."""

    def __init__(self, side: int = 48) -> None:
        super().__init__()
        self.setFixedSize(side, side)
        self.setAccessibleName(tr("Press Desk"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint.smooth(painter)
            paint_seal(painter, QRectF(0, 0, self.width(), self.height()), Seal.BRAND, "政务编辑")


class Cover(Overlay):
    """Paper at the left with the program's name, a column at the right; Esc and clicks don't take it away."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._promise = Surface("paper", "right")
        self._promise.setFixedWidth(fonts.scaled(340))
        self._under = Label("", Role.BODY, "ink2", wrap=True)
        self._promise.setLayout(
            down(
                BrandMark(), 20, Label(tr("Press Desk"), Role.DISPLAY), 6, self._under, None,
                gap=0, margins=(40, 72, 32, 32),
            )
        )  # fmt: skip
        self._ground = Surface("panel")
        self.column = QVBoxLayout()
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.middle = boxed(self.column)
        self.middle.setMaximumWidth(fonts.scaled(_WIDTH))
        self.middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        row = across(None, self.middle, None, margins=(40, 56, 40, 32))
        row.setStretch(0, 1)
        row.setStretch(1, 6)
        row.setStretch(2, 1)
        self._ground.setLayout(row)
        self.panel.setLayout(across(self._promise, self._ground, gap=0))

    def say_where(self, text: str) -> None:
        """Name the workspace below the program's name."""
        self._under.setText(text)

    @override
    def place_panel(self) -> None:
        self._promise.setVisible(self.width() >= fonts.scaled(900))
        self.panel.resize(self.size())
        self.panel.move(0, 0)

    @override
    def dismiss(self) -> None:
        """Nothing: a cover ends when what it asks for is done."""

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.colours().panel)
