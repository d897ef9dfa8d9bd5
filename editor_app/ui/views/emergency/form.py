"""A locked template as a form: a field for each slot, and beside it what readers will see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from editor_app.domain.emergency import SlotKind, begun, said_value
from editor_app.domain.errors import Invalid
from editor_app.ui.i18n import said, tr
from editor_app.ui.tokens import Role
from editor_app.ui.views.emergency.accepting import Accepting
from editor_app.ui.views.emergency.handing_in import Asked
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.choices import Toggle
from editor_app.ui.widgets.fields import AreaInput, Choice, Field, LineInput
from editor_app.ui.widgets.labels import Card, Label, across, boxed, down
from editor_app.ui.widgets.scrolling import scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.account import Account
    from editor_app.domain.emergency import EmergencySlot, Template, Wording
    from editor_app.domain.finding import Finding
    from editor_app.domain.identifiers import DocumentId

_MARGINS = (24, 20, 24, 24)


class TemplateForm(QWidget):
    """The slots, the accounts and the reason of one emergency."""

    handed_in = Signal()

    def __init__(self, template: Template, language: str, accounts: Sequence[Account], refusal: str) -> None:
        super().__init__()
        self.template, self.wording = template, template.wording(language)
        self.slots = {slot.name: _field(slot) for slot in self.wording.slots}
        self.accounts = {account.name: Toggle(account.name, on=True) for account in accounts}
        self.document: DocumentId | None = None
        """What was made of the form already, when the checks stood against it."""
        self.accepting = Accepting()
        self._names = {account.id: account.name for account in accounts}
        self.reason = Field(tr("Why it is an emergency"), AreaInput(lines=2), note=tr("stays on the record"))
        self.go = Button(tr("Hand in as an emergency"), Kind.PRIMARY, icon="zap")
        self.error = Label(refusal, Role.NOTE, "ink2" if refusal else "carmine", wrap=True)
        self._title = Label("", Role.REVIEW_TITLE, wrap=True)
        self._body = Label("", Role.DOC_BODY, wrap=True)
        self.go.setEnabled(not refusal)
        self.go.clicked.connect(self._hand_in)
        for field in self.slots.values():
            field.changed.connect(lambda _text: self._preview())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._area = scrolled(self._left())
        row.addWidget(self._area, 1)
        row.addWidget(scrolled(self._right()), 1)
        self._preview()

    def values(self) -> dict[str, str]:
        """What stands in the slots."""
        return {name: field.text() for name, field in self.slots.items()}

    def chosen(self) -> list[str]:
        """Names of the accounts that are on."""
        return [name for name, toggle in self.accounts.items() if toggle.isChecked()]

    def is_complete(self) -> bool:
        """Whether everything is there; says at the field what is not."""
        complete = True
        for slot in self.wording.slots:
            try:
                said_value(self.wording, slot, self.slots[slot.name].text())
            except Invalid as wrong:
                self.slots[slot.name].show_error(f"{said(wrong.message)} {said(wrong.next_step)}")
                complete = False
        if not self.reason.text().strip():
            self.reason.show_error(tr("Say why in one sentence."))
            complete = False
        if not self.chosen():
            self.error.setText(tr("Choose the accounts that it shall go to."))
            complete = False
        return self.accepting.is_complete() and complete

    def asked(self) -> Asked:
        """Everything that was filled in."""
        return Asked(
            self.template.key,
            self.wording.language,
            self.values(),
            tuple(self.chosen()),
            self.reason.text(),
            self.accepting.reasons(),
        )

    def stopped(self, document: DocumentId, found: Sequence[Finding]) -> None:
        """Show what the checks say; the next try goes on with the same document."""
        self.document = document
        self.go.setEnabled(True)
        self.accepting.show_findings(found, self._names)
        self.accepting.begin()
        QTimer.singleShot(0, self, self._uncover)

    def _uncover(self) -> None:
        """Bring what the checks say, and the button below it, into sight once they have their place."""
        self._area.ensureWidgetVisible(self.accepting)
        self._area.ensureWidgetVisible(self.go)

    def _hand_in(self) -> None:
        if self.is_complete():
            self.error.setText("")
            self.handed_in.emit()

    def _left(self) -> QWidget:
        names = boxed(across(*self.accounts.values(), None, gap=6))
        return boxed(
            down(
                Label(self.wording.name, Role.TITLE),
                Label(tr("You fill these; every other word is locked."), Role.NOTE, "ink2", wrap=True),
                *_pairs(list(self.slots.values())),
                boxed(down(Label(tr("Goes to"), Role.NOTE, "ink2"), names, gap=4)),
                self.reason,
                self.accepting,
                boxed(across(self.go, None)),
                Label(
                    tr("One signature lets it go before everything that waits; a second one is due in a day."),
                    Role.NOTE, "ink3", wrap=True,
                ),
                self.error,
                None,
                gap=14,
                margins=_MARGINS,
            )
        )  # fmt: skip

    def _right(self) -> QWidget:
        card = Card()
        card.setLayout(down(self._title, self._body, gap=12, margins=(28, 24, 28, 28)))
        head = Label(tr("What readers will see"), Role.NOTE, "ink2")
        return boxed(down(head, card, None, gap=8, margins=_MARGINS))

    def _preview(self) -> None:
        shown = begun(self.wording, self.values())
        self._title.setText(shown.title)
        self._body.setText(shown.body.strip())


def languages(template: Template) -> list[str]:
    """In which languages a template is there, Chinese first."""
    return sorted((each.language for each in template.wordings), key=lambda name: not name.startswith("zh"))


def wording_of(template: Template, language: str) -> Wording:
    """The wording in that language, else the first."""
    return template.wording(language if language in languages(template) else languages(template)[0])


def _field(slot: EmergencySlot) -> Field:
    if slot.kind is SlotKind.LEVEL:
        words = [("", tr("choose…")), *((word, word) for word in slot.choices)]
        return Field(slot.label, Choice(slot.label, words))
    return Field(slot.label, LineInput(name=slot.label, hint=slot.example))


def _pairs(fields: list[Field]) -> list[QWidget]:
    made: list[QWidget] = []
    for place in range(0, len(fields), 2):
        row = across(*fields[place : place + 2], gap=12)
        for cell in range(row.count()):
            row.setStretch(cell, 1)
        made.append(boxed(row))
    return made
