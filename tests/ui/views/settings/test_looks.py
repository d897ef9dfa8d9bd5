from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor_app.domain.errors import SignInFailed
from editor_app.domain.secrets import Secret
from editor_app.services import members
from editor_app.services.desk import Seat
from editor_app.ui.main_window import MainWindow
from editor_app.ui.preferences import Preferences
from editor_app.ui.views.settings.looks import PassphraseDialog, desk_section, looks_section
from editor_app.ui.widgets.fields import Choice
from editor_app.ui.widgets.strips import Segments
from tests.services.office import PASSPHRASE, Office

Sit = Callable[[Seat], MainWindow]
NEW = "four new words together"


def test_every_choice_of_looks_is_kept_at_once(qtbot: QtBot, chosen: Preferences) -> None:
    section = looks_section()
    qtbot.addWidget(section)
    looks, sizes, still = section.findChildren(Segments)
    looks.chosen.emit("contrast")
    sizes.chosen.emit("1.25")
    still.chosen.emit("yes")
    tongue = section.findChildren(Choice)[0]
    tongue.choose("en")
    assert (chosen.theme, chosen.scale, chosen.still, chosen.language) == ("contrast", 1.25, True, "en")


def test_notices_and_sound_are_switched_off_and_on_at_once(qtbot: QtBot, chosen: Preferences) -> None:
    assert (chosen.notices, chosen.sound) == (True, True)
    window = MainWindow(places=[])
    qtbot.addWidget(window)
    section = desk_section(window, window)
    qtbot.addWidget(section)
    _idle, notices, sound = section.findChildren(Segments)
    notices.chosen.emit("no")
    sound.chosen.emit("no")
    assert (chosen.notices, chosen.sound) == (False, False)
    sound.chosen.emit("yes")
    assert chosen.sound


def test_a_passphrase_is_changed_with_the_present_one(office: Office, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    window.show()
    dialog = PassphraseDialog(window, office.editor)
    dialog.ask()
    dialog.old.set_text("wrong wrong wrong")
    dialog.first.set_text(NEW)
    dialog.second.set_text(NEW)
    dialog.answer("keep", closes=False)
    qtbot.waitUntil(lambda: dialog.old.control.has_error, timeout=10_000)
    dialog.old.set_text(PASSPHRASE)
    with qtbot.waitSignal(dialog.changed, timeout=10_000):
        dialog.answer("keep", closes=False)
    assert members.sign_in(office.desk, "editor", Secret(NEW))
    with pytest.raises(SignInFailed):
        members.sign_in(office.desk, "editor", Secret(PASSPHRASE))


def test_two_different_new_passphrases_are_not_taken(office: Office, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    dialog = PassphraseDialog(window, office.editor)
    dialog.first.set_text(NEW)
    dialog.second.set_text("another one entirely")
    dialog.answer("keep", closes=False)
    assert dialog.second.control.has_error


def test_the_idle_lock_follows_its_setting_while_the_window_is_open(
    office: Office, seat_window: Sit, chosen: Preferences
) -> None:
    from editor_app.ui.app import session_of

    session = session_of(seat_window(office.editor))
    chosen.set_idle_minutes(30)
    assert session.idle.minutes == 30
