"""Packages that bring a platform and can't be used, each with its reason; apart because they belong to no account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor_app.ui.i18n import said, tr
from editor_app.ui.tokens import Role
from editor_app.ui.views.accounts.fact import Fact
from editor_app.ui.widgets.labels import Label, boxed, down
from editor_app.ui.widgets.rows import SectionHead
from editor_app.ui.widgets.scrolling import emptied

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.text import Text


class Unusable(QWidget):
    """Below the list of accounts; gone while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 12, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    def show_all(self, refused: Mapping[str, Text]) -> None:
        """Show why each of them is left out, by what it is called."""
        emptied(self._column)
        self.setVisible(bool(refused))
        if not refused:
            return
        self._column.addWidget(SectionHead(tr("Platform packages that can't be used"), str(len(refused))))
        for name, reason in refused.items():
            fact = Fact("advised", "ochre", name, Role.BODY)
            why = Label(said(reason), Role.NOTE, "ink2", wrap=True)
            fact.setAccessibleName(f"{name}: {said(reason)}")
            self._column.addWidget(boxed(down(fact, boxed(down(why, margins=(24, 0, 0, 4))), gap=0)))
