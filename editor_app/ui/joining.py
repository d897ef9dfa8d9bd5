"""The way into a team's database: a member's name and their password there, before there is any desk."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from editor_app.ui import background
from editor_app.ui.cover import Cover
from editor_app.ui.dialogs import Dialog
from editor_app.ui.i18n import tr
from editor_app.ui.saying import explained, sentence
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.choices import beside_field
from editor_app.ui.widgets.fields import Field, LineInput
from editor_app.ui.widgets.labels import Card, Label, across, boxed, down

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from editor_app.services.desk import Desk

_SCHEME = "postgresql://"


def is_asked_for(place: str) -> bool:
    """Whether a place is a team's address that names nobody, so that each member signs in as themselves."""
    scheme, separator, rest = place.partition("://")
    return scheme.startswith("postgresql") and bool(separator) and "@" not in rest.partition("/")[0]


def address_of(typed: str, certificate: str = "") -> str:
    """The team's address out of what a person typed, naming nobody; empty = it names no server and database.

    Args:
        typed: `postgresql://SERVER/DATABASE`, or just SERVER/DATABASE.
        certificate: a PEM file with the authority of the house; empty = those of the system.
    """
    text = typed.strip()
    parts = urlsplit(text if "://" in text else f"{_SCHEME}{text}")
    host, database = parts.netloc.rpartition("@")[2], parts.path.strip("/")
    if not parts.scheme.startswith("postgresql") or not database or (not host and "host=" not in parts.query):
        return ""
    asked = [parts.query] if parts.query else []
    if certificate.strip():
        asked.append(f"sslrootcert={quote(certificate.strip(), safe='/:')}")
    return f"{_SCHEME}{host}/{database}{'?' if asked else ''}{'&'.join(asked)}"


def connected(place: str, name: str, typed: str) -> Desk:
    """The desk, connected as that member; an empty password takes the one that this computer's keyring keeps.

    Raises:
        DeskError: in words why not.
    """
    from editor_app.domain.secrets import Secret
    from editor_app.services import teams

    password = Secret(typed) if typed else teams.remembered(place, name) or Secret("")
    return teams.open_desk(place, name, password)


def name_field(name: str = "") -> Field:
    """Who connects."""
    made = Field(tr("Your name"), LineInput())
    made.set_text(name)
    return made


def password_field() -> Field:
    """Their password at the database."""
    return Field(tr("Password of the database"), LineInput(secret=True), note=tr("empty: from this computer's keyring"))


class Joining(Cover):
    """Asks who connects; while it is shown, nothing of the workspace can be seen."""

    joined = Signal(object, str)  # Desk, connected as the member of that name
    other_asked = Signal()

    def __init__(self, over: QWidget, place: str, name: str) -> None:
        super().__init__(over)
        self._place = place
        self.name, self.password = name_field(name), password_field()
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
                Label(shown_place(place), Role.NOTE, "ink3", wrap=True), 8,
                self.name, self.password, self.hint, 8,
                boxed(across(self.enter, self.other, None)), gap=8, margins=(20, 20, 20, 20),
            )
        )  # fmt: skip
        self.column.addWidget(card)
        self.column.addStretch(1)
        (self.password if name else self.name).control.setFocus()

    def connect_now(self) -> None:
        """Try to connect as that member."""
        name, typed, place = self.name.text().strip(), self.password.text(), self._place
        if not name:
            self.name.show_error(tr("Say who you are."))
            self.name.control.setFocus()
            return
        if not self.enter.isEnabled():
            return
        self.enter.block(tr("Connecting…"))
        background.run(self, lambda: connected(place, name, typed), lambda desk: self._enter(desk, name), self._refuse)

    def _enter(self, desk: Desk, name: str) -> None:
        self.password.set_text("")
        self.joined.emit(desk, name)

    def _refuse(self, error: Exception) -> None:
        self.enter.block("")
        what, then = explained(error)
        self.password.show_error(what)
        self.hint.setText(then)
        self.password.control.setFocus()


class JoinDialog(Dialog):
    """From the first start into a team: its address, the authority of the house, name and password."""

    joined = Signal(object, str, str)  # Desk, place, name

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, tr("Join a team"), width=600)
        self.address = Field(
            tr("Address of the team's database"), LineInput(hint="db.example.gov/press"), note=tr("from your admin")
        )
        self.certificate = Field(
            tr("Certificate of the house"), LineInput(), note=tr("only when your admin gave you a file")
        )
        self.name, self.password = name_field(), password_field()
        self.refusal = Label("", Role.DENSE, "carmine", wrap=True)
        self.refusal.hide()
        browse = Button(tr("Choose…"), name=tr("Choose the certificate"))
        browse.clicked.connect(self._browse)
        hint = tr("The connection is encrypted and the server's name is checked. Your passphrase is asked afterwards.")
        self.add(
            self.address, beside_field(self.certificate, browse), boxed(across(self.name, self.password, gap=12)),
            Label(hint, Role.NOTE, "ink2", wrap=True), self.refusal,
        )  # fmt: skip
        self.begin_at(self.address.control)
        self.add_button("", Button(tr("Cancel")))
        self.enter = self.add_button("join", Button(tr("Connect"), Kind.PRIMARY), closes=False)
        self.answered.connect(lambda key: self.connect_now() if key == "join" else None)
        for field in (self.address, self.certificate, self.name, self.password):
            if isinstance(field.control, LineInput):
                field.control.returnPressed.connect(self.connect_now)

    def connect_now(self) -> None:
        """Try to connect as that member."""
        place, name = address_of(self.address.text(), self.certificate.text()), self.name.text().strip()
        self.refusal.hide()
        if not place:
            self._point(self.address, tr("Write it as SERVER/DATABASE."))
        elif not name:
            self._point(self.name, tr("Say who you are."))
        elif self.enter.isEnabled():
            typed = self.password.text()
            self.enter.block(tr("Connecting…"))
            background.run(
                self, lambda: connected(place, name, typed), lambda desk: self._end(desk, place, name), self._refuse
            )

    def _point(self, field: Field, words: str) -> None:
        field.show_error(words)
        field.control.setFocus()
        self.place_panel()

    def _end(self, desk: Desk, place: str, name: str) -> None:
        self.leave()
        self.joined.emit(desk, place, name)

    def _refuse(self, error: Exception) -> None:
        self.enter.block("")
        self.refusal.setText(sentence(error))
        self.refusal.show()
        self.password.control.setFocus()
        self.place_panel()

    def _browse(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self.window(), tr("Certificate of the house"), "", tr("Certificates (*.pem *.crt)")
        )
        if chosen:
            self.certificate.set_text(chosen)


def shown_place(place: str) -> str:
    """A team's address as a person reads it: server and database."""
    parts = urlsplit(place)
    return f"{parts.hostname or tr('this computer')}{parts.path}" if is_asked_for(place) else place
