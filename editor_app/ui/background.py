"""Work that would stop the window, done on threads; apart because results come back by one queued signal only."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar, cast

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
    """One piece of work under way, for the widget `owner`."""

    def __init__(self, owner: QObject, post: _Post, progress: Callable[[float, str], None] | None) -> None:
        self._owner = owner
        self._post = post
        self._progress = progress
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next `report`; nobody hears of it again."""
        self._stop.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._stop.is_set()

    def deliver(self, closure: Callable[[], None]) -> None:
        """Call `closure` in the window's thread if anyone is still there to care."""
        if isValid(self._post):
            self._post.arrived.emit(lambda: self.call(closure))

    def call(self, closure: Callable[[], None]) -> None:
        """Call it now, in the window's thread, unless the owner is gone or nobody wants to hear of it any more."""
        if isValid(self._owner) and not self.is_cancelled:
            closure()

    def tell(self, share: float, text: str) -> None:
        """Pass on how far the work is.

        Raises:
            Cancelled: the person changed their mind.
        """
        if self.is_cancelled:
            raise Cancelled
        progress = self._progress
        if progress is not None:
            self.deliver(lambda: progress(share, text))


class _Failure(NamedTuple):
    """How work ended that did not give anything."""

    error: Exception


class _Post(QObject):
    """Carries closures to the window's thread."""

    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.arrived.connect(self._open, Qt.ConnectionType.QueuedConnection)

    def _open(self, closure: Callable[[], None]) -> None:
        closure()


class _Bench(threading.local):
    """What the current thread works on."""

    job: Job | None = None


_bench: Final = _Bench()
_out: Final[dict[int, list[object]]] = {}
"""Bags that are under way, by their identity."""
_post: Final[list[_Post]] = []
_pool: Final[list[ThreadPoolExecutor]] = []


class _Errand(NamedTuple):
    """Everything that a piece of work may hold on to, widgets among it."""

    job: Job
    work: Callable[[], object]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]


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
    job = Job(owner, _post[0], progress)
    bag: list[object] = [_Errand(job, work, done, failed)]
    _out[id(bag)] = bag
    _pool[0].submit(_labour, bag, _post[0])
    return job


def _labour(bag: list[object], post: _Post) -> None:
    """What a thread does with a bag, which holds the errand; it puts the outcome in, and only the window empties it.

    So no widget ends with its last mention on this thread, which would bring the program down.
    """
    bag.append(_outcome(bag))
    if isValid(post):
        post.arrived.emit(partial(_come_home, bag))


def _outcome(bag: list[object]) -> object:
    """What the work gave, or how it ended."""
    errand = cast("_Errand", bag[0])
    _bench.job = errand.job
    try:
        return errand.work()
    except Cancelled as cancelled:
        log.info("work was cancelled")
        return cancelled
    except Exception as error:  # one of the four places: a failure must not vanish with its thread
        log.info("work failed: %s", type(error).__name__, exc_info=True)
        return _Failure(error)
    finally:
        _bench.job = None


def _come_home(bag: list[object]) -> None:
    """Open the bag in the window's thread."""
    _out.pop(id(bag), None)
    errand, outcome = cast("_Errand", bag[0]), bag[1]
    bag.clear()
    if isinstance(outcome, _Failure):
        errand.job.call(partial(errand.failed, outcome.error))
    elif not isinstance(outcome, Cancelled):
        errand.job.call(partial(errand.done, outcome))


def report(share: float, text: str = "") -> None:
    """Tell from inside `work` how far it is, 0 to 1; outside of work it does nothing.

    Raises:
        Cancelled: Cancel was pressed; let it pass.
    """
    if _bench.job is not None:
        _bench.job.tell(share, text)


def shut_down() -> None:
    """Wait for the work under way and end the threads; called when the window closes."""
    if _pool:
        _pool.pop().shutdown(cancel_futures=True)
    _out.clear()
