"""Where a team's pictures are, as the settings say it, and the key of its bucket on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from editor_app.ui.i18n import tr
from editor_app.ui.tokens import Role
from editor_app.ui.views.settings.member_dialog import MemberDialog
from editor_app.ui.widgets.fields import Field, LineInput
from editor_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editor_app.domain.media_place import MediaPlace
    from editor_app.services.desk import Desk, Seat


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
        self.run(lambda: kept(seat, key))


def kept(seat: Seat, key: str) -> None:
    """Keep the key and ask the bucket for something.

    Raises:
        DeskError: not a key, or the bucket refuses it.
    """
    from editor_app.domain.secrets import Secret
    from editor_app.services import media_keys, media_places

    media_keys.keep(seat, Secret(key))
    media_places.require_there(seat.desk)


def place_of(desk: Desk) -> MediaPlace | None:
    """Where the pictures are; None = on each computer its own, or the workspace is a folder."""
    from editor_app.services import media_places

    return media_places.where(desk) if desk.store.url else None


def place_and_proposal(desk: Desk) -> tuple[MediaPlace | None, str]:
    """Where the pictures are, and in words what place waits for another admin; empty = none does."""
    from editor_app.services import media_places

    change = media_places.waiting(desk) if desk.store.url else None
    said_ = (
        tr("{name} proposed {place}; another admin agrees: `editor-app team media --agree`.",
           name=change.proposed_by.name, place=change.place.address)
        if change is not None
        else ""
    )  # fmt: skip
    return place_of(desk), said_


def place_words(place: MediaPlace | None) -> str:
    """The same in words."""
    if place is None:
        return tr("Each computer keeps the pictures that were added at it. An admin can name a place for all of them.")
    return f"{place.address} ({place.endpoint})" if place.endpoint else place.address
