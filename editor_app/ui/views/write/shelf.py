"""Taking documents from the library and putting new ones there; apart from the list that shows them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from editor_app.domain.account import AccountState
from editor_app.services import documents
from editor_app.ui import background
from editor_app.ui.i18n import said, tr
from editor_app.ui.saying import sentence
from editor_app.ui.views.write.library import PAGE, Library
from editor_app.ui.views.write.saving import zone_of

if TYPE_CHECKING:
    from editor_app.domain.account import Account
    from editor_app.services.documents import Opened
    from editor_app.services.importing import Imported
    from editor_app.storage.queries.lists import DocumentRow
    from editor_app.ui.views.write.room import Room


class Shelf(QObject):
    """Reads lists and documents in the background."""

    def __init__(self, room: Room, library: Library) -> None:
        super().__init__(room.owner)
        self._room = room
        self._library = library
        self._rows: tuple[DocumentRow, ...] = ()
        library.opened.connect(self.open)
        library.begun.connect(self.begin)
        library.imported.connect(self.ask_files)
        library.searched.connect(lambda _words: self.read())
        library.more_asked.connect(self._read_more)

    def read(self) -> None:
        """Show the latest documents that fit the search."""
        self._read(())

    def _read_more(self) -> None:
        self._read(self._rows)

    def _read(self, before: tuple[DocumentRow, ...]) -> None:
        seat = self._room.seat
        if seat is None:
            return
        search = self._library.search.text().strip()
        after = before[-1].mark if before else None
        background.run(
            self,
            lambda: documents.rows(seat.desk, search, PAGE + 1, after),
            lambda found: self._show(before, found),
            self._say,
        )

    def _show(self, before: tuple[DocumentRow, ...], found: tuple[DocumentRow, ...]) -> None:
        seat = self._room.seat
        if seat is not None:
            self._rows = (*before, *found[:PAGE])
            self._library.show_rows(self._rows, zone_of(seat), more=len(found) > PAGE)

    def open(self, reference: str, account: str = "") -> None:
        """Put the document of that id or number on the desk, perhaps in the version of an account."""
        seat = self._room.seat
        if seat is None:
            return

        def put(opened: Opened) -> None:
            self._room.put_on_desk(opened)
            if account:
                self.read_accounts(write_for=account)

        background.run(self, lambda: documents.opened(seat.desk, reference), put, self._say)

    def read_newer(self) -> None:
        """Take over what was saved elsewhere, unless something here is not saved yet: then saving asks."""
        seat, working = self._room.seat, self._room.working
        if seat is None or working is None:
            return
        document = working.document.id

        def take(found: Opened) -> None:
            now = self._room.working
            if now is None or now.document.id != document or found.revision.number <= now.based_on.number:
                return
            self._room.take_sheet()
            if now.is_changed:
                number = found.revision.number
                words = tr("Revision {number} was saved elsewhere; saving puts both together.", number=number)
                self._room.shell.toast(words)
            else:
                now.follow(found)
                self._room.show_sheet()

        background.run(self, lambda: documents.opened(seat.desk, document), take, self._say)

    def begin(self) -> None:
        """Make a new document and write on it."""
        seat = self._room.seat
        if seat is not None:
            background.run(self, lambda: documents.create(seat, ""), self._room.put_on_desk, self._say)

    def ask_files(self) -> None:
        """Ask for files and make documents of them."""
        kinds = tr("Documents (*.md *.markdown *.txt *.html *.htm *.docx)")
        names, _ = QFileDialog.getOpenFileNames(self._room.owner, tr("Import"), "", kinds)
        if names:
            self.take_files([Path(name) for name in names])

    def take_files(self, paths: list[Path]) -> None:
        """Make documents of files; the last one comes onto the desk."""
        seat = self._room.seat
        if seat is None:
            return
        from editor_app.services.importing import import_files

        background.run(
            self,
            lambda: import_files(seat, paths, lambda done, of: background.report(done / of)),
            self._taken,
            self._say,
        )

    def _taken(self, made: tuple[Imported, ...]) -> None:
        if not made:
            return
        self._room.put_on_desk(made[-1].opened)
        notes = [said(note) for one in made for note in one.notes]
        words = tr("{count} documents imported.", count=len(made)) if len(made) > 1 else tr("Imported.")
        self._room.shell.toast(" ".join([words, *notes[:2]]))

    def read_accounts(self, write_for: str = "") -> None:
        """Read the accounts whose versions can be written."""
        seat = self._room.seat
        if seat is None:
            return
        from editor_app.services.accounts import all_accounts

        def take(found: tuple[Account, ...]) -> None:
            self._room.accounts = tuple(account for account in found if account.state is not AccountState.CLOSED)
            self._room.content_read()
            wanted = next((account for account in self._room.accounts if account.id == write_for), None)
            if wanted is not None:
                self._room.write_for(wanted)

        background.run(self, lambda: all_accounts(seat.desk), take, self._say)

    def _say(self, error: Exception) -> None:
        self._room.shell.toast(sentence(error))
