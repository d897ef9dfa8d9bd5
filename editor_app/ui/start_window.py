"""The window of the first start with what its three ways ask for; apart because it is gone once a workspace is open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget
from typing_extensions import override

from editor_app import __version__
from editor_app.ui import background, beginnings, startup
from editor_app.ui.dialogs import Dialog, Question
from editor_app.ui.first_start import FirstStart
from editor_app.ui.i18n import language, tr
from editor_app.ui.joining import JoinDialog
from editor_app.ui.saying import explained
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import Label
from editor_app.ui.widgets.progress import Progress

if TYPE_CHECKING:
    from editor_app.services.desk import Seat
    from editor_app.ui.background import Job
    from editor_app.ui.preferences import Preferences


class StartWindow(QWidget):
    """Sample, new or existing workspace; language and looks."""

    open_asked = Signal(str)  # a folder
    made = Signal(object)  # Seat in a workspace that is new
    joined = Signal(object, str, str)  # Desk of a team's database, its address, the member's name
    closed = Signal()

    def __init__(self, chosen: Preferences) -> None:
        super().__init__()
        self._chosen = chosen
        self._page: FirstStart | None = None
        self._progress: Progress | None = None
        self._job: Job | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setMinimumSize(1024, 640)
        self.dialog: Dialog | None = None
        self._build()
        QShortcut(QKeySequence("F1"), self).activated.connect(self.show_help)

    def _build(self) -> None:
        """The page in the present language."""
        if self._page is not None:
            self._column.removeWidget(self._page)
            self._page.hide()
            self._page.deleteLater()
        self.setWindowTitle(tr("Press Desk"))
        page = FirstStart(__version__)
        page.sample_asked.connect(self.open_sample)
        page.new_asked.connect(self.ask_new)
        page.open_asked.connect(self._ask_folder)
        page.backup_asked.connect(self.ask_backup)
        page.team_asked.connect(self.ask_team)
        page.language_chosen.connect(self._speak)
        page.theme_chosen.connect(self._dress)
        self._page = page
        self._column.addWidget(page)

    def open_sample(self) -> None:
        """Open the practice office of this computer, made now if it isn't there."""
        folder = beginnings.sample_folder()
        if beginnings.is_workspace(folder):
            self.open_asked.emit(str(folder))
            return
        tongue = language()
        waiting = Dialog(self, tr("The practice office is being made"), width=480)
        self._progress = Progress()
        self._progress.cancelled.connect(self._cancel)
        waiting.answered.connect(self._cancel)
        waiting.add(self._progress, Label(str(folder), Role.NOTE, "ink3", wrap=True))
        self.dialog = waiting
        self._progress.begin(tr("Six people make their keys…"))
        waiting.ask()
        self._job = background.run(
            self, lambda: beginnings.make_sample(folder, tongue), self._made, self._fail, self._advance
        )

    def ask_new(self) -> None:
        """Ask what a workspace of one's own needs."""
        asked = beginnings.NewOfficeDialog(self)
        asked.made.connect(self.made)
        self.dialog = asked
        asked.ask()

    def ask_team(self) -> None:
        """Ask where the team's database is, and who connects."""
        asked = JoinDialog(self)
        asked.joined.connect(self.joined)
        self.dialog = asked
        asked.ask()

    def ask_backup(self) -> None:
        """Ask which backup shall become a workspace, and open that."""
        from editor_app.ui.restoring import RestoreDialog

        asked = RestoreDialog(self)
        asked.restored.connect(self.open_asked)
        self.dialog = asked
        asked.ask()

    def show_help(self) -> None:
        """Say in a few sentences what each way means."""
        page = Dialog(self, tr("Help"), width=560)
        page.add(
            *(
                Label(words, Role.BODY, wrap=True)
                for words in (
                    tr("The sample workspace is for trying everything out; its accounts live on this computer only."),
                    tr("A new workspace is one folder. Keep it on a disk of this computer, never on a network share."),
                    tr("A team's workspace is a database on a server; your admin gives you its address and a login."),
                    tr("An existing workspace opens as it is. If it was restored, posts are read back before sending."),
                    tr("In the window, Ctrl+K finds every deed and says its key."),
                )
            )
        )
        page.add_button("", Button(tr("Close"), Kind.PRIMARY))
        self.dialog = page
        page.ask()

    def _ask_folder(self) -> None:
        start = self._chosen.recent()[0] if self._chosen.recent() else str(beginnings.documents_folder())
        chosen = QFileDialog.getExistingDirectory(self, tr("Folder of the workspace"), start)
        if chosen:
            self.open_asked.emit(str(Path(chosen)))

    def _advance(self, share: float, text: str) -> None:
        if self._progress is not None:
            self._progress.advance(share, text)

    def _cancel(self) -> None:
        """Leave; what was begun stays in its folder and is opened or made again next time."""
        if self._job is not None:
            self._job.cancel()
        self._leave_dialog()

    def _made(self, seat: Seat) -> None:
        self._leave_dialog()
        self.made.emit(seat)

    def _fail(self, error: Exception) -> None:
        self._leave_dialog()
        what, then = explained(error)
        question = Question(self, what, then, mark="finding:block", tone="carmine")
        question.add_button("", Button(tr("Close"), Kind.PRIMARY))
        self.dialog = question
        question.ask()

    def _leave_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.leave()
            self.dialog = None

    def _speak(self, name: str) -> None:
        self._chosen.set_language(name)
        startup.apply("language")
        self._build()

    def _dress(self, choice: str) -> None:
        if choice in ("system", "light", "dark", "contrast"):
            self._chosen.set_theme(choice)  # type: ignore[arg-type]  # one of CHOICES, as just seen
            startup.apply("theme")

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.closed.emit()
