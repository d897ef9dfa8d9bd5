"""What each member is asked for when sitting down: a passphrase, a new seal, or only patience; one form for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from editor_app.ui import background
from editor_app.ui.i18n import tr
from editor_app.ui.saying import sentence
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import Field, LineInput
from editor_app.ui.widgets.labels import Card, Chip, Label, across, boxed, down

if TYPE_CHECKING:
    from editor_app.domain.member import Member
    from editor_app.services.desk import Desk, Seat


class Entry(QWidget):
    """A form below the list of members."""

    seated = Signal(object)  # Seat
    activated = Signal(object)  # Member, who has a key now

    def __init__(self, desk: Desk, member: Member) -> None:
        super().__init__()
        self.desk = desk
        self.member = member

    def begin(self) -> None:
        """Take the focus to where one goes on."""


class PassphraseForm(Entry):
    """The member's passphrase opens their key."""

    def __init__(self, desk: Desk, member: Member) -> None:
        super().__init__(desk, member)
        self.field = Field(tr("Passphrase of {name}", name=member.name), LineInput(secret=True))
        self.button = Button(tr("Sign in"), Kind.PRIMARY)
        self.button.widen(104)
        self.button.clicked.connect(self.enter)
        control = self.field.control
        if isinstance(control, LineInput):
            control.returnPressed.connect(self.enter)
        hint = tr("Forgotten? An admin can let you make a new key; what you signed stays valid.")
        self.setLayout(
            down(self.field, boxed(across(Label(hint, Role.NOTE, "ink2", wrap=True), self.button, gap=16)), gap=12)
        )

    @override
    def begin(self) -> None:
        self.field.control.setFocus()

    def enter(self) -> None:
        """Try the passphrase."""
        from editor_app.domain.secrets import Secret
        from editor_app.services import members

        if not self.button.isEnabled():
            return
        secret, desk, name = Secret(self.field.text()), self.desk, self.member.name
        self.button.block(tr("Checking…"))
        background.run(self, lambda: members.sign_in(desk, name, secret), self._enter, self._refuse)

    def _enter(self, seat: Seat) -> None:
        self.field.set_text("")
        self.seated.emit(seat)

    def _refuse(self, error: Exception) -> None:
        self.button.block("")
        control = self.field.control
        if isinstance(control, LineInput):
            control.selectAll()
        self.field.show_error(sentence(error))
        control.setFocus()


class PracticeForm(Entry):
    """In a practice workspace one press sits down as anybody."""

    def __init__(self, desk: Desk, member: Member) -> None:
        super().__init__(desk, member)
        self.button = Button(tr("Sit down as {name}", name=member.name), Kind.PRIMARY)
        self.button.clicked.connect(self.enter)
        self._error = Label("", Role.NOTE, "carmine", wrap=True)
        self._error.hide()
        words = tr("A practice workspace: its passphrases lie open, so that one person can try every part.")
        self.setLayout(
            down(
                boxed(across(Label(words, Role.NOTE, "ink2", wrap=True), self.button, gap=16)),
                self._error,
                gap=8,
            )
        )

    @override
    def begin(self) -> None:
        self.button.setFocus()

    def enter(self) -> None:
        """Sit down."""
        from editor_app.services import sample

        desk, name = self.desk, self.member.name
        self.button.block(tr("Checking…"))
        background.run(self, lambda: sample.sit_down(desk, name), self.seated.emit, self._refuse)

    def _refuse(self, error: Exception) -> None:
        self.button.block("")
        self._error.setText(sentence(error))
        self._error.show()


class SealForm(Entry):
    """An invited member sets a passphrase; the key is made on this computer."""

    def __init__(self, desk: Desk, member: Member) -> None:
        super().__init__(desk, member)
        promise = tr("The key you sign with is made on this computer and kept under your passphrase.")
        rule = tr("At least 10 characters; four words are good. Nobody can read it back to you.")
        self.first = Field(tr("New passphrase"), LineInput(secret=True))
        self.second = Field(tr("The same once more"), LineInput(secret=True))
        self.button = Button(tr("Make my seal"), Kind.PRIMARY)
        self.button.clicked.connect(self.make)
        for field in (self.first, self.second):
            if isinstance(field.control, LineInput):
                field.control.returnPressed.connect(self.make)
        head = tr("{name}, set up your seal", name=member.name)
        self.setLayout(
            down(
                Label(head, Role.BODY_BOLD), Label(promise, Role.DENSE, "ink2", wrap=True),
                boxed(across(self.first, self.second, gap=12)),
                boxed(across(Label(rule, Role.NOTE, "ink2", wrap=True), self.button, gap=16)), gap=8,
            )
        )  # fmt: skip

    @override
    def begin(self) -> None:
        self.first.control.setFocus()

    def make(self) -> None:
        """Make the key, when both passphrases are the same."""
        from editor_app.domain.secrets import Secret
        from editor_app.services import members

        if not self.button.isEnabled():
            return
        if self.first.text() != self.second.text():
            self.second.show_error(tr("This is not the same passphrase."))
            return
        secret, desk, name = Secret(self.first.text()), self.desk, self.member.name
        self.button.block(tr("Making the key…"))
        background.run(
            self,
            lambda: members.activate(desk, name, secret),
            lambda made: self.activated.emit(made.member),
            self._fail,
        )

    def _fail(self, error: Exception) -> None:
        self.button.block("")
        self.first.show_error(sentence(error))


class WordsForm(Entry):
    """The six words of a key that waits for an admin's confirmation."""

    def __init__(self, desk: Desk, member: Member) -> None:
        super().__init__(desk, member)
        self.words = across(gap=8)
        card = Card("panel", "edge")
        card.setLayout(across(boxed(self.words), None, margins=(16, 12, 16, 12)))
        head = tr("{name}'s six words", name=member.name)
        rest = tr("Read them to an admin, face to face or by telephone. Once they are confirmed, you can sign in.")
        self.setLayout(down(Label(head, Role.BODY_BOLD), card, Label(rest, Role.DENSE, "ink2", wrap=True), gap=8))
        background.run(self, lambda: _words(desk, member.name), self._show, self._fail)

    def _show(self, words: tuple[str, ...]) -> None:
        for number, word in enumerate(words, start=1):
            self.words.addWidget(Chip(f"{number} {word}", "ink"))

    def _fail(self, error: Exception) -> None:
        self.words.addWidget(Label(sentence(error), Role.DENSE, "carmine"))


def _words(desk: Desk, name: str) -> tuple[str, ...]:
    from editor_app.services import members

    return members.words_of(desk, name)
