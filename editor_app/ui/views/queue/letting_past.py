"""Letting a queued emergency go before the outcome of others is known; apart because it moves no state by itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from editor_app.domain.member import Deed
from editor_app.ui import background, saying
from editor_app.ui.i18n import tr
from editor_app.ui.reasons import Asked, ReasonQuestion
from editor_app.ui.view import Action
from editor_app.ui.views.queue.notice import titles

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editor_app.domain.identifiers import DeliveryId
    from editor_app.services.desk import Seat
    from editor_app.ui.view import Shell
    from editor_app.ui.views.queue.detail import DetailPanel
    from editor_app.ui.views.queue.loading import Chosen

KEYS: Final = "Ctrl+Shift+L"


class LettingPast(QObject):
    """Asks why, lets the chosen emergency past and tells; `told` says that it was done."""

    told = Signal(str)
    failed = Signal(Exception)

    def __init__(self, over: QWidget, shell: Shell, detail: DetailPanel) -> None:
        super().__init__(over)
        self._over, self._shell, self._detail = over, shell, detail
        self.question: ReasonQuestion | None = None
        detail.past_asked.connect(self.ask)

    def action(self) -> Action:
        """The deed for the palette and the keyboard."""
        return Action(tr("Let the emergency pass…"), self.ask, "zap", KEYS, "", self.why_not)

    def why_not(self) -> str:
        """Why the chosen delivery can't be let past; empty = it can."""
        chosen = self._detail.chosen
        if chosen is None or not chosen.passable:
            return tr("Only an emergency that waits behind an unknown outcome can be let past.")
        return saying.refusal(self._shell.seat, Deed.CONTROL_DELIVERY)

    def ask(self) -> None:
        """Say what it means to go first, ask why, then do it."""
        seat, chosen = self._shell.seat, self._detail.chosen
        if seat is None or chosen is None or self.why_not():
            return
        self.question = ReasonQuestion(self._over, _asked(chosen))
        self.question.ask_for(partial(self._let, seat, chosen.timeline.row.id))

    def _let(self, seat: Seat, delivery: DeliveryId, reason: str) -> None:
        def work() -> None:
            from editor_app.services import emergencies

            emergencies.release_past(seat, delivery, reason)

        def done(_none: object) -> None:
            self.told.emit(tr("Recorded: the emergency goes out now."))

        self._detail.show_error("")
        background.run(self, work, done, lambda error: self._detail.show_error(saying.sentence(error)))


def _asked(chosen: Chosen) -> Asked:
    warning = tr(
        "{titles} on {account} may be public already, or may come out later. "
        "Readers may then see the older text after this emergency. What became of it is still looked up; "
        "nothing is sent twice.",
        titles=titles(chosen.passable),
        account=chosen.timeline.row.account_name,
    )
    return Asked(tr("Let this emergency go out first?"), warning, tr("Let it pass"))
