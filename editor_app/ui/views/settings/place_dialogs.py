"""The dialogs about a team's pictures: another place for all of them, its key, and this computer's way to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog
from typing_extensions import override

from editor_app.domain.errors import DeskError
from editor_app.domain.media_place import media_place
from editor_app.ui.i18n import tr
from editor_app.ui.tokens import Role
from editor_app.ui.views.settings.member_dialog import MemberDialog
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.choices import Toggle, beside_field
from editor_app.ui.widgets.fields import Field, LineInput
from editor_app.ui.widgets.labels import Label, across, boxed, down
from editor_app.ui.widgets.strips import Item, Segments

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editor_app.domain.media_place import MediaPlace
    from editor_app.services.desk import Seat
    from editor_app.ui.views.settings.pictures_place import Places

FOLDER, BUCKET = "folder", "bucket"
_HINTS: Final = {"endpoint": "https://s3.example.gov", "certificates": "/etc/ssl/authority.pem"}


class PlaceDialog(MemberDialog):
    """Another place for every picture: proposed to the other admins, or carried at once by the only one."""

    carry = Signal(object, bool)  # the place, and whether the one until now is lost: the only admin carries at once

    def __init__(self, over: QWidget, seat: Seat, places: Places) -> None:
        verb = tr("Carry them there…") if places.is_alone else tr("Propose it")
        super().__init__(over, tr("Another place for the team's pictures"), verb)
        self._seat, self._places = seat, places
        kinds = [Item(FOLDER, tr("Shared folder")), Item(BUCKET, tr("Bucket (S3)"))]
        self.kind = Segments(tr("What the place is"), kinds, FOLDER)
        self.kind.chosen.connect(lambda _key: self._tell())
        self.folder = Field(tr("Folder"), LineInput(hint="/srv/press-desk/media"), note=tr("as every computer sees it"))
        browse = Button(tr("Choose…"), name=tr("Choose the folder"))
        browse.clicked.connect(self._browse)
        self._folder = beside_field(self.folder, browse)
        self.bucket = Field(tr("Bucket"), LineInput(hint="s3://press-office/desk"))
        self.endpoint = Field(tr("Server"), LineInput(hint=_HINTS["endpoint"]), note=tr("empty = Amazon's"))
        self.region = Field(tr("Region"), LineInput(), note=tr("optional"))
        self.certificates = Field(
            tr("Certificates of the house"), LineInput(hint=_HINTS["certificates"]), note=tr("optional, a PEM file")
        )
        self.access = Field(tr("Access key"), LineInput(), note=tr("empty = the one kept here"))
        self.secret = Field(tr("Secret key"), LineInput(secret=True))
        self.lost = Toggle(tr("The place until now is gone for good"))
        if places.at is None:
            self.lost.hide()
        self._fill_in()

    def _fill_in(self) -> None:
        self._bucket = boxed(
            down(
                self.bucket, boxed(across(self.endpoint, self.region, gap=12)),
                self.certificates, boxed(across(self.access, self.secret, gap=12)), gap=12,
            )
        )  # fmt: skip
        self.fill(
            boxed(across(self.kind, None)),
            self._folder,
            self._bucket,
            boxed(across(self.lost, None)),
            Label(self._steps(), Role.NOTE, "ink2", wrap=True),
        )
        self.set_note(tr("Recorded with your name"), "user")
        self.begin_at(self.folder.control)
        self._tell()

    def _steps(self) -> str:
        if self._places.is_alone:
            return tr(
                "There is no other admin, so it counts at once: every picture is copied there, read back and "
                "compared. The old ones stay where they are."
            )
        return tr(
            "1. You propose it; a test file is written there and read back. 2. Another admin agrees in the settings at "
            "their own computer, which copies every picture there and compares each. Until then nothing changes."
        )

    def place(self) -> MediaPlace:
        """The place that was named.

        Raises:
            Invalid: it is none.
        """
        if self.kind.current() == FOLDER:
            return media_place(self.folder.text())
        return media_place(
            self.bucket.text(), endpoint=self.endpoint.text(), region=self.region.text().strip(),
            certificates=self.certificates.text().strip(),
        )  # fmt: skip

    @override
    def act(self) -> None:
        """Propose the place, or let it be carried at once."""
        try:
            place = self.place()
        except DeskError as wrong:
            self.refuse(wrong)
            return
        seat, lost = self._seat, self.lost.isChecked()
        key = f"{self.access.text().strip()}:{self.secret.text().strip()}" if place.is_bucket else ""
        key = "" if key == ":" else key
        if not self._places.is_alone:
            self.run(lambda: proposed(seat, place, key, is_lost=lost))
            return
        self.run(lambda: kept(seat, key) if key else None)
        self.done.connect(lambda: self.carry.emit(place, lost))

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self.window(), tr("Folder"), self.folder.text())
        if chosen:
            self.folder.set_text(chosen)

    def _tell(self) -> None:
        is_bucket = self.kind.current() == BUCKET
        self._folder.setVisible(not is_bucket)
        self._bucket.setVisible(is_bucket)
        self.place_panel()


class HereDialog(MemberDialog):
    """Under which name this computer reaches the shared folder."""

    def __init__(self, over: QWidget, seat: Seat, places: Places) -> None:
        super().__init__(over, tr("The shared folder on this computer"), tr("Look and keep"))
        self._seat = seat
        address = places.at.address if places.at else ""
        here = "" if places.here is None or str(places.here) == address else str(places.here)
        self.path = Field(
            tr("Folder on this computer"), LineInput(here, hint=address), note=tr("empty = the same name")
        )
        browse = Button(tr("Choose…"), name=tr("Choose the folder"))
        browse.clicked.connect(self._browse)
        words = tr(
            "For everybody it is {path}. It is looked at first: only the team's own folder is taken.", path=address
        )
        self.fill(beside_field(self.path, browse), Label(words, Role.NOTE, "ink2", wrap=True))
        self.begin_at(self.path.control)

    @override
    def act(self) -> None:
        """Look there and keep the name."""
        seat, said = self._seat, self.path.text().strip()

        def work() -> None:
            from editor_app.services import media_places

            media_places.name_here(seat.desk, Path(said).expanduser() if said else None)

        self.run(work)

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self.window(), tr("Folder on this computer"), self.path.text())
        if chosen:
            self.path.set_text(chosen)


class KeyDialog(MemberDialog):
    """The two halves of the bucket's key, as its administrator gave them."""

    def __init__(self, over: QWidget, seat: Seat) -> None:
        super().__init__(over, tr("Key of the team's bucket"), tr("Keep the key"))
        self._seat = seat
        self.access = Field(tr("Access key"), LineInput())
        self.secret = Field(tr("Secret key"), LineInput(secret=True))
        words = tr(
            "It goes into the vault of this computer, nowhere else; whoever works at this computer can use it then."
        )
        self.fill(self.access, self.secret, Label(words, Role.NOTE, "ink2", wrap=True))
        self.begin_at(self.access.control)

    @override
    def act(self) -> None:
        """Keep it, and look whether the bucket takes it."""
        seat, key = self._seat, f"{self.access.text().strip()}:{self.secret.text().strip()}"
        self.run(lambda: tried(seat, key))


def kept(seat: Seat, key: str) -> None:
    """Keep the key of a bucket in the vault of this computer.

    Raises:
        DeskError: not a key, or the vault doesn't take it.
    """
    from editor_app.domain.secrets import Secret
    from editor_app.services import media_keys

    media_keys.keep(seat, Secret(key))


def tried(seat: Seat, key: str) -> None:
    """Keep the key and ask the bucket for something.

    Raises:
        DeskError: not a key, or the bucket refuses it.
    """
    from editor_app.services import media_places

    kept(seat, key)
    media_places.require_there(seat.desk)


def proposed(seat: Seat, place: MediaPlace, key: str, *, is_lost: bool) -> None:
    """Propose the place to the other admins; it is tried first.

    Raises:
        DeskError: not usable from here, or another proposal waits.
    """
    from editor_app.services import media_places

    if key:
        kept(seat, key)
    media_places.choose(seat, place, old_is_lost=is_lost)
