"""The publishing loop as a thread of the window; apart because it outlives views and ends before the store."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal

from editor_app.ui import background

if TYPE_CHECKING:
    from editor_app.services.desk import Seat
    from editor_app.services.links import Secrets
    from editor_app.ui.background import Job
    from editor_app.worker import Outcome, Worker

log = logging.getLogger(__name__)
_POLL: Final = timedelta(seconds=5)


class Publisher(QObject):
    """Serves the accounts of this machine while a member sits here who is given their secrets."""

    changed = Signal()  # it runs, or ended
    finished = Signal(object)  # Outcome: a delivery came to rest
    _ended = Signal(object)  # Worker

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: Worker | None = None
        self._thread: threading.Thread | None = None
        self._opening: Job | None = None
        self.fault: Exception | None = None
        self._ended.connect(self._notice_end, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        """Whether deliveries are sent from this window now."""
        return self._thread is not None and self._thread.is_alive()

    def serve(self, seat: Seat) -> None:
        """Begin for the member at this desk; without a right to the secrets nothing is sent from here."""
        self.stop()
        self._opening = background.run(self, lambda: _secrets(seat), lambda found: self._begin(seat, found), self._fail)

    def stop(self) -> None:
        """End the loop after the calls under way, and wait for that."""
        if self._opening is not None:
            self._opening.cancel()  # a vault that opens late starts nothing
            self._opening = None
        worker, thread = self._worker, self._thread
        self._worker = self._thread = None
        if worker is not None and thread is not None:
            worker.stop()
            thread.join()
            self.changed.emit()

    def _begin(self, seat: Seat, secrets: Secrets | None) -> None:
        self._opening = None
        if secrets is None:
            return
        from editor_app.worker import Worker

        self.fault = None
        name = seat.member.name if seat.desk.store.url else ""  # a team's database knows whose connection it is
        worker = Worker(seat.desk, secrets, self._told, name)
        self._worker = worker
        self._thread = threading.Thread(target=self._run, args=(worker,), name="publisher")
        self._thread.start()
        self.changed.emit()

    def _run(self, worker: Worker) -> None:
        try:
            worker.run(_POLL)
        finally:
            self._ended.emit(worker)

    def _told(self, outcome: Outcome) -> None:
        self.finished.emit(outcome)

    def _fail(self, error: Exception) -> None:
        self.fault = error
        self.changed.emit()

    def _notice_end(self, worker: Worker) -> None:
        """The loop ended; unasked for, it is a fault."""
        if worker is self._worker and self._thread is not None:
            self._thread.join()  # these were its last words
            log.error("the publishing loop ended by itself")
            self.fault = RuntimeError("the publishing loop ended")
        self.changed.emit()


def _secrets(seat: Seat) -> Secrets | None:
    """The vault, as far as this member may open it; a practice workspace needs no right."""
    from editor_app.services import practice, vaults

    if vaults.may_hold(seat.member):
        return vaults.opened(seat)
    if practice.endpoint(seat.desk.store) is not None:
        return vaults.for_worker(seat.desk, "", None)
    return None
