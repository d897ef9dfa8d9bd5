"""The facts of the status bar: workspace, audit chain, sender, office time; apart because they outlive every view."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from editor_app.ui import background
from editor_app.ui.i18n import joined, tr
from editor_app.ui.moments import clock_text, zone_word
from editor_app.ui.saying import explained

if TYPE_CHECKING:
    from editor_app.services.desk import Desk
    from editor_app.ui.main_window import MainWindow
    from editor_app.ui.publisher import Publisher
    from editor_app.ui.waiting import Waiting

_MINUTE_MS = 60_000


class ChainWatch:
    """Follows the audit chain: each call checks the rows that came since the last one, on one thread."""

    def __init__(self, desk: Desk) -> None:
        from editor_app.domain.audit import GENESIS

        self._desk = desk
        self._sequence, self._hash = 0, GENESIS

    def follow(self) -> tuple[int, bool]:
        """The number of the last row, and whether every row follows from the one before."""
        from editor_app.domain.audit import first_break
        from editor_app.storage import audit

        with self._desk.database.read() as snapshot:
            last, _ = audit.head(snapshot)
            if last < self._sequence:
                return last, False
            while page := audit.rows(snapshot, self._sequence):
                if first_break(page, self._hash, self._sequence) is not None:
                    return last, False
                self._sequence, self._hash = page[-1].sequence, page[-1].hash
        return self._sequence, True


class HouseStatus(QObject):
    """Keeps the status bar true; `show_all` fills a bar that was made anew."""

    minute = Signal()  # the clock shows another one

    def __init__(self, window: MainWindow, desk: Desk, publisher: Publisher) -> None:
        super().__init__(window)
        self._window, self._desk, self._publisher = window, desk, publisher
        self._chain: ChainWatch | None = None
        self._checking = False
        self._rows, self._is_whole = 0, True
        self._waiting: Waiting | None = None
        self.is_second_window = False
        self._minute = QTimer(self)
        self._minute.timeout.connect(self._tick)
        self._minute.timeout.connect(self.minute)
        publisher.changed.connect(self._show_worker)

    def show_all(self) -> None:
        """Fill the bar."""
        self._window.status.pressed.connect(self._go)
        self._show_workspace()
        self._show_audit()
        self._show_worker()
        self._show_waiting()
        self._tick()

    def set_waiting(self, waiting: Waiting) -> None:
        """Count what waits for a person."""
        self._waiting = waiting
        self._show_waiting()

    def check_chain(self) -> None:
        """Follow the audit chain on a thread."""
        if not self._checking:
            self._checking = True
            background.run(self, self._follow, self._followed, lambda _error: self._followed((self._rows, False)))

    def stop(self) -> None:
        """End the clock."""
        self._minute.stop()

    def _follow(self) -> tuple[int, bool]:
        if self._chain is None:
            self._chain = ChainWatch(self._desk)
        return self._chain.follow()

    def _followed(self, found: tuple[int, bool]) -> None:
        self._checking = False
        self._rows, self._is_whole = found
        self._show_audit()

    def _show_workspace(self) -> None:
        info, url = self._desk.workspace, self._desk.store.url
        kind = tr("Practice workspace") if info.sample else tr("Team workspace") if url else tr("Workspace of this PC")
        second = tr("second window") if self.is_second_window else ""
        icon = "database" if url else "hard-drive"
        self._window.status.set_fact(
            "workspace", joined(kind, info.name if info.name != kind else "", second), icon=icon
        )

    def _show_audit(self) -> None:
        status = self._window.status
        if not self._is_whole:
            status.set_fact("audit", tr("The audit chain is broken"), glyph="must_fix", tone="carmine")
        elif self._rows:
            count = f"{self._rows:,}"
            status.set_fact("audit", joined(tr("Audit chain whole"), tr("row {count}", count=count)), glyph="done")

    def _show_worker(self) -> None:
        status, fault = self._window.status, self._publisher.fault
        if fault is not None:
            status.set_fact("worker", tr("Nothing is sent from here"), glyph="must_fix", tone="carmine")
            status.segments["worker"].setToolTip(explained(fault)[0])
        elif self._publisher.is_running:
            status.set_fact("worker", tr("Sender running"))
        else:
            status.set_fact("worker", tr("No sender in this window"))
            status.segments["worker"].setToolTip(
                tr("Deliveries go out when a publisher sits here, or from a worker of its own.")
            )

    def _show_waiting(self) -> None:
        counts = {state.value: count for state, count in self._waiting.counts.items()} if self._waiting else {}
        self._window.status.set_waiting(counts.get("ask", 0), counts.get("unknown", 0), counts.get("failed", 0))

    def _tick(self) -> None:
        now = self._desk.clock.now()
        zone = self._desk.workspace.zone
        self._window.status.set_fact("clock", f"{zone_word(zone)} {clock_text(now, ZoneInfo(zone))}")
        self._minute.start(_MINUTE_MS - (now.second * 1000 + now.microsecond // 1000))

    def _go(self, segment: str) -> None:
        if segment in ("ask", "unknown", "failed"):
            self._window.go("queue", state=segment)
        elif segment in ("workspace", "audit", "worker"):
            self._window.go("settings", section="workspace")
