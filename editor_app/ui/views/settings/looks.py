"""How the window looks and locks, and one's own passphrase: settings of this person on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from editor_app.ui import background, preferences
from editor_app.ui.dialogs import Dialog
from editor_app.ui.i18n import tr
from editor_app.ui.preferences import IDLE_MINUTES, SCALES
from editor_app.ui.saying import sentence
from editor_app.ui.theme import CHOICES
from editor_app.ui.views.settings.rows import Section, SettingRow
from editor_app.ui.widgets.buttons import Button, Kind
from editor_app.ui.widgets.fields import Choice, Field, LineInput
from editor_app.ui.widgets.strips import Item, Segments

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from editor_app.services.desk import Seat
    from editor_app.ui.theme import Choice as Look
    from editor_app.ui.view import Shell


def looks_section() -> Section:
    """Language, looks, text size, motion."""
    chosen = preferences.active()
    section = Section("looks", tr("Looks and language"))
    tongues = [("", tr("As the system")), ("zh_CN", "简体中文"), ("en", "English")]
    tongue = Choice(tr("Language"), tongues, chosen.language)
    tongue.currentIndexChanged.connect(lambda: chosen.set_language(tongue.key()))
    names: dict[Look, str] = {
        "system": tr("As the system"),
        "light": tr("Light"),
        "dark": tr("Dark"),
        "contrast": tr("High contrast"),
    }
    looks = Segments(tr("Looks"), [Item(key, names[key]) for key in CHOICES], chosen.theme)
    looks.chosen.connect(_choose_theme)
    sizes = Segments(tr("Text size"), [Item(f"{s:g}", f"{s:.0%}") for s in SCALES], f"{chosen.scale:g}")
    sizes.chosen.connect(lambda key: chosen.set_scale(float(key)))
    still = Segments(tr("Motion"), [Item("no", tr("On")), Item("yes", tr("Reduced"))], "yes" if chosen.still else "no")
    still.chosen.connect(lambda key: chosen.set_still(still=key == "yes"))
    section.add(
        SettingRow(
            tr("Language"), tr("The window's language; documents are not changed."), tongue, words="language 语言"
        ),
        SettingRow(tr("Looks"), "", looks, words="theme dark light contrast 主题 深色 浅色"),
        SettingRow(
            tr("Text size"), tr("Everything that text decides grows with it."), sizes, words="zoom scale 字号 放大"
        ),
        SettingRow(tr("Motion"), tr("Reduced: nothing fades, turns or lands."), still, words="animation 动画"),
    )
    return section


def desk_section(shell: Shell, over: QWidget) -> Section:
    """The idle lock and one's own passphrase."""
    chosen = preferences.active()
    section = Section("desk", tr("At this desk"))
    minutes = [Item(str(count), tr("{count} min", count=count)) for count in IDLE_MINUTES]
    idle = Segments(tr("Lock when nobody is here"), minutes, str(chosen.idle_minutes))
    idle.chosen.connect(lambda key: chosen.set_idle_minutes(int(key)))
    change = Button(tr("Change…"), small=True, name=tr("Change my passphrase"))
    change.clicked.connect(lambda: _change_passphrase(shell, over))
    section.add(
        SettingRow(
            tr("Lock when nobody is here"),
            tr("The window is covered; what was being typed is kept. Sending goes on. Ctrl+Alt+L locks at once."),
            idle,
            words="idle lock 锁定",
        ),
        SettingRow(
            tr("Desktop notices"),
            tr("When a person is needed and the window is not in front; never with a document's title."),
            _switch(tr("Desktop notices"), chosen.notices, lambda on: chosen.set_notices(on=on)),
            words="notification tray 通知 提醒",
        ),
        SettingRow(
            tr("Sound"),
            tr("When a publisher is needed: a question, a failure, or a post that is not as signed."),
            _switch(tr("Sound"), chosen.sound, lambda on: chosen.set_sound(on=on)),
            words="sound beep 声音 提示音",
        ),
        SettingRow(
            tr("My passphrase"),
            tr("It opens the key you sign with. Signatures stay as they are."),
            change,
            words="password 口令 密码",
        ),
    )
    return section


def _switch(name: str, is_on: object, choose: Callable[[bool], None]) -> Segments:
    made = Segments(name, [Item("yes", tr("On")), Item("no", tr("Off"))], "yes" if is_on else "no")
    made.chosen.connect(lambda key: choose(key == "yes"))
    return made


def _choose_theme(key: str) -> None:
    for choice in CHOICES:
        if choice == key:
            preferences.active().set_theme(choice)


def _change_passphrase(shell: Shell, over: QWidget) -> None:
    seat = shell.seat
    if seat is not None:
        dialog = PassphraseDialog(over, seat)
        dialog.changed.connect(lambda: shell.toast(tr("Your passphrase is changed.")))
        dialog.ask()


class PassphraseDialog(Dialog):
    """The old passphrase, and twice the new one."""

    changed = Signal()

    def __init__(self, over: QWidget, seat: Seat) -> None:
        super().__init__(over, tr("Change my passphrase"), width=480)
        self._seat = seat
        self.old = Field(tr("Present passphrase"), LineInput(secret=True))
        self.first = Field(tr("New passphrase"), LineInput(secret=True), note=tr("at least 10 characters"))
        self.second = Field(tr("The same once more"), LineInput(secret=True))
        self.add(self.old, self.first, self.second)
        self.begin_at(self.old.control)
        self.add_button("", Button(tr("Cancel")))
        self.keep = self.add_button("keep", Button(tr("Change it"), Kind.PRIMARY), closes=False)
        self.answered.connect(self._answer)

    def _answer(self, key: str) -> None:
        from editor_app.domain.secrets import Secret
        from editor_app.services import members

        if key != "keep":
            return
        if self.first.text() != self.second.text():
            self.second.show_error(tr("This is not the same passphrase."))
            return
        seat, old, new = self._seat, Secret(self.old.text()), Secret(self.first.text())
        self.keep.block(tr("Checking…"))
        background.run(self, lambda: members.change_passphrase(seat, old, new), lambda _none: self._done(), self._fail)

    def _done(self) -> None:
        self.leave()
        self.changed.emit()

    def _fail(self, error: Exception) -> None:
        from editor_app.domain.errors import SignInFailed

        self.keep.block("")
        field = self.old if isinstance(error, SignInFailed) else self.first
        field.show_error(sentence(error))
