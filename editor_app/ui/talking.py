"""What is done with comments from a window: begin, answer, settle, take over; review and writing share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor_app.ui import background, saying
from editor_app.ui.i18n import tr
from editor_app.ui.thread_dialogs import CommentQuestion, SayQuestion, changed_question

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from editor_app.domain.anchor import Anchor
    from editor_app.domain.comment import Thread
    from editor_app.domain.identifiers import DocumentId, RevisionId
    from editor_app.services.commenting import New
    from editor_app.services.desk import Seat
    from editor_app.ui.dialogs import Question
    from editor_app.ui.view import Shell


class Talking(QObject):
    """Asks, and does it on a thread; `said` tells that something of a document's comments has changed."""

    said = Signal()
    applied = Signal()

    def __init__(self, over: QWidget, shell: Shell) -> None:
        super().__init__(over)
        self._over = over
        self._shell = shell
        self.question: Question | None = None

    def ask_comment(self, document: DocumentId, revision: RevisionId, anchor: Anchor, account: str) -> None:
        """Ask what is said about the words, then keep it."""
        from editor_app.services import anchoring, commenting, suggesting
        from editor_app.services.commenting import New

        is_text = anchor.field not in {anchoring.PICTURE, anchoring.CHART} and bool(anchor.quote)
        question = CommentQuestion(self._over, anchor, account, may_suggest=is_text)

        def begin(seat: Seat) -> Thread:
            instead = question.replacement()
            new = New(revision, anchor, question.words.text(), question.must.isChecked(), instead)
            deed = commenting.begin if instead is None else suggesting.suggest
            return deed(seat, document, new)

        self._ask(question, question.is_complete, begin)

    def begin(self, document: DocumentId, new: New) -> None:
        """Keep a comment whose words are there already."""
        from editor_app.services import commenting

        self._run(lambda seat: commenting.begin(seat, document, new))

    def act(self, thread: Thread, deed: str) -> None:
        """Do what a card's button says: reply, resolve, reopen, apply or reject."""
        from editor_app.services import commenting, suggesting

        if deed == "reply":
            asked = SayQuestion(self._over, tr("Answer"), thread.remarks[0].words, tr("Answer"), tr("Answer"))
            self._ask(asked, asked.is_complete, lambda seat: commenting.reply(seat, thread.id, asked.words.text()))
        elif deed == "reject":
            title = tr("Leave the text as it is?")
            why = SayQuestion(self._over, title, thread.replacement or "", tr("Why"), tr("Leave as it is"))
            self._ask(why, why.is_complete, lambda seat: suggesting.reject(seat, thread.id, why.words.text()))
        elif deed == "apply":
            self._apply(thread, revise=False)
        else:
            do = commenting.resolve if deed == "resolve" else commenting.reopen
            self._run(lambda seat: do(seat, thread.id))

    def _ask(self, question: Question, is_complete: Callable[[], bool], do: Callable[[Seat], object]) -> None:
        def answered(key: str) -> None:
            if key == "try" and is_complete():
                question.leave()
                self._run(do)

        question.answered.connect(answered)
        self.question = question
        question.ask()

    def _apply(self, thread: Thread, *, revise: bool) -> None:
        from editor_app.services import suggesting

        self._run(lambda seat: suggesting.apply(seat, thread.id, revise=revise), self._have_applied, thread)

    def _have_applied(self) -> None:
        self._shell.toast(tr("The suggestion was taken over as a new revision"))
        self.applied.emit()

    def _run(
        self, do: Callable[[Seat], object], then: Callable[[], None] | None = None, thread: Thread | None = None
    ) -> None:
        seat = self._shell.seat
        if seat is None:
            return

        def done(_result: object) -> None:
            if then is not None:
                then()
            self.said.emit()

        background.run(self, lambda: do(seat), done, lambda error: self._failed(error, thread))

    def _failed(self, error: Exception, thread: Thread | None) -> None:
        from editor_app.services.documents import ReviseFirst
        from editor_app.services.suggesting import TextChanged

        if isinstance(error, TextChanged):
            self.question = changed_question(self._over, error)
            self.question.ask()
        elif isinstance(error, ReviseFirst) and thread is not None:
            self._ask_revise(error, thread)
        else:
            self._shell.toast(saying.sentence(error))

    def _ask_revise(self, error: Exception, thread: Thread) -> None:
        from editor_app.ui.dialogs import confirm

        self.question = confirm(self._over, tr("Revise it?"), saying.sentence(error), tr("Revise"), danger=True)
        self.question.answered.connect(lambda key: self._apply(thread, revise=True) if key == "yes" else None)
        self.question.ask()
