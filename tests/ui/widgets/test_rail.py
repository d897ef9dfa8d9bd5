import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from pytestqt.qtbot import QtBot

from editor_app.ui.theme import colours
from editor_app.ui.widgets.rail import Rail
from tests.ui.conftest import colours_in, painted

PLACES = [("today", "今日", "inbox"), ("queue", "发布", "send"), ("settings", "设置", "settings")]


@pytest.fixture
def rail(qtbot: QtBot) -> Rail:
    made = Rail(PLACES)
    qtbot.addWidget(made)
    made.resize(72, 600)
    made.show()
    return made


def test_a_click_goes_there(rail: Rail, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rail.chosen) as told:
        qtbot.mouseClick(rail.items["queue"], Qt.MouseButton.LeftButton)
    assert told.args == ["queue"]


def test_where_one_is_has_a_bar_of_ink_on_paper(rail: Rail) -> None:
    rail.show_place("queue")
    image = rail.items["queue"].grab().toImage()
    assert image.pixelColor(1, 20) == colours().ink
    assert image.pixelColor(66, 46) == colours().paper
    assert rail.items["today"].grab().toImage().pixelColor(1, 20) != colours().ink


def test_what_waits_is_counted_and_spoken(rail: Rail) -> None:
    rail.set_count("queue", 2)
    assert rail.items["queue"].accessibleName() == "发布，2 件待办"
    rail.set_count("queue", 0)
    assert rail.items["queue"].accessibleName() == "发布"
    rail.set_count("nowhere", 3)


def test_the_mark_of_the_program_is_not_red(rail: Rail) -> None:
    rail.set_count("today", 120)
    assert colours().seal.name() not in colours_in(painted(rail, 72, 600))


def test_settings_stand_at_the_foot(rail: Rail) -> None:
    assert rail.items["settings"].y() > rail.items["queue"].y() + 200


def test_a_low_window_has_lower_items(rail: Rail) -> None:
    rail.set_low(low=True)
    assert rail.items["today"].sizeHint().height() == 48


def test_keyboard_focus_is_painted_inside(rail: Rail) -> None:
    item = rail.items["today"]
    before = item.grab().toImage()
    item.focusInEvent(QFocusEvent(QFocusEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert item.grab().toImage() != before
    item.focusOutEvent(QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert item.grab().toImage() == before
