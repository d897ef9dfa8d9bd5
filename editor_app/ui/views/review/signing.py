"""From the question to the signature on the record; apart because it is the one deed that binds the person."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor_app.ui import background, saying
from editor_app.ui.i18n import tr
from editor_app.ui.views.review.deciding import ReturnQuestion, seal_question
from editor_app.ui.views.review.seals import signer

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from PySide6.QtWidgets import QWidget

    from editor_app.services.approvals import DecisionOutcome, Word
    from editor_app.ui.dialogs import Question
    from editor_app.ui.view import Shell
    from editor_app.ui.views.review.case_page import CasePage
    from editor_app.ui.views.review.standing import Standing


class Signing(QObject):
    """Asks and decides; `signed` tells the place of the stage whose seal was set, -1 for a return."""

    signed = Signal(int)

    def __init__(self, over: QWidget, shell: Shell, page: CasePage, opened: Callable[[], Collection[str]]) -> None:
        super().__init__(over)
        self._over = over
        self._shell = shell
        self._page = page
        self._opened = opened
        self.question: Question | None = None
        page.bar.seal_asked.connect(self.ask_seal)
        page.bar.return_asked.connect(self.ask_return)

    def why_no_seal(self) -> str:
        """Why the seal can't be set now; empty = it can."""
        return self._why(lambda standing: standing.why_no_seal)

    def why_no_return(self) -> str:
        """Why the edition can't be sent back now; empty = it can."""
        return self._why(lambda standing: standing.why_no_return)

    def ask_seal(self) -> None:
        """Show the digest once more, then sign."""
        case, seat = self._page.case, self._shell.seat
        stage = case.record.next if case is not None else None
        if case is None or seat is None or stage is None or self.why_no_seal():
            return
        question = seal_question(self._over, case, stage, signer(seat.member.name, case.for_whom))
        question.answered.connect(lambda key: self._approve(stage.ordinal) if key == "seal" else None)
        self.question = question
        question.ask()

    def ask_return(self) -> None:
        """Ask for the reason, then send it back."""
        case, seat = self._page.case, self._shell.seat
        if case is None or seat is None or self.why_no_return():
            return
        question = ReturnQuestion(self._over, case, seat.member.name)
        question.answered.connect(lambda key: self._return(question) if key == "try" else None)
        self.question = question
        question.ask()

    def _why(self, of: Callable[[Standing], str]) -> str:
        standing = self._page.standing
        if self._page.case is None or standing is None:
            return tr("No edition is open.")
        if self._shell.seat is None:
            return tr("Sign in first.")
        return of(standing)

    def _approve(self, ordinal: int) -> None:
        from editor_app.domain.approval import Decision
        from editor_app.services.approvals import Word

        case = self._page.case
        if case is None:
            return
        places = [stage.stage.ordinal for stage in case.record.stages]
        taken = tuple(sorted(self._page.side.taken() - case.taken()))
        opened = tuple(sorted(self._opened()))
        word = Word(Decision.APPROVE, case.record.edition.digest, overrides=taken, opened=opened)
        self._decide(word, places.index(ordinal))

    def _return(self, question: ReturnQuestion) -> None:
        from editor_app.domain.approval import Decision
        from editor_app.services.approvals import Word

        case = self._page.case
        if case is None or not question.is_complete():
            return
        question.leave()
        opened = tuple(sorted(self._opened()))
        word = Word(Decision.RETURN, case.record.edition.digest, question.reason.text(), opened=opened)
        self._decide(word, -1)

    def _decide(self, word: Word, place: int) -> None:
        seat, case = self._shell.seat, self._page.case
        if seat is None or case is None:
            return
        self._page.show_problem("")
        self._page.bar.seal.setEnabled(False)
        self._page.bar.back.setEnabled(False)

        def work() -> DecisionOutcome:
            from editor_app.services import approvals

            return approvals.decide(seat, case.record.edition.id, word)

        background.run(self, work, partial(self._have_decided, place), self._failed)

    def _have_decided(self, place: int, outcome: DecisionOutcome) -> None:
        if place < 0:
            self._shell.toast(tr("Sent back; the seals of this edition end"))
        elif outcome.next is None:
            self._shell.toast(tr("Your seal is set. Every seal is there now."))
        else:
            self._shell.toast(tr("Your seal is set. Next: {stage}", stage=outcome.next.name))
        self.signed.emit(place)

    def _failed(self, error: Exception) -> None:
        self._page.show_problem(saying.sentence(error))
        standing, case = self._page.standing, self._page.case
        if standing is not None and case is not None:
            self._page.bar.show_standing(standing, case.record.next, may_queue=False)
