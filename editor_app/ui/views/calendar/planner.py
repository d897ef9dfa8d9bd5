"""A new time from proposal to toast: by drag, by key or typed; apart so that the view only reads and shows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from editor_app.domain.member import Deed
from editor_app.domain.timetable import Timetable
from editor_app.ui import background, saying
from editor_app.ui.i18n import said, tr
from editor_app.ui.views.calendar import loading, moving, words
from editor_app.ui.views.calendar.board import Proposal
from editor_app.ui.views.calendar.moving import MoveDialog
from editor_app.ui.views.calendar.pages import nudged
from editor_app.ui.views.calendar.times_dialog import TimesDialog

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from editor_app.domain.account import Account
    from editor_app.storage.queries.planned import PlannedRow
    from editor_app.ui.dialogs import Question
    from editor_app.ui.view import Shell
    from editor_app.ui.views.calendar.board import Board
    from editor_app.ui.views.calendar.strip import Strip


class Planner(QObject):
    """Proposes, asks, moves and tells; `moved` gives the new time."""

    moved = Signal(object)  # datetime
    failed = Signal(Exception)

    def __init__(self, over: QWidget, shell: Shell, board: Board, strip: Strip) -> None:
        super().__init__(over)
        self._over = over
        self._shell = shell
        self._board = board
        self._strip = strip
        self._zone = zone = board.around.zone
        self.timetable = Timetable(zone)
        self.dialog: MoveDialog | None = None
        self.question: Question | None = None
        self.times: TimesDialog | None = None

    @property
    def chosen(self) -> PlannedRow | None:
        """The delivery that is chosen on the board."""
        return self._board.arranged.row(self._board.current)

    def why_not(self) -> str:
        """Why the chosen delivery can't be moved at all; empty = it can."""
        from editor_app.services.planning import MOVABLE

        if self.chosen is None:
            return tr("Choose a delivery first.")
        if self.chosen.state not in MOVABLE:
            return tr("Only what waits can be given another time.")
        return saying.refusal(self._shell.seat, Deed.CONTROL_DELIVERY)

    # A time that is proposed

    def propose(self, row: PlannedRow, at: datetime) -> None:
        """Show the delivery at another time, with what speaks against it."""
        from editor_app.services.publishing import NeedsApproval

        seat = self._shell.seat
        if seat is None or self.why_not():
            return
        problem = moving.problem(self.timetable, row, at, seat.desk.clock.now())
        refusal = said(problem.message) if problem is not None else ""
        proposal = Proposal(row, at, refusal, needs_approval=isinstance(problem, NeedsApproval))
        self._board.propose(proposal)
        self._strip.show_proposal(proposal, self._board.around.tiles.get(row.platform, "?"), self._zone)

    def nudge(self, days: int, minutes: int) -> None:
        """Propose a time a little earlier or later, by wall time."""
        row, proposal = self.chosen, self._board.proposal
        if row is None or self.why_not():
            return
        at = nudged(proposal.at if proposal else row.planned_at, timedelta(days=days, minutes=minutes), self._zone)
        if at is not None:
            self.propose(row, at)

    def give_up(self) -> None:
        """Leave the delivery where it is."""
        self._board.propose(None)
        if self.chosen is not None:
            self._board.choose(self.chosen)

    def confirm(self) -> None:
        """Put the delivery where it is proposed, or say why not."""
        proposal = self._board.proposal
        if proposal is not None:
            self.move(proposal.row, proposal.at)

    # Moving

    def ask_time(self) -> None:
        """Ask for another time of the chosen delivery."""
        row = self.chosen
        if row is None or self.why_not():
            return
        dialog = MoveDialog(self._over, row, self._zone)
        dialog.answered.connect(lambda key: self.move(row, dialog.at) if key == "move" and dialog.read() else None)
        self.dialog = dialog
        dialog.ask()

    def move(self, row: PlannedRow, at: datetime) -> None:
        """Move a delivery; outside of its window a question offers the way to another approval."""
        from editor_app.services import planning

        seat = self._shell.seat
        if seat is None:
            return

        def done(_moved: object) -> None:
            self._close_dialog()
            self._board.propose(None)
            self._shell.toast(tr("Moved to {time}", time=words.office_time(at, self._zone)))
            self.moved.emit(at)

        def failed(error: Exception) -> None:
            self._refused(row, error)

        background.run(self, lambda: planning.move(seat, row.id, at), done, failed)

    def _refused(self, row: PlannedRow, error: Exception) -> None:
        from editor_app.services.publishing import NeedsApproval

        if isinstance(error, NeedsApproval):
            self._close_dialog()
            self.give_up()
            self.question = moving.ask_for_approval(
                self._over, row, self._zone, lambda: self._shell.go("write", document=row.document)
            )
        elif self.dialog is not None and isValid(self.dialog) and self.dialog.isVisible():
            self.dialog.field.show_error(saying.sentence(error))
        else:
            self.give_up()
            self._strip.show_problem(saying.sentence(error))

    def _close_dialog(self) -> None:
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.leave()
        self.dialog = None

    # The office's times

    def ask_times(self) -> None:
        """Ask when the office publishes."""
        seat = self._shell.seat
        if seat is not None:
            background.run(self, lambda: loading.accounts(seat.desk), self._ask_times, self.failed.emit)

    def _ask_times(self, accounts: Sequence[Account]) -> None:
        if not accounts:
            self._shell.toast(tr("Connect an account first."))
            return
        chosen = self.chosen.account if self.chosen is not None else ""
        dialog = TimesDialog(self._over, self.timetable, accounts, chosen)
        dialog.keep.block(saying.refusal(self._shell.seat, Deed.CONTROL_DELIVERY))
        dialog.answered.connect(lambda key: self._keep(dialog) if key == "keep" else None)
        self.times = dialog
        dialog.ask()

    def _keep(self, dialog: TimesDialog) -> None:
        seat, wanted = self._shell.seat, dialog.wanted()
        if seat is None or wanted is None:
            return

        def done(_kept: None) -> None:
            if isValid(dialog):
                dialog.leave()
            self._shell.toast(tr("The times are kept"))

        def failed(error: Exception) -> None:
            if isValid(dialog):
                dialog.show_problem(saying.sentence(error))

        background.run(self, lambda: loading.keep_times(seat, wanted), done, failed)
