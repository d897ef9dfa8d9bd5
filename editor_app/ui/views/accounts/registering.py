"""The deeds of the register in the window: asks, writes in the background, says what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from editor_app.domain.register import PENDING
from editor_app.ui import background
from editor_app.ui.i18n import language, said, tr
from editor_app.ui.reasons import Asked, ReasonQuestion
from editor_app.ui.saying import sentence
from editor_app.ui.view import Action
from editor_app.ui.views.accounts.register_dialogs import EnterDialog, FileDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor_app.domain.register import Entry, Particulars
    from editor_app.rendering.register_table import RegisterTable
    from editor_app.services.account_care import Care
    from editor_app.services.desk import Seat
    from editor_app.services.registered import Registered
    from editor_app.services.registering import Filing
    from editor_app.ui.view import View


class Registering:
    """What the Accounts view does with the register."""

    def __init__(self, view: View, care_of: Callable[[str], Care | None], fail: Callable[[Exception], None]) -> None:
        self._view, self._care_of, self._fail = view, care_of, fail
        self.dialog: EnterDialog | FileDialog | ReasonQuestion | None = None

    def ask(self, deed: str, name: str) -> None:
        """Begin "enter", "file", "close" or "keep" with the account of that name."""
        seat, care = self._view.shell.seat, self._care_of(name)
        if seat is None or care is None:
            return
        begin = {"enter": self._enter, "file": self._file, "close": self._close, "keep": self._keep}[deed]
        begin(seat, care.registered)

    def actions(self, current: Callable[[], str], why_not: Callable[[], str]) -> Sequence[Action]:
        """The deeds for the palette and the keyboard."""

        def why_no_filing() -> str:
            care = self._care_of(current())
            is_owed = care is not None and care.registered.standing.state in PENDING
            return why_not() or ("" if is_owed else tr("Nothing of it is to be filed now."))

        return (
            Action(
                tr("Enter whose account it is"),
                lambda: self.ask("enter", current()),
                "clipboard-list",
                "Ctrl+E",
                blocked=why_not,
            ),
            Action(
                tr("Say that the authority has it"),
                lambda: self.ask("file", current()),
                "file-check",
                "Ctrl+Shift+E",
                blocked=why_no_filing,
            ),
            Action(tr("Export the register…"), self.export, "download", "Ctrl+Alt+E"),
        )

    def export(self) -> None:
        """Ask for a file and write the table for the authority."""
        seat = self._view.shell.seat
        if seat is None:
            return
        kinds = ";;".join((tr("Table for spreadsheets (*.csv)"), tr("Page to print (*.html)")))
        options = QFileDialog.Option.DontConfirmOverwrite  # nothing is written over: the service refuses
        proposed = tr("Register of accounts") + ".csv"
        named, kind = QFileDialog.getSaveFileName(
            self._view, tr("Export the register"), proposed, kinds, options=options
        )
        if named:
            file = Path(named)
            self.save(seat, file if file.suffix else file.with_suffix(".html" if "html" in kind else ".csv"))

    def save(self, seat: Seat, file: Path) -> None:
        """Write the table there."""
        from editor_app.services import register_words

        def done(made: RegisterTable) -> None:
            self._view.shell.toast(tr("The register is written: {file}, {count} accounts.", file=str(file),
                                      count=len(made.rows)))  # fmt: skip

        speech = language()
        background.run(
            self._view, lambda: register_words.save_table(seat.desk, file, speech), done,
            lambda error: self._view.shell.toast(sentence(error)),
        )  # fmt: skip

    def _enter(self, seat: Seat, found: Registered) -> None:
        from editor_app.services import registering

        dialog = EnterDialog(self._view, found)
        name = found.account.name

        def entered(particulars: Particulars, exemption: str) -> None:
            background.run(
                self._view, lambda: registering.enter(seat, name, particulars, exemption), self._told(dialog, name),
                dialog.show_error,
            )  # fmt: skip

        dialog.entered.connect(entered)
        self._show(dialog)

    def _file(self, seat: Seat, found: Registered) -> None:
        from editor_app.services import registered, registering

        dialog = FileDialog(self._view, found, registered.today(seat.desk))
        name = found.account.name

        def filed(filing: Filing) -> None:
            background.run(
                self._view, lambda: registering.file(seat, name, filing), self._told(dialog, name), dialog.show_error
            )

        dialog.filed.connect(filed)
        self._show(dialog)

    def _close(self, seat: Seat, found: Registered) -> None:
        from editor_app.services import registering

        name = found.account.name
        asked = Asked(
            tr("Deregister “{name}”?", name=name),
            tr("Tell its readers in a last post. The closing is to be filed within five working days; until then it"
               " publishes as before."),
            tr("Begin to close it"),
            danger=True,
        )  # fmt: skip
        self._ask_why(asked, lambda why: registering.begin_closing(seat, name, why), name)

    def _keep(self, seat: Seat, found: Registered) -> None:
        from editor_app.services import registering

        name = found.account.name
        asked = Asked(
            tr("Keep “{name}”?", name=name),
            tr("Its closing is taken back; it stays in the register as it was filed."),
            tr("Keep it open"),
        )
        self._ask_why(asked, lambda why: registering.keep(seat, name, why), name)

    def _ask_why(self, asked: Asked, deed: Callable[[str], Entry], name: str) -> None:
        question = ReasonQuestion(self._view, asked)
        self.dialog = question

        def answered(why: str) -> None:
            background.run(self._view, lambda: deed(why), lambda entry: self._tell(name, entry), self._fail)

        question.ask_for(answered)

    def _show(self, dialog: EnterDialog | FileDialog) -> None:
        self.dialog = dialog
        dialog.ask()

    def _told(self, dialog: EnterDialog | FileDialog, name: str) -> Callable[[Entry], None]:
        def done(entry: Entry) -> None:
            dialog.leave()
            self._tell(name, entry)

        return done

    def _tell(self, name: str, entry: Entry) -> None:
        from editor_app.services.register_words import STATES

        self._view.shell.toast(tr("{name} in the register: {state}", name=name, state=said(STATES[entry.state])))
