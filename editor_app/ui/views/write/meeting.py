"""What happens when two people saved: asked where both wrote at one place, and what was put together comes back.

Apart from saving, which knows one person's text only.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from editor_app.domain.merging import merge
from editor_app.services import documents, merging
from editor_app.services.documents import Draft, is_same
from editor_app.storage.queries.documents import Superseded
from editor_app.ui import background
from editor_app.ui.i18n import tr
from editor_app.ui.views.write.merge_dialog import MergeDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from editor_app.domain.document import Revision
    from editor_app.services.desk import Seat
    from editor_app.services.documents import Opened
    from editor_app.services.merging import Stale
    from editor_app.ui.dialogs import Dialog
    from editor_app.ui.views.write.room import Room
    from editor_app.ui.views.write.working import Working


class Saver(Protocol):
    """What a meeting asks of saving."""

    def ask(self, dialog: Dialog) -> None:
        """Show a question that decides about the text."""

    def done(self, revision: Revision, sent: Draft) -> None:
        """A revision was made of what was sent."""

    def refused(self, error: Exception, sent: Draft, again: Callable[[], None]) -> None:
        """It couldn't be; `again` voids what was approved and saves."""

    def gave_up(self) -> None:
        """The person writes on."""

    def parted(self, opened: Opened) -> None:
        """The text is a document of its own now."""


class Meeting:
    """Asks one question at a time."""

    def __init__(self, room: Room, saver: Saver, owner: QObject) -> None:
        self._room, self._saver, self._owner = room, saver, owner

    def ask(self, stale: Stale) -> None:
        """Show the places that both wrote."""
        seat = self._room.seat
        if seat is None:
            return
        names: dict[str, str] = {account.id: account.name for account in self._room.accounts}
        dialog = MergeDialog(self._room.owner, stale, name_of(seat, stale.theirs), names)
        dialog.answered.connect(partial(self._answered, stale, dialog))
        self._saver.ask(dialog)

    def _answered(self, stale: Stale, dialog: MergeDialog, key: str) -> None:
        if key == "merge":
            self._save(stale, dialog, revise=False)
        elif key == "apart":
            self._part(stale)
        else:
            self._saver.gave_up()

    def _save(self, stale: Stale, dialog: MergeDialog, *, revise: bool) -> None:
        seat, keeps = self._room.seat, dialog.keeps
        if seat is not None:
            background.run(
                self._owner,
                lambda: merging.save_merged(seat, stale, keeps, revise=revise),
                lambda revision: self._saver.done(revision, stale.draft),
                lambda error: self._not_saved(error, stale, dialog),
            )

    def _not_saved(self, error: Exception, stale: Stale, dialog: MergeDialog) -> None:
        seat = self._room.seat
        if isinstance(error, Superseded) and seat is not None:  # somebody saved while the question was open
            background.run(
                self._owner,
                lambda: merging.compared(seat.desk, stale.theirs.document, stale.base.id, stale.draft),
                self.ask,
                lambda failed: self._saver.refused(failed, stale.draft, self._saver.gave_up),
            )
            return
        self._saver.refused(error, stale.draft, lambda: self._save(stale, dialog, revise=True))

    def _part(self, stale: Stale) -> None:
        working, seat = self._room.working, self._room.seat
        if working is None or seat is None:
            return
        title = tr("{title} (my version)", title=stale.draft.content.title)
        kind, draft = working.document.kind, stale.draft
        background.run(
            self._owner,
            lambda: documents.create(seat, title, kind, draft),
            self._saver.parted,
            lambda error: self._saver.refused(error, draft, self._saver.gave_up),
        )

    def take(self, working: Working, revision: Revision, sent: Draft) -> bool:
        """What was put together comes onto the sheet, undoable; what was typed since stays. Whether it did.

        Typed since at a place that the other changed, the draft stays on its old revision: the next save asks.
        """
        if is_same(sent, revision):
            working.saved_as(revision)
            return False
        found = merge(sent, working.draft, revision)
        if found.conflicts:
            return False
        working.take(Draft(*found.written(())))
        working.saved_as(revision)
        self._room.show_sheet()
        return True

    def tell(self, revision: Revision) -> None:
        """Say that others' words are in it."""
        words = tr("Put together with what others wrote: revision {number}.", number=revision.number)
        self._room.shell.toast(words)


def name_of(seat: Seat, revision: Revision) -> str:
    """Who saved it."""
    from editor_app.services.members import all_members

    return next((m.name for m in all_members(seat.desk) if m.id == revision.author), "")
