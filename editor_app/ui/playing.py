"""Playing one more platform in a practice workspace: which one is chosen in a dialog, and the deed takes a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from editor_app.ui.dialogs import Dialog
from editor_app.ui.i18n import said, tr
from editor_app.ui.long_deed import LongDeed
from editor_app.ui.tokens import Role
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import Choice, Field
from editor_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from editor_app.domain.account import Account
    from editor_app.services.desk import Seat

_WIDTH: Final = 480


class PlayingDialog(Dialog):
    """`wanted` carries the platform's name."""

    wanted = Signal(str)

    def __init__(self, over: QWidget, platforms: list[tuple[str, str]]) -> None:
        super().__init__(over, tr("Play another platform"), width=_WIDTH)
        words = tr("It runs on this computer, with an account to publish to. Nothing leaves this computer.")
        self.choice = Field(tr("Platform"), Choice(tr("Platform"), platforms))
        if platforms:
            self.add(self.choice, Label(words, Role.NOTE, "ink2", wrap=True))
            self.add_button("", Button(tr("Cancel")))
            self.play = self.add_button("play", Button(tr("Play it"), Kind.PRIMARY))
            self.begin_at(self.choice)
        else:
            words = tr("This practice workspace plays every platform that can be played.")
            self.add(Label(words, Role.BODY, wrap=True))
            self.add_button("", Button(tr("Close"), Kind.PRIMARY))
        self.answered.connect(self._tell)

    def _tell(self, answer: str) -> None:
        if answer == "play":
            self.wanted.emit(self.choice.text())


class Playing(QObject):
    """Asks which platform, plays it, and has its server started for this window."""

    played = Signal(str)

    def __init__(self, over: QWidget, start: Callable[[], object]) -> None:
        super().__init__(over)
        self._over = over
        self._start = start
        self.dialog: PlayingDialog | None = None
        self.deed: LongDeed | None = None

    def ask(self, seat: Seat) -> None:
        """Show what can be played besides."""
        from editor_app.services import playing

        platforms = [(name, said(seat.desk.platforms.platform(name).title)) for name in playing.playable(seat.desk)]
        self.dialog = PlayingDialog(self._over, platforms)
        self.dialog.wanted.connect(lambda name: self._play(seat, name))
        self.dialog.ask()

    def _play(self, seat: Seat, name: str) -> None:
        from editor_app.services import playing

        def work() -> Account:
            account = playing.play(seat, name)
            self._start()
            return account

        self.deed = LongDeed(self._over, tr("Play another platform"))
        self.deed.begin(tr("The platform is set up…"), lambda _tell: work(), self._done)

    def _done(self, account: Account) -> None:
        self.played.emit(tr("{name} takes what is published now.", name=account.name))
