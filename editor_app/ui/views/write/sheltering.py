"""The embargo of the document on the desk: said beside its title, asked about, and kept from whoever may not see it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from editor_app.domain.embargo import Veiled
from editor_app.ui import background, embargo_words
from editor_app.ui.embargoing import Embargoing
from editor_app.ui.i18n import joined, tr
from editor_app.ui.saying import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor_app.domain.identifiers import DocumentId
    from editor_app.services.embargoes import Standing
    from editor_app.ui.views.write.room import Room
    from editor_app.ui.views.write.working import Working


class Sheltering(QObject):
    """Reads the embargo; `told` says that `words` may be others now."""

    told = Signal()

    def __init__(self, room: Room, shut: Callable[[], None], retell: Callable[[], None]) -> None:
        super().__init__(room.owner)
        self._room = room
        self._shut = shut
        self._document = ""
        self.words = ""
        """For the top bar; empty = no embargo."""
        self.told.connect(retell)
        self.embargoing = Embargoing(room.owner, room.shell)
        self.embargoing.changed.connect(self.read)

    def chip(self, working: Working) -> str:
        """The revision, and that it is under embargo: it stands there in a narrow window too."""
        revision = tr("Revision {number}", number=working.based_on.number)
        return joined(revision, tr("embargoed") if self.words else "")

    def ask(self) -> None:
        """Show it, to be set or loosened."""
        if self._room.working is not None:
            self.embargoing.ask(self._room.working.document.id)

    def read(self) -> None:
        """Read it anew, on a thread."""
        from editor_app.services import embargoes

        working, seat = self._room.working, self._room.seat
        if working is None or seat is None:
            return
        document = working.document.id
        if document != self._document:
            self._document, self.words = document, ""
        failed = partial(self._fail, document)
        background.run(self, lambda: embargoes.standing(seat.desk, document), partial(self._show, document), failed)

    def _show(self, document: DocumentId, found: Standing) -> None:
        working, seat = self._room.working, self._room.seat
        if working is None or seat is None or working.document.id != document:
            return
        words = embargo_words.short(found, seat.desk.clock.now(), ZoneInfo(seat.desk.workspace.zone))
        if words != self.words:
            self.words = words
            self.told.emit()

    def _fail(self, document: DocumentId, error: Exception) -> None:
        """Somebody took this member off the list: the document leaves the desk."""
        working = self._room.working
        if isinstance(error, Veiled) and working is not None and working.document.id == document:
            self._shut()
            self._room.shell.toast(sentence(error))
