"""A deed that lasts, under a small dialog with progress and Cancel; apart because several places begin such deeds."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from editor_app.ui import background
from editor_app.ui.dialogs import Dialog, Question
from editor_app.ui.i18n import said, tr
from editor_app.ui.saying import explained
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import Label
from editor_app.ui.widgets.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from editor_app.domain.progress import Progress as Told
    from editor_app.domain.text import Text
    from editor_app.ui.background import Job

Result = TypeVar("Result")


class LongDeed(QObject):
    """One deed under way over a window; whatever comes of it, the dialog goes."""

    def __init__(self, over: QWidget, title: str, note: str = "") -> None:
        super().__init__(over)
        self._over = over
        self.dialog: Dialog = Dialog(over, title, width=480)
        self.progress = Progress()
        self.progress.cancelled.connect(self.cancel)
        self.dialog.answered.connect(self.cancel)
        self.dialog.add(self.progress)
        if note:
            self.dialog.add(Label(note, Role.NOTE, "ink3", wrap=True))
        self._job: Job | None = None

    def begin(self, first: str, work: Callable[[Told], Result], done: Callable[[Result], None]) -> None:
        """Do `work` on a thread; `done` gets what it returns, a failure is said in a question."""

        def finished(result: Result) -> None:
            self._leave()
            done(result)

        self.progress.begin(first)
        self.dialog.ask()
        self._job = background.run(self, lambda: work(_tell), finished, self._fail, self.progress.advance)

    def cancel(self) -> None:
        """Give it up; services leave nothing half done."""
        if self._job is not None:
            self._job.cancel()
        self._leave()

    def _leave(self) -> None:
        self.progress.end()
        self.dialog.leave()

    def _fail(self, error: Exception) -> None:
        self._leave()
        what, then = explained(error)
        question = Question(self._over, what, then, mark="finding:block", tone="carmine")
        question.add_button("", Button(tr("Close"), Kind.PRIMARY))
        self.dialog = question
        question.ask()


def _tell(share: float, what: Text) -> None:
    background.report(share, said(what))
