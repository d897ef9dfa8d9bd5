"""The page of a sign-in at the platform's own site: the address in the browser, waiting for it, giving it up."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor_app.ui import background
from editor_app.ui.i18n import said, tr
from editor_app.ui.outside import open_page
from editor_app.ui.tokens import Role
from editor_app.ui.views.accounts.detail import Fact
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import Field, LineInput
from editor_app.ui.widgets.labels import Label, across, boxed, down

if TYPE_CHECKING:
    from editor_app.platforms.authorization import Authorization
    from editor_app.platforms.contract import Connection, Platform
    from editor_app.services.desk import Seat

_LOOK_EVERY_MS = 200
"""A person needs seconds at the platform's page."""


class SignInPage(QWidget):
    """Opens the browser, waits, and gives the connection with its tokens; `end` lets go of everything."""

    signed_in = Signal(object)  # Connection
    failed = Signal(object)  # Exception
    grown = Signal()
    """Its height has changed."""

    def __init__(self, seat: Seat, platform: Platform, given: Connection, again: str = "") -> None:
        super().__init__()
        self._seat, self._platform, self._given, self._again = seat, platform, given, again
        self._over = Event()
        self._made: list[Authorization] = []
        self._state = Fact("note", "ink2", tr("Asking the platform…"), Role.BODY)
        self._line = LineInput()
        self._line.setReadOnly(True)
        self.address = Field(tr("Address of the page"), self._line)
        self.copy = Button(tr("Copy"), icon="copy", small=True, name=tr("Copy the address"))
        self.open = Button(tr("Open it again"), icon="external-link", small=True)
        self.pasted = Field(tr("Address where the browser ended"), LineInput(hint="http://127.0.0.1…"))
        self.take = Button(tr("Use it"), small=True, name=tr("Use this address"))
        self._fold = Button(tr("The browser is on another computer, or nothing happens…"), Kind.LINK)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.address.text()))
        self.open.clicked.connect(lambda: open_in_browser(self.address.text()))
        self.take.clicked.connect(self._paste)
        self._fold.clicked.connect(self._unfold)
        self._lay_out()

    def begin(self) -> None:
        """Make the program known to the platform, then open its page in the browser."""
        background.run(self, self._begun, self._opened, self._fail)

    def end(self) -> None:
        """Give it up: the port is free again, and what comes still changes nothing."""
        self._timer.stop()
        self._over.set()
        for made in self._made:
            made.close()

    def _lay_out(self) -> None:
        steps = tr("Sign in on that page and allow Press Desk to publish. No password comes to Press Desk.")
        self._shown = boxed(
            down(
                Label(steps, Role.BODY, wrap=True), 4, self.address, boxed(across(self.copy, self.open, None)),
                boxed(across(self._fold, None)), gap=8,
            )
        )  # fmt: skip
        self._paste_row = boxed(down(self.pasted, boxed(across(self.take, None)), gap=4))
        self._shown.hide()
        self._paste_row.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self._state, self._shown, self._paste_row):
            column.addWidget(part)

    def _begun(self) -> Authorization:
        from editor_app.services import connecting

        made = connecting.begin(self._seat, self._platform.name, self._given, self._again)
        self._made.append(made)
        if self._over.is_set():
            made.close()
        return made

    def _opened(self, under_way: Authorization) -> None:
        if self._over.is_set():
            return
        self.address.set_text(under_way.address)
        self._line.setCursorPosition(0)
        self._say(tr("The page is open in the browser. Waiting for it…"))
        self._shown.show()
        self._line.setFocus()
        if under_way.listens:
            self._timer.start()
        else:
            self._unfold()
        open_in_browser(under_way.address)
        self.grown.emit()

    def _unfold(self) -> None:
        self._fold.hide()
        self._paste_row.show()
        self.pasted.control.setFocus()
        self.grown.emit()

    def _look(self) -> None:
        under_way = self._made[-1]
        if under_way.is_answered or under_way.is_over:
            self._finish()

    def _paste(self) -> None:
        from editor_app.domain.errors import Refused

        try:
            self._made[-1].paste(self.pasted.text())
        except Refused as refused:
            self.pasted.show_error(said(refused.message))
            return
        self._finish()

    def _finish(self) -> None:
        self._timer.stop()
        self._say(tr("The browser came back. Asking the platform who it is…"))
        self._shown.hide()
        self._paste_row.hide()
        self.grown.emit()
        background.run(self, self._made[-1].finish, self._done, self._fail)

    def _say(self, words: str) -> None:
        self._state.label.setText(words)
        self._state.setAccessibleName(words)

    def _done(self, given: Connection) -> None:
        if not self._over.is_set():
            self.signed_in.emit(given)

    def _fail(self, error: Exception) -> None:
        self.end()
        self.failed.emit(error)


def open_in_browser(address: str) -> None:
    """Open a page by the desktop's own way."""
    open_page(address)
