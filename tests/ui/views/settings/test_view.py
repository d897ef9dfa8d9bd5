from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from editor_app.services.desk import Seat
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.settings.view import SettingsView
from tests.services.office import Office

Sit = Callable[[Seat], MainWindow]


def shown(window: MainWindow, qtbot: QtBot, **arguments: str) -> SettingsView:
    window.go("settings", **arguments)
    view = window.view("settings")
    assert isinstance(view, SettingsView)
    qtbot.waitUntil(lambda: bool(view.members.people) and bool(view.routes.people), timeout=10_000)
    return view


def test_a_search_finds_settings_by_their_words_in_both_languages(
    office: Office, seat_window: Sit, qtbot: QtBot
) -> None:
    view = shown(seat_window(office.admin), qtbot)
    for wanted, key in (("深色", "looks"), ("password", "desk"), ("审计", "workspace"), ("诊断", "program")):
        view.search.setText(wanted)
        assert [section.key for section in view.sections if not section.isHidden()] == [key]
    view.search.setText("没有这样的设置项")
    assert not view._nothing.isHidden()
    view.search.clear()
    assert not any(section.isHidden() for section in view.sections)


def test_a_place_may_ask_for_a_section(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    view = shown(seat_window(office.admin), qtbot, section="program")
    qtbot.waitUntil(lambda: view._area.verticalScrollBar().value() > 0, timeout=5000)


def test_every_control_of_the_settings_has_a_name(office: Office, seat_window: Sit, qtbot: QtBot) -> None:
    view = shown(seat_window(office.admin), qtbot)
    nameless = [
        type(widget).__name__
        for widget in view.findChildren(QWidget)
        if widget.focusPolicy().value and not widget.accessibleName() and isinstance(widget, QAbstractButton)
    ]
    assert nameless == []
