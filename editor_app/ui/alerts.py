"""Telling a person who is elsewhere that they are needed: once for each incident, never for the program's own work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from editor_app.ui.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QIcon

    from editor_app.ui.preferences import Preferences
    from editor_app.ui.tasks import Task

_STAYS_MS = 10_000


class Alerts(QObject):
    """Hears the tasks of each reading; `toasted`, `shown` and `rung` are what came of the new incidents."""

    toasted = Signal(object)  # Task: what the window itself says
    shown = Signal(str, str)  # title and sentence for the desktop
    rung = Signal()

    def __init__(self, chosen: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chosen = chosen
        self._known: frozenset[str] | None = None

    def forget(self) -> None:
        """Another person sits down: what waits for them is no news."""
        self._known = None

    def hear(self, tasks: Sequence[Task], *, is_in_front: bool, is_seen: bool = False) -> None:
        """Tell of incidents that were not there at the last reading; one that was solved may be told again.

        Args:
            tasks: everything that waits now.
            is_in_front: the person works in this window, so the desktop needs no notice.
            is_seen: the list itself is in front of them, so nothing is told.
        """
        causes = frozenset(task.cause for task in tasks)
        known, self._known = self._known, causes
        if known is None:
            return
        fresh = _firsts(task for task in tasks if task.cause not in known and not task.quiet)
        if not fresh or is_seen:
            return
        self.toasted.emit(fresh[0])
        if not is_in_front and self._chosen.notices:
            self.shown.emit(*_for_desktop(fresh))
        if self._chosen.sound and any(task.urgent for task in fresh):
            self.rung.emit()


class Tray(QObject):
    """The desktop's own notices, where it has them; elsewhere the window's entry in the task bar calls."""

    opened = Signal()

    def __init__(self, window: QObject, icon: QIcon) -> None:
        super().__init__(window)
        self._icon = icon
        self._tray: QSystemTrayIcon | None = None

    def show_notice(self, title: str, sentence: str) -> None:
        """Show it for ten seconds; a press brings the window forward."""
        window = next((each for each in QApplication.topLevelWidgets() if each is self.parent()), None)
        if window is not None:
            QApplication.alert(window)
        if self._tray is None and QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages():
            self._tray = QSystemTrayIcon(self._icon, self)
            self._tray.setToolTip(tr("Press Desk"))
            self._tray.messageClicked.connect(self.opened)
            self._tray.activated.connect(lambda _reason: self.opened.emit())
            self._tray.show()
        if self._tray is not None:
            self._tray.showMessage(title, sentence, self._icon, _STAYS_MS)

    def ring(self) -> None:
        """The system's own sound."""
        QApplication.beep()


def _firsts(tasks: Iterable[Task]) -> list[Task]:
    """One task for each cause."""
    found: dict[str, Task] = {}
    for task in tasks:
        found.setdefault(task.cause, task)
    return list(found.values())


def _for_desktop(fresh: Sequence[Task]) -> tuple[str, str]:
    """What other people may read over a shoulder: how much and what kind, never a document's title."""
    urgent = sum(task.urgent for task in fresh)
    if urgent:
        return tr("A publisher is needed"), tr("Deliveries that need a decision in Press Desk: {count}", count=urgent)
    return tr("Something waits for you"), tr("Waiting for you in Press Desk: {count}", count=len(fresh))
