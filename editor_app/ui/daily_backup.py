"""The daily backup while a window is open; apart because it looks again and again, whoever sits there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from editor_app.services.desk import Desk

_LOOK_EVERY_MS: Final = 60_000


class DailyWatch(QObject):
    """Asks each minute whether the backup is due; the work goes on in a thread of its own."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        from editor_app.services.backups import DailyBackup

        self.backup = DailyBackup(desk)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.backup.look)
        self._timer.start()

    def close(self) -> None:
        """Look no more, and give up what is under way."""
        self._timer.stop()
        self.backup.close()
