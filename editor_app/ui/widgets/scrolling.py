"""Content that scrolls up and down, and columns that are filled anew; apart because several views do both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QScrollArea, QSizePolicy
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QBoxLayout, QWidget


def scrolled(content: QWidget) -> QScrollArea:
    """`content` in a frameless area on the ground of its view; it takes no focus of its own."""
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    return area


class Unrolled(QScrollArea):
    """Content as high as it is where there is room for it, and scrolled where there is not."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self._is_kept = False
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        layout = self._content.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.totalHeightForWidth(width)
        return self._content.sizeHint().height()

    @override
    def sizeHint(self) -> QSize:
        hint = self._content.sizeHint()
        return QSize(hint.width(), self.heightForWidth(hint.width()))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def keep_bar(self, *, on: bool) -> None:
        """Keep the room of the bar however little there is, so that nothing moves when there is more."""
        self._is_kept = on
        self._choose_bar()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._choose_bar()
        super().resizeEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._choose_bar()
        return super().eventFilter(watched, event)

    def _choose_bar(self) -> None:
        """No bar where the whole width has room for everything: beside one, words wrap, and it would be needed."""
        room = self.verticalScrollBar().sizeHint().width() if self._is_kept else 0
        fits = self.heightForWidth(self.width() - room) <= self.height()
        never, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(never if fits else needed)
        self.setViewportMargins(0, 0, room if fits else 0, 0)


def emptied(column: QBoxLayout) -> None:
    """Take everything out of a column; the widgets go with the next turn of the event loop."""
    while (item := column.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
