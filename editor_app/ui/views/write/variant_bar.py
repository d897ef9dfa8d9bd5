"""The bar that says whose version is on the sheet; apart because it is there only while one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.ui import type as fonts
from editor_app.ui.i18n import tr
from editor_app.ui.tokens import Role, Size
from editor_app.ui.views.write.details_dialog import named
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import Label, Surface, across

if TYPE_CHECKING:
    from editor_app.domain.account import Account
    from editor_app.ui.views.write.working import Working


class VariantBar(Surface):
    """Name, what differs, and the ways back."""

    def __init__(self) -> None:
        super().__init__("indigo_wash", "bottom")
        self.setFixedHeight(fonts.scaled(Size.ROW))
        self.name = Label("", Role.DENSE_BOLD)
        self.state = Label("", Role.DENSE, "ink2")
        self.details = Button(tr("Summary, tags…"), Kind.LINK, small=True)
        self.inherit = Button(tr("As the main text again"), Kind.LINK, small=True)
        self.back = Button(tr("Back to the main text"), Kind.LINK, small=True)
        row = across(self.name, self.state, None, self.details, self.inherit, self.back, gap=16, margins=(16, 0, 16, 1))
        self.setLayout(row)
        self.hide()

    def show_account(self, account: Account | None, working: Working | None) -> None:
        """Say whose version is written; hide for the main text."""
        self.setVisible(account is not None)
        if account is None or working is None:
            return
        differs = working.differs(account)
        self.name.setText(tr("Version of {account}", account=account.name))
        words = tr("differs: {fields}", fields=named(differs)) if differs else tr("inherits everything; type to differ")
        self.state.setText(words)
        self.inherit.setVisible(bool(differs))
