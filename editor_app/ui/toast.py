"""The toast: a deed is done, and can be undone; apart because it floats above the window and never carries an error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from typing_extensions import override

from editor_app.ui import motion, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import tr
from editor_app.ui.tokens import Radius, Role
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable

_STAYS_MS: Final = 6000
_FADE_MS: Final = 120
_WIDTH: Final = 440
_ABOVE: Final = 44


class _Word(Button):
    """An action or the cross on the toast's ink ground."""

    def __init__(self, text: str, *, icon: str = "", name: str = "") -> None:
        super().__init__(text, Kind.LINK, icon=icon, name=name)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint_content(painter, QRectF(self.rect()), theme.colours().on_ink)


class Toast(QWidget):
    """One at a time, bottom centre; 6 s, longer while hovered or focused."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._text = Label("", Role.BODY, "on_ink")
        self.action = _Word("")
        self.close_button = _Word("", icon="x", name=tr("Close"))
        self._do: Callable[[], None] = _nothing
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(16)
        row.addWidget(self._text, 1)
        row.addWidget(self.action)
        row.addWidget(self.close_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._leave)
        self.action.clicked.connect(self._act)
        self.close_button.clicked.connect(self.hide)
        window.installEventFilter(self)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.hide()

    def say(self, text: str, action: str = "", do: Callable[[], None] | None = None) -> None:
        """Show `text`, with one `action` that calls `do`."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self._do = do or _nothing
        self.action.setText(action)
        self.action.setAccessibleName(action)
        self.action.setVisible(bool(action))
        self.action.updateGeometry()
        self._place()
        self.show()
        self.raise_()
        motion.fade_in(self, _FADE_MS)
        self._timer.start(_STAYS_MS)

    @property
    def text(self) -> str:
        """What the toast says."""
        return self._text.text()

    @override
    def sizeHint(self) -> QSize:
        return QSize(fonts.scaled(_WIDTH), fonts.scaled(48))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint.box(painter, QRectF(self.rect()), Radius.CARD, theme.colours().ink)

    def _place(self) -> None:
        window = self._window
        hint = self.sizeHint()
        needed = fonts.width(self._text.text(), Role.BODY) + 100 + self.action.sizeHint().width()
        width = min(max(hint.width(), needed), window.width() - 48)
        self.resize(width, hint.height())
        self.move(QPointF((window.width() - width) / 2, window.height() - _ABOVE - hint.height()).toPoint())

    def _leave(self) -> None:
        held = QApplication.focusWidget()
        if self.underMouse() or (held is not None and self.isAncestorOf(held)):
            self._timer.start(_STAYS_MS)
        else:
            self.hide()

    def _act(self) -> None:
        self.hide()
        self._do()


def _nothing() -> None:
    """What a toast without an action does."""
