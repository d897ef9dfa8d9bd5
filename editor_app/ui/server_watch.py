"""Whether a team's server is there: the window says when it is not, and goes on by itself when it is back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPointF, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from editor_app.ui import background, icons, paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import joined, tr
from editor_app.ui.outside import tip
from editor_app.ui.saying import explained
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import Label, across

if TYPE_CHECKING:
    from editor_app.services.desk import Desk
    from editor_app.ui.main_window import MainWindow

EVERY_MS: Final = 3_000
_HEIGHT: Final = 40


class AwayBand(QWidget):
    """Over the whole window while the server is away: why, what that means for what is typed, and a way to try."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.setFixedHeight(fonts.scaled(_HEIGHT))
        title = tr("The team's server is away")
        facts = tr("What you type is kept on this computer. Save it when the server is back.")
        self.setAccessibleName(joined(title, facts, why))
        self.setToolTip(tip(why))
        words = Label(facts, Role.DENSE, "ink")
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.again = Button(tr("Try now"), Kind.LINK)
        row = across(Label(title, Role.BODY_BOLD, "ink"), words, self.again, gap=16)
        row.setStretch(1, 1)
        row.setContentsMargins(44, 0, 20, 0)
        self.setLayout(row)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colours.ochre_wash)
            paint.horizontal(painter, 0, self.width(), self.height() - 1, colours.ochre)
            corner = QPointF(16, round(self.height() / 2 - 9))
            icons.paint(painter, "server", corner, icons.TOOL, colours.ochre)


class ServerWatch(QObject):
    """Asks a team's server every few seconds whether it is there; for a folder it does nothing."""

    gone = Signal()
    back = Signal()

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self.band: AwayBand | None = None
        self._is_asking = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.ask)

    @property
    def is_away(self) -> bool:
        """Whether the server did not answer the last time."""
        return self.band is not None

    def begin(self) -> None:
        """Begin to ask, when the workspace is a team's."""
        if self._desk.store.url:
            self._timer.start()

    def stop(self) -> None:
        """Ask no more."""
        self._timer.stop()

    def ask(self) -> None:
        """Ask once, on a thread."""
        if not self._is_asking:
            self._is_asking = True
            background.run(self, lambda: _answer(self._desk), lambda _there: self._there(), self._away)

    def dress(self) -> None:
        """Show the band again in a window that was made anew."""
        if self.band is not None:
            self._show(self.band.toolTip())

    def _there(self) -> None:
        self._is_asking = False
        if self.band is not None:
            self.band = None
            self._window.set_band(None)
            self._window.toast(tr("The team's server is there again."))
            self.back.emit()

    def _away(self, error: Exception) -> None:
        self._is_asking = False
        if self.band is None:
            self._show(" ".join(filter(None, explained(error))))
            self.gone.emit()

    def _show(self, why: str) -> None:
        self.band = AwayBand(why)
        self.band.again.clicked.connect(self.ask)
        self._window.set_band(self.band)


def _answer(desk: Desk) -> None:
    """Pass when the server answers.

    Raises:
        DeskError: in words why not.
    """
    from editor_app.services import teams

    teams.require_there(desk)
