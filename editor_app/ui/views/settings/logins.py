"""Logins of a team's database: one for a member, handed over once, and the change of one's own password."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QGuiApplication
from typing_extensions import override

from editor_app.ui.dialogs import Dialog
from editor_app.ui.i18n import tr
from editor_app.ui.tokens import Role
from editor_app.ui.views.settings.member_dialog import MemberDialog
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import Field, LineInput
from editor_app.ui.widgets.labels import Card, Label, across, boxed, down

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editor_app.domain.secrets import Secret
    from editor_app.services.desk import Seat
    from editor_app.services.teams import Admitted


class HandOver(NamedTuple):
    """What a member who was given a login must be told."""

    name: str
    address: str
    password: str

    @property
    def text(self) -> str:
        """As it is copied."""
        return "\n".join(
            (
                tr("Address of the team's database: {address}", address=self.address),
                tr("Member: {name}", name=self.name),
                tr("Password, to be changed at once: {password}", password=self.password),
            )
        )


def hand_over_of(admitted: Admitted) -> HandOver:
    """The words of a login that was just given."""
    return HandOver(admitted.member.name, admitted.address, admitted.password.reveal())


class HandOverDialog(Dialog):
    """Shows a login once: whoever closes it can't read the password again."""

    def __init__(self, over: QWidget, login: HandOver) -> None:
        super().__init__(over, tr("Login of {name}", name=login.name), width=600)
        self.login = login
        card = Card("panel", "edge")
        card.setLayout(
            down(
                _fact(tr("Address"), login.address), _fact(tr("Member"), login.name),
                _fact(tr("Password"), login.password), gap=8, margins=(16, 12, 16, 12),
            )
        )  # fmt: skip
        words = tr(
            "The password is shown this once. Give it to {name} yourself, not by the same way as the address; they "
            "change it in the settings.",
            name=login.name,
        )
        self.add(card, Label(words, Role.BODY, wrap=True))
        copy = Button(tr("Copy"), icon="copy")
        copy.clicked.connect(self.copy)
        self.foot.row.addWidget(copy)
        self.add_button("", Button(tr("Handed over"), Kind.PRIMARY))
        self.set_note(tr("Recorded with your name"), "user")

    def copy(self) -> None:
        """Put address, name and password on the clipboard."""
        QGuiApplication.clipboard().setText(self.login.text)


class PasswordDialog(MemberDialog):
    """One's own password of the team's database."""

    def __init__(self, over: QWidget, seat: Seat) -> None:
        super().__init__(over, tr("Your password of the database"), tr("Change the password"))
        self._seat = seat
        self.first = Field(tr("New password"), LineInput(secret=True), note=tr("at least 12 characters"))
        self.second = Field(tr("The same once more"), LineInput(secret=True))
        words = tr(
            "It opens the connection to the team's database. The passphrase of your key is another one and stays."
        )
        self.fill(boxed(across(self.first, self.second, gap=12)), Label(words, Role.NOTE, "ink2", wrap=True))
        self.begin_at(self.first.control)

    @override
    def act(self) -> None:
        """Change it, when both are the same."""
        from editor_app.domain.secrets import Secret as Kept

        if self.first.text() != self.second.text():
            self.second.show_error(tr("This is not the same password."))
            return
        seat, new = self._seat, Kept(self.first.text())
        self.run(lambda: changed(seat, new))


def changed(seat: Seat, new: Secret) -> None:
    """Change the password of this connection and let the keyring of this computer keep it.

    Raises:
        DeskError: too short, or the server is away.
    """
    from editor_app.services import teams

    teams.change_password(seat.desk, new)
    teams.remember(seat.desk.store.url, seat.member.name, new)


def _fact(label: str, value: str) -> QWidget:
    name = Label(label, Role.NOTE, "ink2")
    name.setFixedWidth(88)
    shown = Label(value, Role.DIGEST)
    shown.setAccessibleName(f"{label}: {value}")
    shown.setToolTip(value)
    return boxed(across(name, shown, None, gap=12))
