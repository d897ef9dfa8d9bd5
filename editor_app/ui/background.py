"""Work that would stop the window, done on threads; apart because results come back by one queued signal only."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)
Result = TypeVar("Result")
_THREADS: Final = 4


class Cancelled(Exception):
    """Raised by `report` inside work whose Cancel was pressed."""


class Job:
    """One piece of work under way."""

    def __init__(self) -> None:
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next `report`; nobody hears of it again."""
        self._stop.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._stop.is_set()


class _Post(QObject):
    """Carries closures to the window's thread."""

    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.arrived.connect(self._open, Qt.ConnectionType.QueuedConnection)

    def _open(self, closure: Callable[[], None]) -> None:
        closure()


class _Desk(threading.local):
    """What the current thread works on."""

    report: Callable[[float, str], None] | None = None


_desk = _Desk()
_post: list[_Post] = []
_pool: list[ThreadPoolExecutor] = []


def run(
    owner: QObject,
    work: Callable[[], Result],
    done: Callable[[Result], None],
    failed: Callable[[Exception], None],
    progress: Callable[[float, str], None] | None = None,
) -> Job:
    """Do `work` on a thread, then call `done` or `failed` in the window's thread.

    Nothing is called when `owner` is gone or the job was cancelled. Inside `work`, `report(share, text)` tells how
    far it is; pass it to services that take a callback. Must be called in the window's thread.
    """
    if not _post or not isValid(_post[0]):
        _post[:] = [_Post()]
    if not _pool:
        _pool.append(ThreadPoolExecutor(_THREADS, thread_name_prefix="background"))
    post, job = _post[0], Job()

    def deliver(closure: Callable[[], None]) -> None:
        def open_if_wanted() -> None:
            if isValid(owner) and not job.is_cancelled:
                closure()

        if isValid(post):
            post.arrived.emit(open_if_wanted)

    def tell(share: float, text: str) -> None:
        if job.is_cancelled:
            raise Cancelled
        if progress is not None:
            deliver(lambda: progress(share, text))

    def labour() -> None:
        _desk.report = tell
        try:
            result = work()
        except Cancelled:
            log.info("work cancelled")
        except Exception as error:
            log.info("work failed: %s", type(error).__name__, exc_info=error)
            deliver(lambda error=error: failed(error))  # type: ignore[misc]  # a default binds the name
        else:
            deliver(lambda: done(result))
        finally:
            _desk.report = None

    _pool[0].submit(labour)
    return job


def report(share: float, text: str = "") -> None:
    """Tell from inside `work` how far it is, 0 to 1; outside of work it does nothing.

    Raises:
        Cancelled: Cancel was pressed; let it pass.
    """
    if _desk.report is not None:
        _desk.report(share, text)


def shut_down() -> None:
    """Wait for the work under way and end the threads; called when the window closes."""
    if _pool:
        _pool.pop().shutdown(cancel_futures=True)
