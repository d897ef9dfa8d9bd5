"""Handing a document in: save, check, ask, submit; apart because each step waits for the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor_app.domain.account import AccountState
from editor_app.ui import background
from editor_app.ui.i18n import joined, tr
from editor_app.ui.saying import sentence
from editor_app.ui.views.write.saving import zone_of
from editor_app.ui.views.write.submit_dialog import SubmitDialog

if TYPE_CHECKING:
    from editor_app.domain.approval import Route
    from editor_app.domain.edition import Edition
    from editor_app.domain.finding import Finding
    from editor_app.services.freezing import Submission
    from editor_app.ui.views.write.room import Room
    from editor_app.ui.views.write.saving import Saving


class HandingIn(QObject):
    """The way from the sheet to an edition in review."""

    submitted = Signal(object)  # an Edition

    def __init__(self, room: Room, saving: Saving) -> None:
        super().__init__(room.owner)
        self._room = room
        self._saving = saving
        self.dialog: SubmitDialog | None = None

    def begin(self) -> None:
        """Save, then ask."""
        self._saving.save(self._read_routes)

    def _read_routes(self) -> None:
        seat = self._room.seat
        if seat is None:
            return
        from editor_app.services.approvals import all_routes

        background.run(self, lambda: all_routes(seat.desk), self._ask, self._say)

    def _ask(self, routes: tuple[Route, ...]) -> None:
        seat = self._room.seat
        if seat is None:
            return
        open_ones = [account for account in self._room.accounts if account.state is not AccountState.CLOSED]
        accounts = [(account, seat.desk.platforms.of(account.platform).tile) for account in open_ones]
        dialog = SubmitDialog(self._room.owner, accounts, routes, zone_of(seat))
        dialog.accounts_changed.connect(self._check)
        dialog.confirmed.connect(self._submit)
        dialog.answered.connect(lambda key: self._left() if not key else None)
        self.dialog = dialog
        dialog.ask()
        self._check()

    def _left(self) -> None:
        self.dialog = None

    def _check(self) -> None:
        seat, working, dialog = self._room.seat, self._room.working, self.dialog
        if seat is None or working is None or dialog is None:
            return
        from editor_app.services import checking

        chosen = dialog.chosen()
        accounts = tuple(account for account in self._room.accounts if account.id in chosen)
        desk, revision = seat.desk, working.based_on

        def work() -> tuple[Finding, ...]:
            checking.look_at_links(desk, revision, accounts)
            return checking.findings(desk, revision, accounts)

        background.run(dialog, work, self._checked, self._refused)

    def _checked(self, found: tuple[Finding, ...]) -> None:
        if self.dialog is not None:
            self.dialog.show_findings(found, {account.id: account.name for account in self._room.accounts})

    def _submit(self, submission: Submission) -> None:
        seat, working, dialog = self._room.seat, self._room.working, self.dialog
        if seat is None or working is None or dialog is None:
            return
        from editor_app.services import approvals

        dialog.submit.block(tr("Freezing text and pictures…"))
        document = working.document.id
        background.run(dialog, lambda: approvals.submit(seat, document, submission), self._done, self._refused)

    def _done(self, edition: Edition) -> None:
        if self.dialog is not None:
            self.dialog.leave()
            self.dialog.deleteLater()
            self.dialog = None
        if self._room.working is not None:
            self._room.working.edition = edition
        self._room.retell()
        words = joined(tr("Submitted: edition {number}", number=edition.number), edition.digest[:8].upper())
        self._room.shell.toast(words, tr("To review"), lambda: self._room.shell.go("review", edition=edition.id))
        self.submitted.emit(edition)

    def _refused(self, error: Exception) -> None:
        if self.dialog is not None:
            self.dialog.submit.block("")
            self.dialog.refuse(sentence(error))

    def _say(self, error: Exception) -> None:
        self._room.shell.toast(sentence(error))
