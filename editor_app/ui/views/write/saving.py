"""Nothing typed is lost: the journal twice a second, revisions by hand and on leaving, recovery, conflicts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from editor_app.domain.edition import EditionState
from editor_app.domain.errors import DeskError
from editor_app.services import documents, merging
from editor_app.services.documents import ReviseFirst
from editor_app.services.merging import Sending, Undecided
from editor_app.storage.journal import Journal, Typed
from editor_app.ui import background, journals
from editor_app.ui.dialogs import confirm
from editor_app.ui.i18n import tr
from editor_app.ui.saying import sentence
from editor_app.ui.views.write.fullest import Fullest
from editor_app.ui.views.write.meeting import Meeting
from editor_app.ui.views.write.recovery import RecoveryDialog
from editor_app.ui.views.write.undoing import Undoing

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, tzinfo

    from editor_app.domain.document import Revision
    from editor_app.services.desk import Seat
    from editor_app.services.documents import Draft
    from editor_app.ui.dialogs import Dialog
    from editor_app.ui.views.write.room import Room
    from editor_app.ui.views.write.working import Working

AUTOSAVE_MS: Final = 500
_AGAIN_MS: Final = 5000
_SIGNED: Final = frozenset({EditionState.IN_REVIEW, EditionState.APPROVED})


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
        self._unanswered: Draft | None = None  # sent, and nobody said whether it arrived
        self.fullest = Fullest()
        self.undoing = Undoing(room)
        self.meeting = Meeting(room, self, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AUTOSAVE_MS)
        self._timer.timeout.connect(self.keep)

    def words(self, working: Working, seat: Seat) -> str:
        """How safe the text is, beside the title."""
        if self.trouble:
            return self.trouble
        if not working.is_changed:
            return tr("saved {time}", time=working.based_on.saved_at.astimezone(zone_of(seat)).strftime("%H:%M"))
        if self.kept_at is not None:
            return tr("{time} kept by itself", time=self.kept_at.astimezone(zone_of(seat)).strftime("%H:%M"))
        return tr("not saved yet")

    # The journal

    def open(self, seat: Seat) -> None:
        """Open the journal of this window."""
        if self.journal is None:
            try:
                self.journal = journals.of(seat.desk)
            except DeskError as refused:
                self.trouble = sentence(refused)

    def begin(self) -> None:
        """Another document is on the desk, nothing of it is typed yet."""
        self.kept_at, self._unanswered = None, None
        self.fullest.forget()
        self.undoing.forget()

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
        """Everything was undone: what it was is kept apart, and nothing else is left that a crash could lose."""
        if self._room.working is None:
            return
        self.undoing.note(journal, self.fullest.undone(self._room.working.draft))
        if self.kept_at is None:
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
        draft = working.draft
        self.fullest.note(draft)
        if not working.is_changed:
            return None
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

    def bring_back(self) -> None:
        """Ask which of what was undone shall come back onto the sheet."""
        self.undoing.ask(self.journal)

    def look_for_lost(self) -> None:
        """Ask about what earlier windows left when they ended without saving."""
        seat, journal = self._room.seat, self.journal
        if seat is None or journal is None:
            return
        background.run(self, lambda: _lost(seat, journal), self._found_lost, self._not_kept)

    def _found_lost(self, lost: list[_Lost]) -> None:
        seat = self._room.seat
        if not lost or seat is None or self.question is not None:
            return
        dialog = RecoveryDialog(self._room.owner, lost[0].typed, lost[0].base, zone_of(seat))
        dialog.answered.connect(partial(self._recover, lost[0]))
        self.ask(dialog)

    def _recover(self, lost: _Lost, key: str) -> None:
        self.question = None
        if self.journal is None or not key:
            return
        self.journal.forget(lost.typed.document)
        if key == "keep":
            self._room.put_on_desk(lost.opened)
            if self._room.working is not None:
                self._room.working.saved_as(lost.base)  # saving puts it together with what others saved since
                self._room.working.take(lost.typed)
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
        lost = self._lost_text(working)
        if lost is None and not working.is_changed:
            if then is not None:
                then()
            return
        self._after = then
        self._again = lost is not None
        self._send(lost or working.draft, revise=False)

    def _lost_text(self, working: Working) -> Draft | None:
        """What undoing took away and should stay as a revision; never at the price of an approval."""
        signed = working.edition is not None and working.edition.state in _SIGNED
        return None if signed and not working.is_changed else self.fullest.lost(working.draft)

    def _send(self, draft: Draft, *, revise: bool) -> None:
        working, seat = self._room.working, self._room.seat
        if working is None or seat is None:
            return
        self._is_saving = True
        sending = Sending(working.document.id, working.based_on.id, draft, self._unanswered)
        background.run(
            self,
            lambda: merging.save_after(seat, sending, revise=revise),
            lambda revision: self.done(revision, draft),
            lambda error: self.refused(error, draft, lambda: self._send(draft, revise=True)),
        )

    def save_now(self) -> bool:
        """Save before the window closes; False = the person must decide something first, and is being asked."""
        working, seat = self._room.working, self._room.seat
        if working is None or seat is None:
            return True
        self._room.take_sheet()
        for draft in filter(None, (self._lost_text(working), working.draft)):
            if draft == working.draft and not working.is_changed:
                continue
            sending = Sending(working.document.id, working.based_on.id, draft, self._unanswered)
            try:
                self.done(merging.save_after(seat, sending), draft)
            except (ReviseFirst, Undecided) as undecided:
                self.keep_now()
                self.refused(undecided, draft, partial(self._send, draft, revise=True))
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

    def done(self, revision: Revision, sent: Draft) -> None:
        """A revision was made of what was sent, perhaps together with what others wrote."""
        self._is_saving = False
        self.trouble, self.question, self._unanswered = "", None, None
        again, self._again = self._again, False
        working = self._room.working
        if working is None or working.document.id != revision.document:
            return
        is_merged = self.meeting.take(working, revision, sent)
        self.fullest.forget()
        self.undoing.forget()
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
        if is_merged:
            self.meeting.tell(revision)

    def refused(self, error: Exception, sent: Draft, again: Callable[[], None]) -> None:
        """It couldn't be saved; what a person can decide is asked."""
        self._is_saving = False
        if isinstance(error, ReviseFirst):
            self._ask_revise(again)
        elif isinstance(error, Undecided):
            self.meeting.ask(error.stale)
        else:
            self._after, self._unanswered = None, sent
            self.trouble = sentence(error)
            self._room.retell()

    def refused_deed(self, error: Exception, again: Callable[[], None]) -> None:
        """Another deed that makes a revision was refused: asked when it would void an approval, else said."""
        if isinstance(error, ReviseFirst):
            self._ask_revise(again)
        else:
            self._room.shell.toast(sentence(error))

    def gave_up(self) -> None:
        """The person writes on; nothing follows the save that was asked for."""
        self.question, self._after = None, None

    def _ask_revise(self, again: Callable[[], None]) -> None:
        question = confirm(
            self._room.owner,
            tr("Revise an approved document?"),
            tr("Its approval will be void, and whatever waits to go out stays here. What is out already stays out."),
            tr("Revise"),
        )
        question.answered.connect(partial(self._revise, again))
        self.ask(question)

    def _revise(self, again: Callable[[], None], key: str) -> None:
        self.question = None
        if key == "yes":
            again()
        else:
            self._after = None

    def parted(self, opened: documents.Opened) -> None:
        """The text is a document of its own now."""
        self.question = None
        if self.journal is not None and self._room.working is not None:
            self.journal.forget(self._room.working.document.id)
        self.fullest.forget()
        self._room.put_on_desk(opened)

    def ask(self, dialog: Dialog) -> None:
        """Show a question that decides about the text."""
        self.question = dialog
        dialog.ask()
        self.asked.emit()


def zone_of(seat: Seat) -> tzinfo:
    """The office's time zone."""
    from zoneinfo import ZoneInfo

    return ZoneInfo(seat.desk.workspace.zone)


class _Lost(NamedTuple):
    """What a window left when it ended without saving."""

    typed: Typed
    opened: documents.Opened
    base: Revision
    """On which it was typed; others may have saved since."""


def _lost(seat: Seat, journal: Journal) -> list[_Lost]:
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
            found.append(_Lost(typed, opened, _base(seat, typed, opened.revision)))
    return found


def _base(seat: Seat, typed: Typed, newest: Revision) -> Revision:
    try:
        return documents.revision(seat.desk, typed.based_on)
    except DeskError:  # the journal is of another copy of the workspace
        return newest
