"""A delivery whose document is under recall, and the way from what is out to its case; apart: it moves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from editor_app.domain.delivery import DeliveryState
from editor_app.domain.member import Deed
from editor_app.ui import saying
from editor_app.ui.i18n import tr
from editor_app.ui.view import Action

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editor_app.ui.view import Shell
    from editor_app.ui.views.queue.detail import DetailPanel

KEYS: Final = "Ctrl+Shift+W"
_OUT: Final = (DeliveryState.SENT, DeliveryState.VERIFIED)


class Recalling(QObject):
    """Leads from the chosen delivery to its case, or to opening one."""

    def __init__(self, over: QWidget, shell: Shell, detail: DetailPanel) -> None:
        super().__init__(over)
        self._shell, self._detail = shell, detail
        detail.recall_asked.connect(self.go)

    def action(self) -> Action:
        """The way for the palette and the keyboard."""
        return Action(tr("Correct or withdraw…"), self.go, "rotate-ccw", KEYS, "", self.why_not)

    def why_not(self) -> str:
        """Why there is no case about the chosen delivery and none can be opened; empty = go."""
        chosen, seat = self._detail.chosen, self._shell.seat
        if chosen is None or (chosen.recall is None and chosen.timeline.row.state not in _OUT):
            return tr("Only what is out can be corrected or withdrawn.")
        if chosen.recall is not None or (seat is not None and seat.member.may(Deed.SUBMIT)):
            return ""
        return saying.refusal(seat, Deed.CONTROL_DELIVERY)

    def go(self) -> None:
        """Show the case, or the question that opens one."""
        chosen = self._detail.chosen
        if chosen is None or self.why_not():
            return
        if chosen.recall is not None:
            self._shell.go("recall", case=chosen.recall.id)
        else:
            self._shell.go("recall", document=chosen.timeline.row.document)
