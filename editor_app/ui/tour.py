"""The two-minute tour: words beside the window's real parts; apart because it is shown once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QRectF, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from typing_extensions import override

from editor_app.ui import paint, theme
from editor_app.ui import type as fonts
from editor_app.ui.i18n import N_, tr
from editor_app.ui.overlay import Overlay
from editor_app.ui.tokens import Radius, Role
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import Label, across, boxed, down

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from editor_app.ui.main_window import MainWindow

_WIDTH: Final = 380
_GAP: Final = 14


@dataclass(frozen=True, slots=True)
class Stop:
    """One place of the tour: where to go, what to show, what to say."""

    place: str  # a view to show first; empty = stay
    part: str  # "rail", "view", "search", "person", "bell" or "status"
    title: str
    words: str


STOPS: Final = (
    Stop("today", "view", N_("Begin with Today"),
         N_("Reviews, undecided deliveries and returned drafts stand here, the urgent ones first.")),
    Stop("", "rail", N_("The way of a document"),
         N_("Write, Review, Queue: from top to bottom. A number says what waits for you there.")),
    Stop("write", "view", N_("Write once, see every account"),
         N_("The text at the left, beside it what the chosen account's readers will see. Every key is kept.")),
    Stop("review", "view", N_("A seal is a signature"),
         N_("Three reviewers open what each account will receive, then set their seals on exactly those bytes.")),
    Stop("queue", "view", N_("Once, and proven"),
         N_("One delivery for each account. After sending, the post is read back and compared with the edition.")),
    Stop("", "person", N_("Several people, one computer"),
         N_("Change who sits here. In this practice workspace you may be anybody, without a passphrase.")),
    Stop("", "search", N_("Everything by keyboard"),
         N_("Ctrl+K finds documents, places and deeds, also by the initials of pinyin.")),
    Stop("today", "status", N_("Nothing hidden"),
         N_("Workspace, audit chain, sender and office time. A fault shows here in colour, never silently.")),
)  # fmt: skip


class Tour(Overlay):
    """Walks through STOPS; Esc or Skip ends it, Enter or Next goes on."""

    finished = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "paper")
        self._window = window
        self._stop = 0
        self._hole = QRect()
        self._title = Label("", Role.HEAD)
        self._words = Label("", Role.BODY, "ink2", wrap=True)
        self._count = Label("", Role.NOTE, "ink3")
        self.skip = Button(tr("Skip the tour"), Kind.QUIET, small=True)
        self.next = Button("", Kind.PRIMARY, small=True)
        self.skip.clicked.connect(self.dismiss)
        self.next.clicked.connect(self.go_on)
        foot = boxed(across(self._count, None, self.skip, self.next))
        self.panel.setLayout(down(self._title, self._words, 4, foot, gap=6, margins=(20, 16, 16, 14)))

    def begin(self) -> None:
        """Show the first stop."""
        self._stop = 0
        self.open_over(self.next)
        self._show()

    @property
    def stop(self) -> Stop:
        """Where the tour is."""
        return STOPS[self._stop]

    def go_on(self) -> None:
        """The next stop, or the end."""
        if self._stop + 1 == len(STOPS):
            self.dismiss()
            return
        self._stop += 1
        self._show()

    @override
    def dismiss(self) -> None:
        self.leave()
        self._window.go("today")
        self.finished.emit()
        self.deleteLater()

    def _show(self) -> None:
        stop = self.stop
        if stop.place:
            self._window.go(stop.place, **_arguments(stop.place, self._window))
        self._title.setText(tr(stop.title))
        self._words.setText(tr(stop.words))
        self._count.setText(f"{self._stop + 1} / {len(STOPS)}")
        is_last = self._stop + 1 == len(STOPS)
        self.next.setText(tr("Begin") if is_last else tr("Next"))
        self.next.setAccessibleName(f"{self.next.text()}: {tr(stop.title)}. {tr(stop.words)}")
        self.skip.setVisible(not is_last)
        self.raise_()
        self.place_panel()
        self.next.setFocus()
        self.update()

    @override
    def place_panel(self) -> None:
        part = _PARTS[self.stop.part](self._window)
        self._hole = QRect(part.mapTo(self._window, QPoint(0, 0)), part.size())
        width = fonts.scaled(_WIDTH)
        self.panel.setFixedWidth(width)
        layout = self.panel.layout()
        height = layout.totalHeightForWidth(width) if layout is not None else 160
        self.panel.resize(width, height)
        self.panel.move(self._beside(width, height))

    def _beside(self, width: int, height: int) -> QPoint:
        """Right of a tall part, below or above a flat one; inside a large one."""
        hole = self._hole
        if hole.width() < self.width() // 4 and hole.height() > self.height() // 3:
            x, y = hole.right() + _GAP, hole.top() + 72
        elif hole.height() > self.height() // 3:
            x, y = hole.right() - width - 32, hole.bottom() - height - 32
        elif hole.top() < self.height() // 2:
            x, y = hole.left(), hole.bottom() + _GAP
        else:
            x, y = hole.left() + 16, hole.top() - height - _GAP
        return QPoint(max(16, min(x, self.width() - width - 16)), max(16, min(y, self.height() - height - 16)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        hole = QRectF(self._hole).adjusted(2, 2, -2, -2)
        with QPainter(self) as painter:
            paint.smooth(painter)
            path = QPainterPath()
            path.addRect(QRectF(self.rect()))
            inner = QPainterPath()
            inner.addRoundedRect(hole, Radius.BUTTON, Radius.BUTTON)
            painter.fillPath(path.subtracted(inner), colours.scrim)
            paint.frame(painter, hole, Radius.BUTTON, colours.indigo)


def _arguments(place: str, window: MainWindow) -> dict[str, str]:
    """Write is shown with a document on the desk, where there is one."""
    from editor_app.services import documents

    if place != "write" or window.seat is None:
        return {}
    latest = documents.rows(window.seat.desk, limit=1)
    return {"document": latest[0].id} if latest else {}


_PARTS: Final[dict[str, Callable[[MainWindow], QWidget]]] = {
    "rail": lambda window: window.rail,
    "view": lambda window: window.view(window.here),
    "search": lambda window: window.top.search,
    "person": lambda window: window.top.person,
    "bell": lambda window: window.top.notices,
    "status": lambda window: window.status,
}
