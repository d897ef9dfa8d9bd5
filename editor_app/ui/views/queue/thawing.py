"""The way from a freeze back to work: reads what it stopped, asks one by one, records; apart from how it looks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from editor_app.domain.delivery import Event
from editor_app.domain.identifiers import DeliveryId
from editor_app.ui import background, saying
from editor_app.ui.i18n import tr
from editor_app.ui.views.queue import deeds, loading
from editor_app.ui.views.queue.triage import TriageDialog
from editor_app.ui.views.queue.words import OfficeTime

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editor_app.services.desk import Desk, Seat
    from editor_app.services.triage import Stopped
    from editor_app.storage.queries.queue_rows import DeliveryRow
    from editor_app.ui.view import Shell


class Thawing(QObject):
    """Shows the list while there is something to decide; `told` says that all is decided."""

    told = Signal(str)
    failed = Signal(Exception)

    def __init__(self, over: QWidget, shell: Shell) -> None:
        super().__init__(over)
        self._over, self._shell = over, shell
        self.dialog: TriageDialog | None = None

    def ask(self) -> None:
        """Show what the freeze stopped; with nothing stopped, say so."""
        seat = self._shell.seat
        if seat is not None:
            background.run(self, lambda: _stopped(seat.desk), partial(self._show, seat), self.failed.emit)

    def _show(self, seat: Seat, read: tuple[Stopped, bool]) -> None:
        found, is_frozen = read
        if not found.rows:
            self._shell.toast(tr("Nothing is left that a freeze stopped."))
            return
        office = OfficeTime(ZoneInfo(seat.desk.workspace.zone), seat.desk.clock.now())
        blocked = tr("The freeze still stands: lift it before you release.") if is_frozen else deeds.refusal(seat)
        dialog = TriageDialog(self._over, loading.tiles(seat.desk), office, blocked)
        dialog.wanted.connect(lambda wanted: self._read(seat, dialog, DeliveryId(wanted)))
        dialog.model.more_wanted.connect(lambda: self._read_more(seat, dialog))
        dialog.decided.connect(lambda key, reason: self._do(seat, dialog, Event(key), reason))
        self.dialog = dialog
        dialog.ask()
        dialog.show_stopped(found)

    def _read(self, seat: Seat, dialog: TriageDialog, wanted: DeliveryId) -> None:
        failed = partial(_refused, dialog)
        background.run(dialog, lambda: loading.chosen(seat.desk, wanted), dialog.show_chosen, failed)

    def _read_more(self, seat: Seat, dialog: TriageDialog) -> None:
        last = dialog.model.rows[-1]
        background.run(dialog, lambda: _stopped(seat.desk, last)[0].rows, dialog.model.add, partial(_refused, dialog))

    def _do(self, seat: Seat, dialog: TriageDialog, event: Event, reason: str) -> None:
        if dialog.chosen is None:
            return
        row = dialog.chosen.timeline.row
        slot = dialog.timing.slot() if dialog.timing is not None and event is Event.RELEASE else None

        def work() -> Stopped:
            deeds.done(seat, row, event, reason, slot)
            return _stopped(seat.desk)[0]

        background.run(dialog, work, partial(self._go_on, dialog, row.id), partial(_refused, dialog))

    def _go_on(self, dialog: TriageDialog, decided: DeliveryId, found: Stopped) -> None:
        if found.held:
            dialog.go_on(decided, found)
        else:
            dialog.leave()
            self.told.emit(tr("Everything that the freeze stopped is decided."))


def _refused(dialog: TriageDialog, error: Exception) -> None:
    dialog.show_problem(saying.sentence(error))


def _stopped(desk: Desk, after: DeliveryRow | None = None) -> tuple[Stopped, bool]:
    from editor_app.services import silence, triage

    return triage.stopped(desk, after), silence.standing(desk) is not None
