"""The deeds of the queue from question to toast; apart so that the view only reads and shows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from editor_app.domain.delivery import Event
from editor_app.ui import background, saying
from editor_app.ui.i18n import tr
from editor_app.ui.view import Action
from editor_app.ui.views.queue import deeds, loading, queueing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from editor_app.domain.identifiers import EditionId
    from editor_app.services.publishing import Slot
    from editor_app.storage.queries.lists import DocumentRow
    from editor_app.ui.view import Shell
    from editor_app.ui.views.queue.detail import DetailPanel
    from editor_app.ui.views.queue.queueing import ReadyEdition


class Acting(QObject):
    """Asks, does and tells; `acted` when something was changed."""

    acted = Signal()
    failed = Signal(Exception)

    def __init__(self, over: QWidget, shell: Shell, detail: DetailPanel) -> None:
        super().__init__(over)
        self._over = over
        self._shell = shell
        self._detail = detail
        self.question: deeds.ReasonQuestion | None = None
        self.dialog: queueing.QueueDialog | None = None
        detail.asked.connect(lambda event: self.ask(Event(event)))

    def actions(self) -> list[Action]:
        """The deeds for the palette and the keyboard."""
        made = [
            Action(tr(deed.verb), partial(self.ask, deed.event), deed.icon, deed.keys, "", partial(self._why_not, deed))
            for deed in deeds.DEEDS
        ]
        queue = tr("Queue an approved edition…")
        made.append(Action(queue, self._ask_longest, "send", "Ctrl+Return", "", self._may_not_queue))
        made.append(Action(tr("Copy the evidence"), self._detail.copy_evidence, "copy", "Ctrl+Shift+C"))
        return made

    # One delivery

    def ask(self, event: Event) -> None:
        """Do a deed to the chosen delivery, after the question that it needs."""
        chosen = self._detail.chosen
        deed = next(each for each in deeds.DEEDS if each.event is event)
        if chosen is None or self._why_not(deed):
            return
        if event is Event.RETRY:
            self._do(event, "", None)
            return
        timing = None
        if event is Event.RELEASE and chosen.record is not None and self._shell.seat is not None:
            manifest, desk = chosen.record.manifest, self._shell.seat.desk
            window = (manifest.not_before, manifest.not_after)
            timing = deeds.release_timing(desk.workspace.zone, desk.clock.now(), window)
        self.question = deeds.ask(self._over, deed, partial(self._do, event), timing)

    def _why_not(self, deed: deeds.DeedLook) -> str:
        chosen = self._detail.chosen
        if chosen is None or deed not in deeds.offered(chosen.timeline.row.state):
            return tr("The chosen delivery does not allow it now.")
        return deeds.refusal(self._shell.seat)

    def _do(self, event: Event, reason: str, slot: Slot | None) -> None:
        seat, chosen = self._shell.seat, self._detail.chosen
        if seat is None or chosen is None:
            return
        row = chosen.timeline.row
        self._detail.show_error("")
        background.run(
            self,
            lambda: deeds.done(seat, row, event, reason, slot),
            lambda _moved: self._tell(tr(deeds.SAID_DONE[event])),
            lambda error: self._detail.show_error(saying.sentence(error)),
        )

    def _tell(self, sentence: str) -> None:
        self._shell.toast(sentence)
        self.acted.emit()

    # A whole edition

    def ask_queue(self, edition: EditionId) -> None:
        """Show what would be queued, and ask when."""
        seat = self._shell.seat
        if seat is not None:
            background.run(self, lambda: queueing.ready_edition(seat.desk, edition), self._ask_when, self.failed.emit)

    def _may_not_queue(self) -> str:
        return queueing.refusal(self._shell.seat)

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
        dialog.verb.block(queueing.refusal(seat))
        dialog.answered.connect(lambda key: self._queue(dialog, ready) if key == "queue" else None)
        self.dialog = dialog
        dialog.ask()

    def _queue(self, dialog: queueing.QueueDialog, ready: ReadyEdition) -> None:
        seat = self._shell.seat
        if seat is None or not dialog.timing.is_valid():
            return
        slot = dialog.timing.slot()

        def work() -> int:
            from editor_app.services import publishing

            return len(publishing.queue(seat, ready.record.edition.id, slot))

        def done(count: int) -> None:
            dialog.leave()
            self._tell(tr("{count} deliveries are in the queue", count=count))

        def failed(error: Exception) -> None:
            if isValid(dialog):
                dialog.show_problem(saying.sentence(error))

        background.run(self, work, done, failed)
