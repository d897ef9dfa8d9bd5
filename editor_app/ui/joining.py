"""The way into a team's database: a member's name and their password there, before there is any desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from editor_app.ui import background
from editor_app.ui.cover import Cover
from editor_app.ui.i18n import tr
from editor_app.ui.saying import explained
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import Field, LineInput
from editor_app.ui.widgets.labels import Card, Label, across, boxed, down

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editor_app.services.desk import Desk


def is_asked_for(place: str) -> bool:
    """Whether a place is a team's address that names nobody, so that each member signs in as themselves."""
    scheme, separator, rest = place.partition("://")
    return scheme.startswith("postgresql") and bool(separator) and "@" not in rest.partition("/")[0]


class Joining(Cover):
    """Asks who connects; an empty password takes the one that this computer's keyring keeps."""

    joined = Signal(object, str)  # Desk, connected as the member of that name
    other_asked = Signal()

    def __init__(self, over: QWidget, place: str, name: str) -> None:
        super().__init__(over)
        self._place = place
        self.name = Field(tr("Your name"), LineInput())
        self.name.set_text(name)
        self.password = Field(
            tr("Password of the database"), LineInput(secret=True), note=tr("empty: from this computer's keyring")
        )
        self.enter = Button(tr("Connect"), Kind.PRIMARY)
        self.other = Button(tr("Open another workspace…"))
        self.enter.clicked.connect(self.connect_now)
        self.other.clicked.connect(self.other_asked)
        for field in (self.name, self.password):
            if isinstance(field.control, LineInput):
                field.control.returnPressed.connect(self.connect_now)
        hint = tr("It opens the connection; the passphrase of your key is asked for afterwards.")
        self.hint = Label(hint, Role.NOTE, "ink2", wrap=True)
        card = Card()
        card.setLayout(
            down(
                Label(tr("Sign in to the team's database"), Role.TITLE, wrap=True),
                Label(place, Role.NOTE, "ink3", wrap=True), 8,
                self.name, self.password, self.hint, 8,
                boxed(across(self.enter, self.other, None)), gap=8, margins=(20, 20, 20, 20),
            )
        )  # fmt: skip
        self.column.addWidget(card)
        self.column.addStretch(1)
        (self.password if name else self.name).control.setFocus()

    def connect_now(self) -> None:
        """Try to connect as that member."""
        from editor_app.domain.secrets import Secret
        from editor_app.services import teams

        name, typed, place = self.name.text().strip(), self.password.text(), self._place
        if not name:
            self.name.show_error(tr("Say who you are."))
            self.name.control.setFocus()
            return
        if not self.enter.isEnabled():
            return
        self.enter.block(tr("Connecting…"))

        def opened() -> Desk:
            password = Secret(typed) if typed else teams.remembered(place, name) or Secret("")
            return teams.open_desk(place, name, password)

        background.run(self, opened, lambda desk: self._enter(desk, name), self._refuse)

    def _enter(self, desk: Desk, name: str) -> None:
        self.password.set_text("")
        self.joined.emit(desk, name)

    def _refuse(self, error: Exception) -> None:
        self.enter.block("")
        what, then = explained(error)
        self.password.show_error(what)
        self.hint.setText(then)
        self.password.control.setFocus()
