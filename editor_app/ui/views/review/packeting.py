"""Review packets from the window: out to a reviewer without a seat, and the decision in again; apart from signing."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from editor_app.domain.member import Deed
from editor_app.ui import background
from editor_app.ui.i18n import tr
from editor_app.ui.saying import refusal, sentence
from editor_app.ui.view import Action
from editor_app.ui.views.review.packet_dialogs import HandOutDialog, TakeInDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from editor_app.services.approvals import DecisionOutcome
    from editor_app.services.desk import Seat
    from editor_app.services.outsiders import Reviewer
    from editor_app.services.packets import Paper
    from editor_app.ui.view import Shell
    from editor_app.ui.views.review.case_page import CasePage
    from editor_app.ui.views.review.reading import Case


class Packeting(QObject):
    """Asks and does it on threads; `taken` tells the edition that was decided on."""

    taken = Signal(str)

    def __init__(self, over: QWidget, shell: Shell, page: CasePage) -> None:
        super().__init__(over)
        self._over = over
        self._shell = shell
        self._page = page
        self.out: HandOutDialog | None = None
        self.into: TakeInDialog | None = None
        page.hand_out.clicked.connect(self.ask_out)
        page.take_in.clicked.connect(self.ask_in)

    def actions(self) -> list[Action]:
        """What the palette offers."""
        return [
            Action(tr("Hand out a review packet…"), self.ask_out, "file-up", "", "", self._why_not_out),
            Action(tr("Take a decision in…"), self.ask_in, "file-input", "", "", self._why_not_in),
        ]

    def ask_out(self) -> None:
        """Ask for whom, then where."""
        seat, case = self._shell.seat, self._page.case
        if seat is None or case is None or self._why_not_out():
            self._shell.toast(self._why_not_out())
            return
        from editor_app.services import outsiders

        background.run(self, lambda: outsiders.reviewers(seat), partial(self._show_out, case), self._say)

    def _show_out(self, case: Case, found: tuple[Reviewer, ...]) -> None:
        self.out = HandOutDialog(self._over, case, found)
        self.out.asked.connect(partial(self._ask_where, case))
        self.out.ask()

    def _ask_where(self, case: Case, name: str) -> None:
        proposed = f"{case.number}-{case.record.edition.number}-{name}.zip".replace(" ", "-")
        title = tr("Hand out a review packet")
        options = QFileDialog.Option.DontConfirmOverwrite  # nothing is written over: the service refuses
        chosen, _kind = QFileDialog.getSaveFileName(self._over, title, proposed, "ZIP (*.zip)", options=options)
        if chosen:
            self.send_to(case, name, Path(chosen))

    def send_to(self, case: Case, name: str, file: Path) -> None:
        """Write the packet for `name` to `file`."""
        seat, dialog = self._shell.seat, self.out
        if seat is None or dialog is None:
            return
        from editor_app.services import packets

        def done(_none: None) -> None:
            dialog.leave()
            dialog.deleteLater()
            self.out = None
            self._shell.toast(tr("The packet for {name} lies in {file}", name=name, file=file.name))

        edition = case.record.edition.id
        dialog.refuse("")
        background.run(
            dialog,
            lambda: packets.send_out(seat, edition, name, file),
            done,
            lambda error: dialog.refuse(sentence(error)),
        )

    def ask_in(self) -> None:
        """Ask for the decision that came back."""
        if self._why_not_in():
            self._shell.toast(self._why_not_in())
            return
        self.into = TakeInDialog(self._over, self._page.case, self._why_no_paper())
        self.into.signed.connect(self._take)
        self.into.on_paper.connect(self._countersign)
        self.into.ask()

    def _take(self, content: bytes) -> None:
        from editor_app.services import packets

        self._run(lambda seat: packets.take_in(seat, content))

    def _countersign(self, paper: Paper) -> None:
        from editor_app.services import packets

        case = self._page.case
        if case is not None:
            self._run(lambda seat: packets.countersign(seat, case.record.edition.id, paper))

    def _run(self, do: Callable[[Seat], DecisionOutcome]) -> None:
        seat, dialog = self._shell.seat, self.into
        if seat is None or dialog is None:
            return

        def done(outcome: DecisionOutcome) -> None:
            dialog.leave()
            dialog.deleteLater()
            self.into = None
            following = outcome.next.name if outcome.next else ""
            self._shell.toast(
                tr("The decision was taken in. Next: {stage}", stage=following)
                if following
                else tr("The decision was taken in.")
            )
            self.taken.emit(outcome.edition.id)

        dialog.busy()
        background.run(dialog, lambda: do(seat), done, lambda error: dialog.refuse(sentence(error)))

    def _why_not_out(self) -> str:
        return refusal(self._shell.seat, Deed.READ) if self._page.case is not None else tr("No edition is open.")

    def _why_not_in(self) -> str:
        return refusal(self._shell.seat, Deed.READ)

    def _why_no_paper(self) -> str:
        if self._page.case is None:
            return tr("Open the edition that was signed on paper first.")
        return refusal(self._shell.seat, Deed.MANAGE_MEMBERS) or refusal(self._shell.seat, Deed.DECIDE)

    def _say(self, error: Exception) -> None:
        self._shell.toast(sentence(error))
