"""Changes of the workspace, brought to the window; apart because they come from many threads and other processes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

if TYPE_CHECKING:
    from editor_app.domain.audit import Subject
    from editor_app.services.desk import Desk

_GATHERS_MS: Final = 120


class ChangeNotices(QObject):
    """Tells the kinds of what changed ("document", "delivery" …), at most a few times a second, in Qt's thread."""

    changed = Signal(object)  # frozenset[str]
    _heard = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        from editor_app.storage.changes import Changes

        self._kinds: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_GATHERS_MS)
        self._timer.timeout.connect(self._tell)
        self._heard.connect(self._gather, Qt.ConnectionType.QueuedConnection)
        self._unlisten = desk.database.listen(self._hear)
        self._others = Changes(desk.database, self._hear)
        self._others.start()

    def stop(self) -> None:
        """Hear nothing any more; returns when the watching thread has ended."""
        self._unlisten()
        self._others.stop()
        self._timer.stop()

    def _hear(self, subjects: tuple[Subject, ...]) -> None:
        """Called from the writing or the watching thread."""
        self._heard.emit(frozenset(subject.kind for subject in subjects))

    def _gather(self, kinds: frozenset[str]) -> None:
        self._kinds |= kinds
        if not self._timer.isActive():
            self._timer.start()

    def _tell(self) -> None:
        kinds, self._kinds = frozenset(self._kinds), set()
        self.changed.emit(kinds)
