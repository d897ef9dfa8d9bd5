"""The fields around the text, asked for and taken over; apart because the view only lays its parts out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor_app.ui.views.write.details_dialog import DetailsDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor_app.ui.views.write.room import Room


class Detailing:
    """Asks for the fields of the main text or of the version on the sheet."""

    def __init__(self, room: Room, inherit: Callable[[], None]) -> None:
        self._room, self._inherit = room, inherit

    def ask(self) -> None:
        """Show the fields."""
        working = self._room.working
        if working is None:
            return
        dialog = DetailsDialog(self._room.owner, working, self._room.account)
        dialog.said.connect(lambda values: self._say(values, reprint=dialog.reprint.isChecked()))
        dialog.inherited.connect(self._inherit)
        dialog.ask()

    def _say(self, values: dict[str, str], *, reprint: bool) -> None:
        working, account = self._room.working, self._room.account
        if working is None:
            return
        working.say(values, account)  # type: ignore[arg-type]  # names come from the dialog's own table
        if account is None:
            working.content = replace(working.content, reprint=reprint)
        self._room.content_changed()
