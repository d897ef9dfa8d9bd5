"""Making a workspace from the first start: the practice office at a press, one's own office in one dialog."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from editor_app.domain.errors import DeskError
from editor_app.ui import background
from editor_app.ui.dialogs import Dialog
from editor_app.ui.i18n import language, tr
from editor_app.ui.saying import sentence
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.choices import RoleToggles, beside_field
from editor_app.ui.widgets.fields import Field, LineInput
from editor_app.ui.widgets.labels import Label, across, boxed

if TYPE_CHECKING:
    from editor_app.services.desk import Seat


@dataclass(frozen=True, slots=True)
class NewOffice:
    """What a person says about a workspace of their own."""

    office: str
    folder: Path
    name: str
    roles: tuple[str, ...]
    """Besides admin."""


def documents_folder() -> Path:
    """Where workspaces are put unless the person says otherwise."""
    said = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(said or Path.home()) / "Press Desk"


def sample_folder() -> Path:
    """The practice workspace in the window's language."""
    return documents_folder() / tr("Practice office")


def is_workspace(folder: Path) -> bool:
    """Whether a workspace seems to be there."""
    return (folder / "workspace.db").is_file()


def make_sample(folder: Path, tongue: str) -> Seat:
    """The practice office with its publisher seated; takes some seconds, so call it on a thread.

    Raises:
        DeskError: the disk does not take it.
        Cancelled: Cancel was pressed.
    """
    from editor_app.services import sample

    told: list[str] = []
    was_there = folder.exists()

    def tell(step: str) -> None:
        told.append(step)
        background.report(min(0.95, len(told) / 8), step)

    try:
        return sample.create_sample(folder, tongue, told=tell).seat
    except (DeskError, background.Cancelled):
        if not was_there:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def make_office(wanted: NewOffice, passphrase: str, tongue: str) -> Seat:
    """A workspace of one's own with its first admin seated; call it on a thread.

    Raises:
        DeskError: the passphrase is too plain, or the disk does not take it.
    """
    from editor_app.domain.member import Role as MemberRole
    from editor_app.domain.secrets import Secret
    from editor_app.services import workspaces
    from editor_app.storage.workspaces import NewWorkspace

    facts = NewWorkspace(wanted.office, tongue, workspaces.ZONE)
    roles = tuple(MemberRole(role) for role in wanted.roles)
    founder = workspaces.Founder(wanted.name, Secret(passphrase), roles)
    return workspaces.create(wanted.folder, facts, founder)


class NewOfficeDialog(Dialog):
    """Asks for office, folder, founder and passphrase; `made` gives the founder's seat."""

    made = Signal(object)  # Seat

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, tr("New workspace"), width=600)
        self.office = Field(tr("Office"), LineInput(hint=tr("Such as: Information Office of Binjiang District")))
        self.folder = Field(tr("Folder"), LineInput(str(documents_folder())), note=tr("on a disk of this computer"))
        self.name = Field(tr("Your name"), LineInput())
        self.first = Field(tr("Passphrase"), LineInput(secret=True), note=tr("at least 10 characters"))
        self.second = Field(tr("The same once more"), LineInput(secret=True))
        self.roles = RoleToggles(tr("Besides admin, I am"), ("editor", "reviewer", "publisher"), ("publisher",))
        self.office.changed.connect(self._suggest)
        browse = Button(tr("Choose…"))
        browse.clicked.connect(self._browse)
        note = tr("You become the first admin; this is recorded. Three reviewers and a publisher make an office whole.")
        self.add(
            self.office,
            beside_field(self.folder, browse),
            self.name,
            boxed(across(self.first, self.second, gap=12)),
            self.roles,
            Label(note, Role.NOTE, "ink2", wrap=True),
        )
        self.begin_at(self.office.control)
        self.add_button("", Button(tr("Cancel")))
        self._make = self.add_button("make", Button(tr("Create the workspace"), Kind.PRIMARY), closes=False)
        self.answered.connect(self._answer)

    def _suggest(self, office: str) -> None:
        """The folder follows the office's name until somebody chooses another one."""
        clean = "".join(c for c in office if c.isalnum() or c in " -_").strip()
        if Path(self.folder.text()).parent == documents_folder() or Path(self.folder.text()) == documents_folder():
            self.folder.set_text(str(documents_folder() / clean) if clean else str(documents_folder()))

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self.window(), tr("Folder of the new workspace"), "")
        if chosen:
            self.folder.set_text(chosen)

    def _answer(self, key: str) -> None:
        if key != "make" or not self._is_complete():
            return
        wanted = NewOffice(
            self.office.text().strip(), Path(self.folder.text()).expanduser(), self.name.text(), self.roles.chosen()
        )
        passphrase, tongue = self.first.text(), language()
        self._make.block(tr("Being made…"))
        background.run(self, lambda: make_office(wanted, passphrase, tongue), self._done, self._fail)

    def _is_complete(self) -> bool:
        needed = (
            (self.office, tr("Name the office.")),
            (self.folder, tr("Choose a folder.")),
            (self.name, tr("Say who you are.")),
        )
        for field, words in needed:
            if not field.text().strip():
                field.show_error(words)
                field.control.setFocus()
                return False
        if self.first.text() != self.second.text():
            self.second.show_error(tr("This is not the same passphrase."))
            return False
        return True

    def _done(self, seat: Seat) -> None:
        self.leave()
        self.made.emit(seat)

    def _fail(self, error: Exception) -> None:
        from editor_app.domain.errors import Invalid

        self._make.block("")
        field = self.first if isinstance(error, Invalid) else self.folder
        field.show_error(sentence(error))
