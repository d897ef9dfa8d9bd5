"""Cycles of objects collected in the window's thread only: Python would do it on whichever thread asks for memory.

A widget that ends on another thread brings the program down: Qt waits there for the window, which waits for Python, or
deletes what is being painted. Seen on PySide6 6.11 (2026-11-29): `QWidget::~QWidget` below `gc_collect_main`.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_EVERY: Final = 500
"""Milliseconds."""


def keep_here(parent: QObject) -> None:
    """Collect on this thread from now on, and nowhere else; `parent` is the application."""
    gc.disable()
    timer = QTimer(parent)
    timer.timeout.connect(collect_due)
    timer.start(_EVERY)


def collect_due() -> int:
    """Collect the oldest generation that is due by Python's own thresholds; how many objects were found, -1 = none due.

    Must be called in the window's thread.
    """
    due = [at for at, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if count > most]
    return gc.collect(due[-1]) if due else -1
