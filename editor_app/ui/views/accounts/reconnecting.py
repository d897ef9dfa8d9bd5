"""Connecting an account again: new credentials or settings; apart because nothing is chosen and nothing is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor_app.ui import background
from editor_app.ui.dialogs import Dialog
from editor_app.ui.i18n import tr
from editor_app.ui.views.accounts.form import ConnectionForm, show_error
from editor_app.ui.views.accounts.signing_in import SignInPage
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.labels import boxed
from editor_app.ui.widgets.scrolling import Unrolled, emptied

if TYPE_CHECKING:
    from editor_app.domain.account import Account
    from editor_app.platforms.contract import Connection
    from editor_app.services.desk import Seat


class ReconnectDialog(Dialog):
    """New credentials or settings for an account that is there; its address and identity stay."""

    reconnected = Signal(object)  # Account

    def __init__(self, over: QWidget, seat: Seat, account: Account) -> None:
        platform = seat.desk.platforms.of(account.platform)
        super().__init__(over, tr("Reconnect {name}", name=account.name), width=640)
        self._seat, self._account = seat, account
        self.form = ConnectionForm(platform, account)
        self._signing: SignInPage | None = None
        self._errors, self._pages = QVBoxLayout(), QVBoxLayout()
        whole = QVBoxLayout()
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(12)
        whole.addWidget(self.form)
        whole.addLayout(self._pages)
        whole.addLayout(self._errors)
        whole.addStretch(1)
        self.body.setContentsMargins(0, 0, 0, 0)
        self._scroll = Unrolled(boxed(whole))
        self.body.addWidget(self._scroll)
        self.set_note(tr("It must be the same account on the other side."), "lock")
        self.add_button("", Button(tr("Cancel")))
        verb = tr("Sign in…") if self.form.signs_in() else tr("Test and keep")
        self.keep = self.add_button("keep", Button(verb, Kind.PRIMARY), closes=False)
        self.begin_at(self.form.first_field())
        self.answered.connect(self._answer)

    def _answer(self, key: str) -> None:
        if key == "" and self._signing is not None:
            self._signing.end()
        if key != "keep" or not self.form.is_complete():
            return
        emptied(self._errors)
        if self.form.signs_in():
            self._sign_in()
        else:
            self._reconnect(self.form.connection())

    def _sign_in(self) -> None:
        page = SignInPage(self._seat, self.form.platform, self.form.connection(), self._account.name)
        self._signing = page
        self.form.hide()
        self._pages.addWidget(page)
        page.grown.connect(self._fit)
        page.signed_in.connect(self._reconnect)
        page.failed.connect(self._fail)
        self.keep.block(tr("Waiting for the browser…"))
        self._fit()
        page.begin()

    def _reconnect(self, given: Connection) -> None:
        from editor_app.services import accounts

        seat, name = self._seat, self._account.name
        self.keep.block(tr("Asking the platform…"))
        background.run(self, lambda: accounts.reconnect(seat, name, given), self._done, self._fail)

    def _done(self, account: Account) -> None:
        self.leave()
        self.reconnected.emit(account)

    def _fit(self) -> None:
        """Give the panel the height of its page."""
        self.body.invalidate()  # a layout within a layout keeps the height it had
        self._scroll.updateGeometry()
        self.place_panel()

    def _fail(self, error: Exception) -> None:
        if self._signing is not None:
            self._signing.end()
            self._signing = None
            emptied(self._pages)
            self.form.show()
        self.keep.block("")
        last = show_error(self._errors, error, self.form)
        self._fit()
        QTimer.singleShot(0, last, lambda: self._scroll.ensureWidgetVisible(last))
