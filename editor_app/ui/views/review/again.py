"""The question to look at an approval again before it is too old; apart because it signs and decides nothing new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor_app.domain.identifiers import grouped
from editor_app.ui import background, saying
from editor_app.ui.dialogs import Question
from editor_app.ui.i18n import tr, tr_n
from editor_app.ui.tokens import Role
from editor_app.ui.view import Action
from editor_app.ui.views.review.seals import seal_text, signer
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import Label, boxed, down

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editor_app.services.renewing import Renewed
    from editor_app.ui.view import Shell
    from editor_app.ui.views.review.case_page import CasePage
    from editor_app.ui.views.review.reading import Case


class LookingAgain(QObject):
    """A button in the bar below the page, where there is something to look at again."""

    signed = Signal()

    def __init__(self, over: QWidget, shell: Shell, page: CasePage) -> None:
        super().__init__(over)
        self._over, self._shell, self._page = over, shell, page
        self.question: Question | None = None
        self.button = Button(tr("Look again…"), icon="eye")
        self.button.setVisible(False)
        self.button.clicked.connect(self.ask)
        layout = page.bar.layout()
        if layout is not None:
            layout.addWidget(self.button)

    def action(self) -> Action:
        """What the palette offers."""
        return Action(tr("Look at the approval again…"), self.ask, "eye", "Ctrl+Alt+N", "", self.why_not)

    def why_not(self) -> str:
        """Why there is nothing to look at again; empty = there is."""
        case = self._page.case
        if case is None:
            return tr("No edition is open.")
        return "" if case.may_renew else tr("This approval needs no new look, or not yours.")

    def show_for(self, case: Case | None) -> None:
        """Show the button where it leads anywhere."""
        self.button.setVisible(case is not None and case.may_renew)

    def ask(self) -> None:
        """Show the digest once more, then sign it."""
        case, seat = self._page.case, self._shell.seat
        if case is None or seat is None or self.why_not():
            return
        question = Question(
            self._over,
            tr("Did you look at it again?"),
            tr("Your signature covers the same digest; from it the latest time of use counts anew."),
            mark=f"seal:{seal_text(case.record.stages[-1].stage.name)}",
        )
        digest = grouped(case.record.edition.digest, 16)
        half = len(digest) // 2
        lines = (Label(case.title, Role.ROW_TITLE, wrap=True), Label(digest[:half].strip(), Role.DIGEST))
        question.add_detail(boxed(down(*lines, Label(digest[half:].strip(), Role.DIGEST), gap=2)))
        name = signer(seat.member.name, "")
        question.set_note(tr("Recorded as {name}, with the time and the words of the key.", name=name), "user")
        question.add_button("", Button(tr("Cancel")))
        question.add_button("again", Button(tr("Sign again"), Kind.SEAL, icon="stamp"))
        question.answered.connect(lambda key: self._sign(case) if key == "again" else None)
        self.question = question
        question.ask()

    def _sign(self, case: Case) -> None:
        seat, edition = self._shell.seat, case.record.edition
        if seat is None:
            return

        def work() -> Renewed:
            from editor_app.services import renewing

            return renewing.renew(seat, edition.id, edition.digest)

        self.button.setEnabled(False)
        background.run(self, work, self._have_signed, self._failed)

    def _have_signed(self, done: Renewed) -> None:
        self.button.setEnabled(True)
        said = tr_n(
            "Signed. {count} more has to look at it again.",
            "Signed. {count} more have to look at it again.",
            count=done.waits_for,
        )
        self._shell.toast(said if done.waits_for else tr("Signed again; what was held for its age can be released."))
        self.signed.emit()

    def _failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        self._page.show_problem(saying.sentence(error))
