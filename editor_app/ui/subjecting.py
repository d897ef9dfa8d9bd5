"""Comments on pictures and charts from the window: what can be pointed at is read, asked about and kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from editor_app.domain.member import Deed
from editor_app.ui import background
from editor_app.ui.i18n import tr
from editor_app.ui.saying import sentence
from editor_app.ui.subject_dialog import SubjectDialog
from editor_app.ui.subjects import Subject, subjects

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editor_app.domain.anchor import Anchor
    from editor_app.domain.document import Revision
    from editor_app.domain.identifiers import DocumentId, RevisionId
    from editor_app.services.desk import Seat
    from editor_app.ui.talking import Talking
    from editor_app.ui.threads import Sitting
    from editor_app.ui.view import Shell


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose pictures and charts, and where to begin."""

    document: DocumentId
    revision: RevisionId
    account: str
    """Name of the account whose text is meant; empty = the main text."""
    subject: str = ""
    """Digest or id to begin with; empty = the first."""
    thread: str = ""
    """A thread whose place is shown."""


class Subjecting(QObject):
    """Opens the dialog; what is said goes the way of all comments."""

    def __init__(self, over: QWidget, shell: Shell, talking: Talking) -> None:
        super().__init__(over)
        self._over = over
        self._shell = shell
        self._talking = talking
        self.dialog: SubjectDialog | None = None

    def ask(self, asked: Asked, sitting: Sitting) -> None:
        """Show the pictures and charts of a revision."""
        seat = self._shell.seat
        if seat is not None:
            show = partial(self._show, asked, sitting)
            background.run(self, lambda: found(seat, asked), show, lambda error: self._shell.toast(sentence(error)))

    def _show(self, asked: Asked, sitting: Sitting, read: tuple[Subject, ...]) -> None:
        if not read:
            self._shell.toast(tr("No picture or chart stands in this text."))
            return
        self.dialog = SubjectDialog(self._over, read, sitting, may_comment=sitting.member.may(Deed.COMMENT))
        self.dialog.commented.connect(partial(self._keep, asked))
        threads = {placed.thread.id: placed.thread for one in read for _number, placed in one.threads}
        self.dialog.acted.connect(lambda thread, deed: self._talking.act(threads[thread], deed))
        if asked.subject:
            self.dialog.show_subject(asked.subject)
        if asked.thread:
            self.dialog.show_thread(asked.thread)
        self.dialog.ask()

    def _keep(self, asked: Asked, anchor: Anchor, words: str, is_must: bool) -> None:  # noqa: FBT001 - a signal's
        from editor_app.services.commenting import New

        self._talking.begin(asked.document, New(asked.revision, anchor, words, is_must))


def found(seat: Seat, asked: Asked) -> tuple[Subject, ...]:
    """What can be pointed at; runs on threads.

    Raises:
        NotFound: the account is gone.
        Veiled: an embargo hides the document.
    """
    from editor_app.services import accounts, commenting, documents

    revision: Revision = documents.revision(seat.desk, asked.revision)
    account = accounts.by_name(seat.desk, asked.account) if asked.account else None
    whose = {None, account.id if account is not None else None}
    said = enumerate(commenting.threads(seat.desk, asked.document, asked.revision), 1)
    mine = [(number, one) for number, one in said if account is None or one.thread.anchor.account in whose]
    return subjects(seat.desk, revision, account, mine)
