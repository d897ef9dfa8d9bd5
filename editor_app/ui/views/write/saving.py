"""Nothing typed is lost: the journal twice a second, revisions by hand and on leaving, recovery, conflicts."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from editor_app.domain.errors import DeskError
from editor_app.services import documents
from editor_app.services.documents import ReviseFirst
from editor_app.storage.journal import Journal, Typed
from editor_app.storage.queries.documents import Superseded
from editor_app.ui import background, journals
from editor_app.ui.dialogs import confirm
from editor_app.ui.i18n import tr
from editor_app.ui.saying import sentence
from editor_app.ui.views.write.recovery import ConflictDialog, RecoveryDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, tzinfo

    from editor_app.domain.document import Revision
    from editor_app.services.desk import Seat
    from editor_app.services.documents import Draft
    from editor_app.ui.views.write.room import Room

AUTOSAVE_MS: Final = 500
_AGAIN_MS: Final = 5000


class Saving(QObject):
    """Keeps what is typed; `saved` tells a new revision."""

    saved = Signal()
    asked = Signal()  # a question is open that decides about the text

    def __init__(self, room: Room) -> None:
        super().__init__(room.owner)
        self._room = room
        self.journal: Journal | None = None
        self.kept_at: datetime | None = None
        self.trouble = ""
        self._is_keeping = False
        self._is_saving = False
        self._told = False
        self._again = False  # asked to save while a save was under way
        self._after: Callable[[], None] | None = None
        self.question: QObject | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AUTOSAVE_MS)
        self._timer.timeout.connect(self.keep)

    # The journal

    def open(self, seat: Seat) -> None:
        """Open the journal of this window."""
        if self.journal is None:
            try:
                self.journal = journals.of(seat.desk)
            except DeskError as refused:
                self.trouble = sentence(refused)

    def typed(self) -> None:
        """Something changed: it is in the journal half a second later at most."""
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Write the draft to the journal, in the background; the text on screen is only read, so a preedit stays."""
        typed = self._typed()
        journal = self.journal
        if journal is None:
            return
        if typed is None:
            self._forget_undone(journal)
            return
        if self._is_keeping:
            self._timer.start()
            return
        self._is_keeping = True
        background.run(self, lambda: journal.keep(typed), lambda _none: self._kept(typed), self._not_kept)

    def _forget_undone(self, journal: Journal) -> None:
        """Everything was undone: nothing is left that a crash could lose."""
        if self.kept_at is None or self._room.working is None:
            return
        document = self._room.working.document.id
        background.run(self, lambda: journal.forget(document), lambda _none: self._forgotten(), self._not_kept)

    def _forgotten(self) -> None:
        self.kept_at = None
        self._room.retell()

    def keep_now(self) -> None:
        """The same at once, as when the window closes."""
        typed = self._typed()
        if typed is not None and self.journal is not None:
            self.journal.keep(typed)

    def _typed(self) -> Typed | None:
        working, seat = self._room.working, self._room.seat
        if working is None or seat is None:
            return None
        self._room.take_sheet()
        if not working.is_changed:
            return None
        draft = working.draft
        now = seat.desk.clock.now()
        return Typed(working.document.id, working.based_on.id, draft.content, draft.overrides, draft.charts, now)

    def _kept(self, typed: Typed) -> None:
        self._is_keeping = False
        self.kept_at, self.trouble = typed.typed_at, ""
        self._room.retell()

    def _not_kept(self, error: Exception) -> None:
        """Said where the saved time stands, and tried again by itself, as when a full disk has room again."""
        self._is_keeping = False
        self.trouble = sentence(error)
        self._room.retell()
        QTimer.singleShot(_AGAIN_MS, self, self.keep)

    # Recovery

    def look_for_lost(self) -> None:
        """Ask about what earlier windows left when they ended without saving."""
        seat, journal = self._room.seat, self.journal
        if seat is None or journal is None:
            return
        background.run(self, lambda: _lost(seat, journal), self._found_lost, self._not_kept)

    def _found_lost(self, lost: list[tuple[Typed, documents.Opened]]) -> None:
        seat = self._room.seat
        if not lost or seat is None or self.question is not None:
            return
        typed, opened = lost[0]
        dialog = RecoveryDialog(self._room.owner, typed, opened.revision, zone_of(seat))
        dialog.answered.connect(partial(self._recover, typed, opened))
        self._ask(dialog)

    def _recover(self, typed: Typed, opened: documents.Opened, key: str) -> None:
        self.question = None
        if self.journal is None or not key:
            return
        self.journal.forget(typed.document)
        if key == "keep":
            self._room.put_on_desk(opened)
            if self._room.working is not None:
                self._room.working.take(typed)
                self._room.show_sheet()
                self.typed()
        else:
            QTimer.singleShot(0, self, self.look_for_lost)

    # Revisions

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Make a revision of the draft in the background, then do `then`; the same text makes none."""
        working, seat = self._room.working, self._room.seat
        if seat is None:
            return
        if self._is_saving:
            self._again = True
            self._after = then or self._after
            return
        if working is None:
            if then is not None:
                then()
            return
        self._room.take_sheet()
        if not working.is_changed:
            if then is not None:
                then()
            return
        self._after = then
        self._send(working.draft, revise=False)

    def _send(self, draft: Draft, *, revise: bool) -> None:
        working, seat = self._room.working, self._room.seat
        if working is None or seat is None:
            return
        self._is_saving = True
        document, based_on = working.document.id, working.based_on.id
        background.run(
            self,
            lambda: documents.save_revision(seat, document, based_on, draft, revise=revise),
            self._saved,
            lambda error: self._refused(error, draft),
        )

    def save_now(self) -> bool:
        """Save before the window closes; False = the person must decide something first, and is being asked."""
        working, seat = self._room.working, self._room.seat
        if working is None or seat is None:
            return True
        self._room.take_sheet()
        if not working.is_changed:
            return True
        try:
            self._saved(documents.save_revision(seat, working.document.id, working.based_on.id, working.draft))
        except (ReviseFirst, Superseded) as undecided:
            self.keep_now()
            self._refused(undecided, working.draft)
            return False
        except DeskError as refused:
            return self._leave_unsaved(refused)
        return True

    def _leave_unsaved(self, refused: DeskError) -> bool:
        """What can't be saved waits in the journal; when that fails too, the person is told before a second try."""
        self.trouble = sentence(refused)
        self._room.retell()
        try:
            self.keep_now()
        except DeskError:
            was_told, self._told = self._told, True
            self._room.shell.toast(sentence(refused))
            return was_told
        return True

    def _saved(self, revision: Revision) -> None:
        self._is_saving = False
        self.trouble = ""
        again, self._again = self._again, False
        working = self._room.working
        if working is None or working.document.id != revision.document:
            return
        working.saved_as(revision)
        if self.journal is not None and not working.is_changed:
            self.journal.forget(revision.document)
            self.kept_at = None
        self._room.retell()
        self.saved.emit()
        if again and working.is_changed:
            self.save(self._after)
            return
        after, self._after = self._after, None
        if after is not None:
            after()

    def _refused(self, error: Exception, draft: Draft) -> None:
        self._is_saving = False
        if isinstance(error, ReviseFirst):
            self._ask_revise(draft)
        elif isinstance(error, Superseded):
            self._ask_conflict(error.newest, draft)
        else:
            self._after = None
            self.trouble = sentence(error)
            self._room.retell()

    def _ask_revise(self, draft: Draft) -> None:
        question = confirm(
            self._room.owner,
            tr("Revise an approved document?"),
            tr("Its approval will be void, and whatever waits to go out stays here. What is out already stays out."),
            tr("Revise"),
        )
        question.answered.connect(partial(self._revise, draft))
        self._ask(question)

    def _revise(self, draft: Draft, key: str) -> None:
        self.question = None
        if key == "yes":
            self._send(draft, revise=True)
        else:
            self._after = None

    def _ask_conflict(self, newest: Revision, draft: Draft) -> None:
        seat = self._room.seat
        if seat is None:
            return
        author = _name_of(seat, newest)
        dialog = ConflictDialog(self._room.owner, draft.content, newest, author)
        dialog.answered.connect(partial(self._settle, newest, draft))
        self._ask(dialog)

    def _settle(self, newest: Revision, draft: Draft, key: str) -> None:
        self.question = None
        working, seat = self._room.working, self._room.seat
        if working is None or seat is None or not key:
            self._after = None
            return
        if key == "mine":
            working.based_on = newest
            self._send(draft, revise=False)
            return
        title = tr("{title} (my version)", title=draft.content.title)
        mine = replace(draft, content=replace(draft.content, title=title))
        kind = working.document.kind
        background.run(self, lambda: documents.create(seat, "", kind, mine), self._parted, self._not_kept)

    def _parted(self, opened: documents.Opened) -> None:
        if self.journal is not None and self._room.working is not None:
            self.journal.forget(self._room.working.document.id)
        self._room.put_on_desk(opened)

    def _ask(self, dialog) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - any Dialog
        self.question = dialog
        dialog.ask()
        self.asked.emit()


def zone_of(seat: Seat) -> tzinfo:
    """The office's time zone."""
    from zoneinfo import ZoneInfo

    return ZoneInfo(seat.desk.workspace.zone)


def _lost(seat: Seat, journal: Journal) -> list[tuple[Typed, documents.Opened]]:
    """What is pending and differs from the newest revision; what was saved after all is forgotten."""
    found = []
    for typed in journal.pending():
        try:
            opened = documents.opened(seat.desk, typed.document)
        except DeskError:
            continue
        if documents.draft_of(opened.revision) == documents.Draft(typed.content, typed.overrides, typed.charts):
            journal.forget(typed.document)
        else:
            found.append((typed, opened))
    return found


def _name_of(seat: Seat, revision: Revision) -> str:
    from editor_app.services.members import all_members

    return next((m.name for m in all_members(seat.desk) if m.id == revision.author), "")
