"""What undoing took off the sheet and nobody saved: kept on this computer, and brought back when it is asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from editor_app.storage.journal import Typed
from editor_app.ui import background
from editor_app.ui.i18n import tr
from editor_app.ui.saying import sentence
from editor_app.ui.views.write.recovery import UndoneDialog

if TYPE_CHECKING:
    from editor_app.services.documents import Draft
    from editor_app.storage.journal import Journal
    from editor_app.ui.views.write.room import Room


class Undoing(QObject):
    """A save would void an edition in review, so what was undone waits in the journal instead."""

    def __init__(self, room: Room) -> None:
        super().__init__(room.owner)
        self._room = room
        self._kept: Draft | None = None
        self.dialog: UndoneDialog | None = None

    def forget(self) -> None:
        """Another document is on the desk, or the text was saved."""
        self._kept = None

    def note(self, journal: Journal, lost: Draft | None) -> None:
        """Keep what is gone from the sheet, once."""
        working, seat = self._room.working, self._room.seat
        if lost is None or lost == self._kept or working is None or seat is None:
            return
        self._kept = lost
        now = seat.desk.clock.now()
        typed = Typed(working.document.id, working.based_on.id, lost.content, lost.overrides, lost.charts, now)
        background.run(self, lambda: journal.keep_undone(typed), lambda _none: self._tell(journal), self._say)

    def ask(self, journal: Journal | None) -> None:
        """Show the latest of it beside what stands on the sheet."""
        working = self._room.working
        if journal is None or working is None:
            return
        document = working.document.id
        background.run(self, lambda: journal.undone(document), self._show, self._say)

    def _tell(self, journal: Journal) -> None:
        words = tr("What you undid is kept on this computer.")
        self._room.shell.toast(words, tr("Bring it back…"), lambda: self.ask(journal))

    def _show(self, found: list[Typed]) -> None:
        working, seat = self._room.working, self._room.seat
        if working is None or seat is None:
            return
        here = [each for each in found if each.document == working.document.id]
        if not here:
            self._room.shell.toast(tr("Nothing that was undone is kept of this document."))
            return
        self._room.take_sheet()
        zone = ZoneInfo(seat.desk.workspace.zone)
        self.dialog = UndoneDialog(self._room.owner, here, working.content, zone)
        self.dialog.brought.connect(partial(self._bring, working.document.id))
        self.dialog.ask()

    def _bring(self, document: str, typed: Typed) -> None:
        working = self._room.working
        if working is not None and working.document.id == document:
            working.take(typed)
            self._room.show_sheet()

    def _say(self, error: Exception) -> None:
        self._room.shell.toast(sentence(error))
