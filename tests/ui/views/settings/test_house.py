from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor_app.domain.errors import DeskError
from editor_app.services.desk import Seat
from editor_app.ui.main_window import MainWindow
from editor_app.ui.tour import Tour
from editor_app.ui.views.settings.house import House, LicencesDialog, audit_words, vault_words
from editor_app.ui.views.settings.view import SettingsView
from tests.services.office import PASSPHRASE, Office

Sit = Callable[[Seat], MainWindow]


def shown(window: MainWindow, qtbot: QtBot) -> House:
    window.go("settings")
    view = window.view("settings")
    assert isinstance(view, SettingsView)
    qtbot.waitUntil(lambda: bool(view.house.workspace.rows), timeout=10_000)
    return view.house


def test_the_diagnosis_goes_to_the_clipboard_without_secrets(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    office.connect("site")
    window = seat_window(office.admin)
    house = shown(window, qtbot)
    house.copy_diagnosis()
    qtbot.waitUntil(lambda: "政务编辑台" in QGuiApplication.clipboard().text(), timeout=20_000)
    copied = QGuiApplication.clipboard().text()
    assert office.desk.workspace.id in copied
    assert PASSPHRASE not in copied
    assert "practice" not in copied.split("\n")[0]


def test_the_vault_is_told_to_who_may_open_it_and_closed_to_others(office: Office) -> None:
    office.connect("site")
    assert "1" in vault_words(office.admin)
    with pytest.raises(DeskError):
        vault_words(office.editor)


def test_the_audit_chain_is_told_with_its_head(office: Office) -> None:
    assert "逐条相接" in audit_words(office.desk)


def test_the_tour_can_be_seen_again(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    window = seat_window(office.admin)
    shown(window, qtbot).show_tour()
    tour = window.findChild(Tour)
    assert tour is not None
    tour.dismiss()


def test_the_licences_name_the_libraries(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    window.show()
    LicencesDialog(window).ask()
    from editor_app.ui.views.settings import house

    assert "PySide6" in house._licences()
