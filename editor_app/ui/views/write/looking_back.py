"""Looking back on the document on the desk: reads, names, restores on threads; apart from the dialog that shows it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from editor_app.services import documents, histories
from editor_app.ui import background
from editor_app.ui.i18n import tr
from editor_app.ui.saying import sentence
from editor_app.ui.views.write.history_dialog import HistoryDialog

if TYPE_CHECKING:
    from datetime import tzinfo

    from editor_app.domain.document import Revision
    from editor_app.domain.history import Moment
    from editor_app.domain.identifiers import RevisionId
    from editor_app.services.documents import Opened
    from editor_app.ui.views.write.room import Room
    from editor_app.ui.views.write.saving import Saving


class LookingBack(QObject):
    """Holds the dialog while it is open."""

    def __init__(self, room: Room, saving: Saving, zone: tzinfo | None = None) -> None:
        super().__init__(room.owner)
        self._room, self._saving, self._zone = room, saving, zone
        self.dialog: HistoryDialog | None = None

    def begin(self) -> None:
        """Save what is typed, then show the history."""
        if self._room.working is not None:
            self._saving.save(self._open)

    def _open(self) -> None:
        from editor_app.ui.views.write.saving import zone_of

        seat = self._room.seat
        if seat is None or self._room.working is None:
            return
        self.dialog = HistoryDialog(self._room.owner, self._zone or zone_of(seat), seat.desk.clock.now())
        self.dialog.compare_asked.connect(self._compare)
        self.dialog.named.connect(self._name)
        self.dialog.restore_asked.connect(self._ask_restore)
        self.dialog.ask()
        self._read()

    def _read(self) -> None:
        seat, working = self._room.seat, self._room.working
        if seat is not None and working is not None:
            document = working.document.id
            background.run(self, lambda: histories.moments(seat.desk, document), self._show, self._say)

    def _show(self, moments: tuple[Moment, ...]) -> None:
        if self.dialog is not None:
            self.dialog.show_history(moments)

    def _compare(self, before: RevisionId, after: RevisionId) -> None:
        from editor_app.services import comparing

        seat, dialog = self._room.seat, self.dialog
        if seat is not None and dialog is not None:
            background.run(
                dialog, lambda: comparing.revisions(seat.desk, before, after), dialog.show_difference, self._say
            )

    def _name(self, revision: RevisionId, words: str) -> None:
        seat = self._room.seat
        if seat is not None:
            background.run(self, lambda: histories.name(seat, revision, words), lambda _none: self._read(), self._say)

    def _ask_restore(self, revision: RevisionId) -> None:
        self._restore(revision, revise=False)

    def _restore(self, revision: RevisionId, *, revise: bool) -> None:
        seat = self._room.seat
        if seat is None:
            return

        def work() -> tuple[Revision, Opened]:
            restored = histories.restore(seat, revision, revise=revise)
            return restored, documents.opened(seat.desk, restored.document)

        again = partial(self._restore, revision, revise=True)
        background.run(self, work, self._restored, lambda error: self._saving.refused_deed(error, again))

    def _restored(self, done: tuple[Revision, Opened]) -> None:
        restored, opened = done
        working, dialog = self._room.working, self.dialog
        if dialog is not None:
            self.dialog = None
            dialog.dismiss()
        if working is None or working.document.id != restored.document:
            return
        if working.is_changed:
            return  # typed meanwhile: saving puts both together
        working.follow(opened)
        self._room.show_sheet()
        self._room.shell.toast(tr("Restored as revision {number}.", number=restored.number))

    def _say(self, error: Exception) -> None:
        if self.dialog is not None:
            self.dialog.set_note(sentence(error))
