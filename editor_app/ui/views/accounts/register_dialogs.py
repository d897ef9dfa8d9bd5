"""Dialogs of the register: whose an account is, and that it is filed; apart because they write, the panel reads."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from editor_app.domain.register import Particulars, RegisterState
from editor_app.ui.dialogs import Dialog
from editor_app.ui.i18n import tr
from editor_app.ui.saying import sentence
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import AreaInput, Field, LineInput
from editor_app.ui.widgets.labels import Label, boxed, down

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editor_app.services.registered import Registered
    from editor_app.services.registering import Filing

_LONGEST = 120


class EnterDialog(Dialog):
    """Whose the account is and who answers for it; `entered` carries that and the reason for a second one."""

    entered = Signal(object, str)  # Particulars

    def __init__(self, over: QWidget, found: Registered) -> None:
        super().__init__(over, tr("Register: {name}", name=found.account.name), width=560)
        entry = found.standing.entry
        said = entry.particulars if entry else Particulars()
        self.owner = Field(tr("Owner unit"), LineInput(said.owner_unit), limit=_LONGEST)
        self.operator = Field(tr("Operator unit"), LineInput(said.operator_unit), note=tr("empty = the owner itself"))
        self.responsible = Field(tr("Person responsible"), LineInput(said.responsible), limit=_LONGEST)
        self.exemption = Field(
            tr("Why the body keeps a second account on this platform"),
            AreaInput(entry.exemption if entry else "", lines=2),
            note=tr("empty = it has one"),
        )
        self._problem = Label("", Role.NOTE, "carmine", wrap=True)
        self.add(self.owner, self.operator, self.responsible, self.exemption, self._problem)
        self._problem.hide()
        is_filed = entry is not None and entry.state in {RegisterState.OPEN, RegisterState.CHANGING}
        self.set_note(tr("The change is to be filed again.") if is_filed else tr("It stays on the record."), "user")
        self.add_button("", Button(tr("Cancel")))
        self.keep = self.add_button("keep", Button(tr("Enter it"), Kind.PRIMARY), closes=False)
        self.begin_at(self.owner.control)
        self.answered.connect(self._answered)

    def show_error(self, error: Exception) -> None:
        """Say what is wrong; the dialog stays."""
        self.keep.block("")
        self._problem.setText(sentence(error))
        self._problem.show()
        self.place_panel()

    def _answered(self, key: str) -> None:
        if key != "keep":
            return
        is_whole = True
        for field in (self.owner, self.responsible):
            if not field.text().strip():
                field.show_error(tr("This is needed."))
                is_whole = False
        if is_whole:
            self.keep.block(tr("Being kept…"))
            made = Particulars(self.owner.text(), self.operator.text(), self.responsible.text())
            self.entered.emit(made, self.exemption.text())


class FileDialog(Dialog):
    """That the authority has it: number, day, remark; `filed` carries them."""

    filed = Signal(object)  # Filing

    def __init__(self, over: QWidget, found: Registered, today: date) -> None:
        entry = found.standing.entry
        state = entry.state if entry else RegisterState.OPENING
        titles = {
            RegisterState.OPENING: tr("The opening of {name} is filed", name=found.account.name),
            RegisterState.CHANGING: tr("The change of {name} is filed", name=found.account.name),
            RegisterState.CLOSING: tr("The closing of {name} is filed", name=found.account.name),
        }
        super().__init__(over, titles[state], width=520)
        self._is_closing = state is RegisterState.CLOSING
        number = entry.filing_number if entry else found.account.filing_number
        self.number = Field(tr("Filing number"), LineInput(number))
        self.day = Field(tr("Filed on"), LineInput(today.isoformat(), hint="2026-11-29"))
        self.note = Field(tr("Remarks"), AreaInput(lines=2), note=tr("may stay empty"))
        self._problem = Label("", Role.NOTE, "carmine", wrap=True)
        self._problem.hide()
        parts = [self.day, self.note] if self._is_closing else [self.number, self.day, self.note]
        if self._is_closing:
            words = tr("The account is closed for good then: nothing is sent there but corrections and withdrawals.")
            self.add(Label(words, Role.BODY, wrap=True))
        self.add(boxed(down(*parts, gap=12)), self._problem)
        self.set_note(tr("It stays on the record."), "user")
        self.add_button("", Button(tr("Cancel")))
        kind = Kind.DANGER if self._is_closing else Kind.PRIMARY
        self.keep = self.add_button("keep", Button(tr("It is filed"), kind), closes=False)
        self.begin_at(self.day.control if self._is_closing else self.number.control)
        self.answered.connect(self._answered)

    def show_error(self, error: Exception) -> None:
        """Say what is wrong; the dialog stays."""
        self.keep.block("")
        self._problem.setText(sentence(error))
        self._problem.show()
        self.place_panel()

    def filing(self) -> Filing | None:
        """What was typed; None when something is missing, which its field says."""
        from editor_app.services.registering import Filing

        try:
            day = date.fromisoformat(self.day.text().strip())
        except ValueError:
            self.day.show_error(tr("Write it as 2026-11-29."))
            return None
        if not self._is_closing and not self.number.text().strip():
            self.number.show_error(tr("This is needed."))
            return None
        return Filing(self.number.text(), day, self.note.text())

    def _answered(self, key: str) -> None:
        made = self.filing() if key == "keep" else None
        if made is not None:
            self.keep.block(tr("Being kept…"))
            self.filed.emit(made)
