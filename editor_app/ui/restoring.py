"""The dialog that makes a workspace of a backup or an export; apart because Settings and the first start offer it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from editor_app.ui.beginnings import documents_folder
from editor_app.ui.dialogs import Dialog
from editor_app.ui.i18n import tr
from editor_app.ui.long_deed import LongDeed
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.choices import beside_field
from editor_app.ui.widgets.fields import Field, LineInput
from editor_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editor_app.domain.progress import Progress
    from editor_app.services.restoring import Found


class RestoreDialog(Dialog):
    """Asks for the file and for a new folder; `restored` tells the folder when the workspace is there."""

    restored = Signal(str)

    def __init__(self, over: QWidget, begin_in: Path | None = None) -> None:
        super().__init__(over, tr("Open a backup"), width=600)
        self._over = over
        self._begin_in = begin_in
        self.deed: LongDeed | None = None
        self.file = Field(tr("Backup or export"), LineInput(), note=tr("a file ending in .db or .zip"))
        self.folder = Field(tr("New folder"), LineInput(), note=tr("on a disk of this computer"))
        browse = Button(tr("Choose…"), name=tr("Choose the backup"))
        browse.clicked.connect(self._browse)
        place = Button(tr("Choose…"), name=tr("Choose the folder"))
        place.clicked.connect(self._browse_folder)
        words = tr(
            "The file is checked first; nothing is ever written over. What waits in it is held until a person has "
            "looked at the platforms. On another computer the accounts need their credentials again."
        )
        self.add(
            beside_field(self.file, browse),
            beside_field(self.folder, place),
            Label(words, Role.NOTE, "ink2", wrap=True),
        )
        self.file.changed.connect(self._suggest)
        self.begin_at(self.file.control)
        self.add_button("", Button(tr("Cancel")))
        self.add_button("restore", Button(tr("Check and restore"), Kind.PRIMARY), closes=False)
        self.answered.connect(self._answer)

    def _browse(self) -> None:
        begin = str(self._begin_in or documents_folder())
        kinds = tr("Backups and exports") + " (*.db *.zip)"
        chosen, _kind = QFileDialog.getOpenFileName(self.window(), tr("Open a backup"), begin, kinds)
        if chosen:
            self.file.set_text(chosen)

    def _browse_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self.window(), tr("Folder of the new workspace"), "")
        if chosen:
            self.folder.set_text(chosen)

    def _suggest(self, file: str) -> None:
        """A folder of the file's own name, until somebody names another one."""
        if not self.folder.text() or Path(self.folder.text()).parent == documents_folder():
            self.folder.set_text(str(documents_folder() / Path(file).stem) if file else "")

    def _answer(self, key: str) -> None:
        if key != "restore":
            return
        for field, words in ((self.file, tr("Choose a file.")), (self.folder, tr("Choose a folder."))):
            if not field.text().strip():
                field.show_error(words)
                field.control.setFocus()
                return
        file, folder = (Path(field.text().strip()).expanduser() for field in (self.file, self.folder))
        self.leave()
        self.deed = LongDeed(self._over, tr("The backup is restored"), str(folder))
        self.deed.begin(
            tr("The file is checked…"),
            lambda progress: _restore(file, folder, progress),
            lambda _found: self.restored.emit(str(folder)),
        )


def _restore(file: Path, folder: Path, progress: Progress) -> Found:
    from editor_app.services import restoring

    return restoring.restore(file, folder, progress)
