"""The row that narrows the queue to words, an account or a day; apart because it is folded away until it is needed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from editor_app.domain.identifiers import AccountId
from editor_app.ui import type as fonts
from editor_app.ui.i18n import N_, tr
from editor_app.ui.views.queue.grouping import Grouping
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import Choice, LineInput
from editor_app.ui.widgets.labels import across

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.account import Account
    from editor_app.ui.views.queue.loading import Sought

GROUPINGS: Final = (
    (Grouping.EDITION, N_("By edition")),
    (Grouping.DAY, N_("By day")),
    (Grouping.ACCOUNT, N_("By account")),
)
_CALM_MS: Final = 250  # typing is answered once it pauses
_DAYS: Final = {
    "": N_("Any day"),
    "today": N_("Today"),
    "tomorrow": N_("Tomorrow"),
    "next": N_("Next 7 days"),
    "last": N_("Last 7 days"),
    "one": N_("On a day…"),
}


def days_of(key: str, typed: str, today: date) -> tuple[date, date] | None:
    """The first and the last day that `key` stands for; None = any, also while a date is not typed to its end."""
    if key == "one":
        try:
            return (day := date.fromisoformat(typed.strip())), day
        except ValueError:
            return None
    spans = {"today": (0, 0), "tomorrow": (1, 1), "next": (0, 6), "last": (-6, 0)}
    if key not in spans:
        return None
    first, last = spans[key]
    return today + timedelta(days=first), today + timedelta(days=last)


class SeekRow(QWidget):
    """Words, account, day; `changed` when another part of the queue is wanted."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = LineInput(name=tr("Title or account"), hint=tr("Title or account"))
        self.words.setMinimumWidth(fonts.scaled(120))
        self.account = Choice(tr("Account"), [("", tr("Every account"))])
        self.account.setMaximumWidth(fonts.scaled(220))
        self.day = Choice(tr("Day"), [(key, tr(word)) for key, word in _DAYS.items()])
        self.date = LineInput(name=tr("The day, as 2026-12-04"), hint="2026-12-04")
        self.date.setFixedWidth(fonts.scaled(112))
        self.date.hide()
        self.clear_button = Button(tr("Clear"), Kind.LINK, small=True, name=tr("Show the whole queue"))
        row = across(self.words, self.account, self.day, self.date, self.clear_button, gap=8, margins=(0, 0, 0, 8))
        row.setStretch(0, 1)
        self.setLayout(row)
        self._calm = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._calm.timeout.connect(self.changed)
        self._listen()

    def _listen(self) -> None:
        for typed in (self.words, self.date):
            typed.textChanged.connect(lambda _text: self._calm.start())
        self.account.activated.connect(lambda _row: self.changed.emit())
        self.day.activated.connect(lambda _row: self._choose_day())
        self.clear_button.clicked.connect(self.clear)

    def set_accounts(self, known: Sequence[Account]) -> None:
        """Offer these accounts, the chosen one staying chosen."""
        chosen = self.account.key()
        self.account.clear()
        self.account.addItem(tr("Every account"), "")
        for account in known:
            self.account.addItem(account.name, account.id)
        self.account.choose(chosen)
        self.account.updateGeometry()

    def narrowed(self, sought: Sought, today: date) -> Sought:
        """`sought` with what this row says."""
        account = AccountId(self.account.key()) if self.account.key() else None
        days = days_of(self.day.key(), self.date.text(), today)
        return replace(sought, words=self.words.text().strip(), account=account, days=days)

    def clear(self) -> None:
        """Ask for the whole queue again."""
        for typed in (self.words, self.date):
            typed.clear()
        self.account.choose("")
        self.day.choose("")
        self._choose_day()

    def _choose_day(self) -> None:
        self.date.setVisible(self.day.key() == "one")
        self.changed.emit()
