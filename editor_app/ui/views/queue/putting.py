"""Putting an approved edition into the queue, from the question to the toast; apart from deeds on deliveries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor_app.domain.member import Deed
from editor_app.ui import background, saying
from editor_app.ui.i18n import tr, tr_n
from editor_app.ui.view import Action
from editor_app.ui.views.queue import loading, queueing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from editor_app.domain.identifiers import EditionId
    from editor_app.storage.queries.lists import DocumentRow
    from editor_app.ui.view import Shell
    from editor_app.ui.views.queue.queueing import ReadyEdition


class Putting(QObject):
    """Asks when, queues and tells."""

    told = Signal(str)
    failed = Signal(Exception)

    def __init__(self, over: QWidget, shell: Shell) -> None:
        super().__init__(over)
        self._over, self._shell = over, shell
        self.dialog: queueing.QueueDialog | None = None

    def actions(self) -> list[Action]:
        """The deed for the palette and the keyboard."""
        text = tr("Queue an approved edition…")
        return [Action(text, self._ask_longest, "send", "Ctrl+Return", "", self._may_not_queue)]

    def ask_queue(self, edition: EditionId) -> None:
        """Show what would be queued, and ask when."""
        seat = self._shell.seat
        if seat is not None:
            background.run(self, lambda: queueing.ready_edition(seat.desk, edition), self._ask_when, self.failed.emit)

    def _may_not_queue(self) -> str:
        return saying.refusal(self._shell.seat, Deed.QUEUE)

    def _ask_longest(self) -> None:
        """The edition that has waited longest; the list above the queue offers the others."""
        seat = self._shell.seat
        if seat is not None:
            background.run(self, lambda: loading.ready(seat.desk), self._ask_last, self.failed.emit)

    def _ask_last(self, ready: Sequence[DocumentRow]) -> None:
        edition = ready[-1].edition if ready else None
        if edition is None:
            self._shell.toast(tr("No approved edition waits to be queued."))
        else:
            self.ask_queue(edition)

    def _ask_when(self, ready: ReadyEdition) -> None:
        seat = self._shell.seat
        if seat is None:
            return
        dialog = queueing.QueueDialog(self._over, ready, seat.desk.workspace.zone, seat.desk.clock.now())
        dialog.verb.block(saying.refusal(seat, Deed.QUEUE))
        dialog.answered.connect(lambda key: self._queue(dialog, ready) if key == "queue" else None)
        self.dialog = dialog
        dialog.ask()

    def _queue(self, dialog: queueing.QueueDialog, ready: ReadyEdition) -> None:
        seat = self._shell.seat
        if seat is None or not dialog.is_complete():
            return
        edition, again = ready.record.edition.id, dialog.again()
        shown, slot = (ready.next_slots if dialog.timing.is_next() else None), dialog.timing.slot()

        def work() -> int:
            from editor_app.services import planning, publishing

            if shown is not None:
                return len(planning.queue_next(seat, edition, shown, again=again))
            return len(publishing.queue(seat, edition, slot, again=again))

        def done(count: int) -> None:
            dialog.leave()
            self.told.emit(tr_n("{count} delivery is in the queue", "{count} deliveries are in the queue", count=count))

        background.run(dialog, work, done, lambda error: _refused(dialog, error))


def _refused(dialog: queueing.QueueDialog, error: Exception) -> None:
    from editor_app.services.twins import QueuedBefore

    if isinstance(error, QueuedBefore):
        dialog.ask_again(saying.explained(error)[0])
    else:
        dialog.show_problem(saying.sentence(error))
