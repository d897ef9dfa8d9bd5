"""A setting: its name, what it means, its control; apart so that every section reads alike and can be searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from editor_app.ui.tokens import Role
from editor_app.ui.widgets.labels import Card, Label, Rule, across, boxed, down

if TYPE_CHECKING:
    from collections.abc import Sequence


class SettingRow(QWidget):
    """Name and meaning at the left, the control at the right."""

    def __init__(self, title: str, meaning: str, *controls: QWidget, words: str = "") -> None:
        super().__init__()
        self.title = title
        self.words = f"{title} {meaning} {words}".lower()
        self._meaning = Label(meaning, Role.NOTE, "ink2", wrap=True)
        if not meaning:
            self._meaning.hide()
        text = boxed(down(Label(title, Role.BODY), self._meaning, gap=0))
        text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        for control in controls:
            if not control.accessibleName():
                control.setAccessibleName(title)
            control.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setLayout(across(text, *controls, gap=12, margins=(16, 10, 16, 10)))

    def set_meaning(self, meaning: str) -> None:
        """Say something else below the name."""
        self._meaning.setText(meaning)
        self._meaning.setVisible(bool(meaning))

    def fits(self, wanted: str) -> bool:
        """Whether a search for `wanted` finds this setting."""
        return all(word in self.words for word in wanted.lower().split())


class Section(QWidget):
    """A head and a card of rows; hides itself when a search finds none of them."""

    def __init__(self, key: str, title: str) -> None:
        super().__init__()
        self.key, self.title = key, title
        self.rows: list[SettingRow] = []
        self._rules: list[Rule] = []
        self._card = Card()
        self._column = QVBoxLayout(self._card)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self.setLayout(down(Label(title, Role.HEAD), self._card, gap=8))

    def add(self, *rows: SettingRow) -> None:
        """Put rows below each other."""
        for row in rows:
            rule = Rule()
            if not self.rows:
                rule.hide()
            self._rules.append(rule)
            self.rows.append(row)
            self._column.addWidget(rule)
            self._column.addWidget(row)

    def replace(self, rows: Sequence[SettingRow]) -> None:
        """Show other rows."""
        for old in (*self.rows, *self._rules):
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows, self._rules = [], []
        self.add(*rows)

    def search(self, wanted: str) -> bool:
        """Show only what fits; whether anything does. A section's own name finds all of it."""
        whole = not wanted.strip() or wanted.strip().lower() in self.title.lower()
        shown = 0
        for rule, row in zip(self._rules, self.rows, strict=True):
            fits = whole or row.fits(wanted)
            row.setVisible(fits)
            rule.setVisible(fits and shown > 0)
            shown += fits
        self.setVisible(shown > 0)
        return shown > 0
