"""A person's answer to the question whether it is public, from the case to the record; apart from how it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from editor_app.domain.errors import Invalid
from editor_app.ui import background, saying
from editor_app.ui.i18n import N_, tr
from editor_app.ui.views.queue import asking
from editor_app.ui.views.queue.asking import AskDialog
from editor_app.ui.views.queue.words import OfficeTime

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editor_app.services.asking import AskCase
    from editor_app.services.desk import Seat
    from editor_app.ui.view import Shell
    from editor_app.ui.views.queue.loading import Chosen

_DONE = {
    asking.THERE: N_("Recorded: it is out. It is read back now."),
    asking.NOT_THERE: N_("Recorded: it is not there. It is sent again."),
    asking.LEAVE: N_("Recorded. It stays as it is."),
}
_DONE_GONE = {
    asking.THERE: N_("Recorded: it is gone. It is read back now."),
    asking.NOT_THERE: N_("Recorded: it is still public. It is taken away again."),
    asking.LEAVE: N_("Recorded. It stays as it is."),
}


class Answering(QObject):
    """Reads the case, asks, and records the answer; `told` says what was recorded."""

    told = Signal(str)
    failed = Signal(Exception)

    def __init__(self, over: QWidget, shell: Shell) -> None:
        super().__init__(over)
        self._over, self._shell = over, shell
        self.dialog: AskDialog | None = None

    def ask(self, chosen: Chosen) -> None:
        """Show the case of the delivery."""
        seat, row = self._shell.seat, chosen.timeline.row
        if seat is None or (self.dialog is not None and self.dialog.isVisible()):
            return

        def work() -> AskCase:
            from editor_app.services import asking as service

            return service.case(seat.desk, row.id)

        background.run(self, work, lambda case: self._show(seat, case, chosen.tile), self.failed.emit)

    def _show(self, seat: Seat, case: AskCase, tile: str) -> None:
        office = OfficeTime(ZoneInfo(seat.desk.workspace.zone), seat.desk.clock.now())
        dialog = AskDialog(self._over, case, tile, office, seat.member.name)
        dialog.decided.connect(lambda *said: self._record(seat, dialog, *said))
        self.dialog = dialog
        dialog.ask()

    def _record(self, seat: Seat, dialog: AskDialog, answer: str, words: str, number: str) -> None:
        def done(_recorded: object) -> None:
            dialog.leave()
            said = _DONE_GONE if dialog.case.is_withdrawal else _DONE
            self.told.emit(tr(said[answer]))

        def failed(error: Exception) -> None:
            dialog.show_error(answer, saying.sentence(error), needs_number=isinstance(error, Invalid))

        background.run(dialog, lambda: _recorded(seat, dialog.case, answer, words, number), done, failed)


def _recorded(seat: Seat, case: AskCase, answer: str, words: str, number: str) -> None:
    from editor_app.services import asking as service

    match answer, case.is_withdrawal:
        case asking.THERE, False:
            service.answer_there(seat, case.row.id, words, number)
        case asking.THERE, True:
            service.answer_gone(seat, case.row.id)
        case asking.NOT_THERE, False:
            service.answer_not_there(seat, case.row.id)
        case asking.NOT_THERE, True:
            service.answer_still_public(seat, case.row.id)
        case _:
            service.leave(seat, case.row.id, words)
