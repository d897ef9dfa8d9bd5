from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from editor_app.ui.theme import colours
from editor_app.ui.widgets.findings import FindingLook, FindingRow
from tests.ui.conftest import painted

LOOK = FindingLook("block", "微博", "正文 1,339 字，超过 140 字。", "写微博版本")


def row(qtbot: QtBot, look: FindingLook = LOOK) -> FindingRow:
    made = FindingRow(look)
    qtbot.addWidget(made)
    made.resize(700, 36)
    made.show()
    return made


def test_enter_goes_to_the_place_and_alt_enter_takes_the_remedy(qtbot: QtBot) -> None:
    made = row(qtbot)
    with qtbot.waitSignal(made.visited):
        qtbot.keyClick(made, Qt.Key.Key_Return)
    with qtbot.waitSignal(made.remedied), qtbot.assertNotEmitted(made.visited):
        qtbot.keyClick(made, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)


def test_without_a_remedy_both_go_to_the_place(qtbot: QtBot) -> None:
    made = row(qtbot, FindingLook("note", "导语", "口语。"))
    with qtbot.waitSignal(made.visited):
        qtbot.keyClick(made, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert made.remedy.isHidden()


def test_a_click_visits_and_the_word_at_the_right_remedies(qtbot: QtBot) -> None:
    made = row(qtbot)
    painted(made, 700, 36)
    with qtbot.waitSignal(made.visited):
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(200, 18))
    with qtbot.waitSignal(made.remedied):
        qtbot.mouseClick(made.remedy, Qt.MouseButton.LeftButton)


def test_the_row_is_spoken(qtbot: QtBot) -> None:
    assert row(qtbot).accessibleName() == "微博 正文 1,339 字，超过 140 字。"


def test_the_chosen_row_is_washed_and_the_last_leaves_its_line_to_the_card(qtbot: QtBot) -> None:
    made = row(qtbot)
    made.chosen = True
    assert painted(made, 700, 36).pixelColor(690, 4) == colours().indigo_wash
    assert painted(made, 700, 36).pixelColor(400, 35) == colours().line
    made.closes = True
    assert painted(made, 700, 36).pixelColor(400, 35) == colours().indigo_wash


def test_arrows_walk_through_the_rows(qtbot: QtBot) -> None:
    made = row(qtbot)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_A):
        qtbot.keyClick(made, key)
    assert made.isVisible()
