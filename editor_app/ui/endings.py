"""Ctrl+C and the end of a session of the machine, brought to Qt's loop; apart because signals come outside of it."""

from __future__ import annotations

import signal
import socket
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Signal

if TYPE_CHECKING:
    from types import FrameType

_ENDINGS = (signal.SIGINT, signal.SIGTERM)


class EndSignals(QObject):
    """`asked` comes in the window's thread when the process is asked to end; without this it would just be killed."""

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._near, self._far = socket.socketpair()
        for end in (self._near, self._far):
            end.setblocking(False)  # noqa: FBT003 - the standard library's own signature
        self._notifier = QSocketNotifier(self._near.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)
        self._before = {number: signal.signal(number, _noted) for number in _ENDINGS}
        self._old = signal.set_wakeup_fd(self._far.fileno(), warn_on_full_buffer=False)

    def stop(self) -> None:
        """Leave signals as they were."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._old)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._near.close()
        self._far.close()

    def _wake(self) -> None:
        if set(self._near.recv(64)) & set(_ENDINGS):
            self.asked.emit()


def _noted(_number: int, _frame: FrameType | None) -> None:
    """Python must have a handler, else it writes nothing to the wake-up socket."""
