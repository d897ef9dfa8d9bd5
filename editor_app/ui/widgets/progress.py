"""Progress with a Cancel, shown only when work lasts; apart because nothing may blink for a moment."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from editor_app.ui import paint, theme
from editor_app.ui.i18n import tr
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.labels import Card, Label, across, boxed, down

PATIENCE_MS: Final = 400


class Trough(QWidget):
    """A 4 px bar filled to a share; without a share it is half filled at the left, still."""

    def __init__(self) -> None:
        super().__init__()
        self.share = 0.0
        self.setFixedHeight(4)
        self.setMinimumWidth(80)

    def set_share(self, share: float) -> None:
        """Fill to `share`, 0 to 1."""
        self.share = min(1.0, max(0.0, share))
        self.setAccessibleName(f"{round(self.share * 100)} %")
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        with QPainter(self) as painter:
            bar = QRectF(self.rect())
            paint.box(painter, bar, 2, colours.sunk)
            paint.box(painter, QRectF(0, 0, bar.width() * self.share, bar.height()), 2, colours.indigo)


class Progress(Card):
    """What is under way, how far, what is left, and a way out; appears after 400 ms."""

    cancelled = Signal()

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._text = Label(text, Role.DENSE)
        self._rest = Label("", Role.DENSE, "ink3", align=paint.RIGHT)
        self._trough = Trough()
        self.cancel = Button(tr("Cancel"), small=True)
        self.cancel.clicked.connect(self.cancelled)
        words = boxed(down(boxed(across(self._text, None, self._rest)), self._trough, gap=6))
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setLayout(across(words, self.cancel, gap=12, margins=(16, 10, 16, 10)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(self.show)
        self.hide()

    def begin(self, text: str) -> None:
        """Start the patience; the bar shows itself if `end` does not come before."""
        self.advance(0.0, text)
        self._timer.start()

    def advance(self, share: float, text: str = "", rest: str = "") -> None:
        """Tell how far it is."""
        if text:
            self._text.setText(text)
        self._rest.setText(rest)
        self._trough.set_share(share)

    def end(self) -> None:
        """The work is over; the bar goes or never appears."""
        self._timer.stop()
        self.hide()
