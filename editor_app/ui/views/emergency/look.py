"""The second look: what went out on one signature, its digest, and the second person's word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from editor_app.domain.emergency import Verdict
from editor_app.domain.identifiers import grouped
from editor_app.ui.debt_tasks import left_words, owed_words
from editor_app.ui.i18n import joined, said, tr
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import AreaInput, Field
from editor_app.ui.widgets.labels import Card, Label, across, boxed, down
from editor_app.ui.widgets.scrolling import scrolled

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.services.debts import Debt
    from editor_app.services.lane import Kept

_MARGINS = (24, 20, 24, 24)


@dataclass(frozen=True, slots=True)
class Seen:
    """A debt with what readers see of it."""

    debt: Debt
    kept: Kept
    body: str
    may: bool
    """The member at this desk is a second person for it."""
    now: datetime


class SecondLook(QWidget):
    """One debt, whole, with the two words that pay it."""

    said = Signal(str, str)  # verdict, note

    def __init__(self, seen: Seen) -> None:
        super().__init__()
        self.seen = seen
        self.note = Field(tr("What you found"), AreaInput(lines=3), note=tr("needed for a dispute"))
        self.stands = Button(tr("Sign: it stands"), Kind.PRIMARY, icon="stamp")
        self.disputed = Button(tr("Sign: disputed"), Kind.DANGER)
        self.error = Label("", Role.NOTE, "carmine", wrap=True)
        for button, verdict in ((self.stands, Verdict.UPHELD), (self.disputed, Verdict.DISPUTED)):
            button.setEnabled(seen.may)
            button.clicked.connect(lambda _on=False, word=verdict: self._say(word))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(scrolled(self._paper()), 1)
        row.addWidget(scrolled(self._side()), 1)

    def _say(self, verdict: Verdict) -> None:
        if verdict is Verdict.DISPUTED and not self.note.text().strip():
            self.note.show_error(tr("Say why in one sentence."))
            return
        self.said.emit(verdict.value, self.note.text())

    def _paper(self) -> QWidget:
        card = Card()
        title = Label(self.seen.debt.row.title, Role.REVIEW_TITLE, wrap=True)
        body = Label(self.seen.body, Role.DOC_BODY, wrap=True)
        card.setLayout(down(title, body, gap=12, margins=(28, 24, 28, 28)))
        return boxed(down(Label(tr("What went out"), Role.NOTE, "ink2"), card, None, gap=8, margins=_MARGINS))

    def _side(self) -> QWidget:
        debt = self.seen.debt
        tone = "carmine" if debt.is_overdue else "ochre"
        fault = self.seen.kept.fault
        wording = said(fault) if fault else tr("The locked wording stands, byte for byte.")
        why_not = "" if self.seen.may else tr("A reviewer who did not write, submit or sign it takes the second look.")
        return boxed(
            down(
                Label(left_words(debt, self.seen.now), Role.TITLE, tone),
                Label(_sentence(owed_words(debt)), Role.BODY, "ink2", wrap=True),
                _fact(tr("Let go by"), joined(debt.row.approved_by, debt.row.number)),
                _fact(tr("Because"), debt.row.reason),
                _fact(tr("Wording"), wording, "carmine" if fault else "ink"),
                _fact(tr("Digest"), grouped(debt.row.digest)),
                self.note,
                boxed(across(self.stands, self.disputed, None, gap=8)),
                Label(why_not, Role.NOTE, "ink3", wrap=True),
                self.error,
                None,
                gap=12,
                margins=_MARGINS,
            )
        )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _fact(name: str, value: str, colour: str = "ink") -> QWidget:
    return boxed(down(Label(name, Role.NOTE, "ink3"), Label(value, Role.BODY, colour, wrap=True), gap=2))
