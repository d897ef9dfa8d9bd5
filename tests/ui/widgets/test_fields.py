import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from editor_app.ui.theme import colours
from editor_app.ui.widgets.fields import AreaInput, Choice, Control, Field, LineInput
from tests.ui.conftest import painted


def controls() -> list[Control]:
    return [LineInput(), AreaInput(), Choice("平台", [("w", "WordPress"), ("g", "Ghost")])]


@pytest.mark.parametrize("place", range(3))
def test_a_field_names_its_control(qtbot: QtBot, place: int) -> None:
    control = controls()[place]
    field = Field("来源", control)
    qtbot.addWidget(field)
    named = control.edit if isinstance(control, AreaInput) else control
    assert named.accessibleName() in ("来源", "平台")


@pytest.mark.parametrize(("place", "value"), [(0, "中国政府网"), (1, "两\n行"), (2, "g")])
def test_a_value_can_be_set_and_read_and_is_told(qtbot: QtBot, place: int, value: str) -> None:
    field = Field("来源", controls()[place])
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.changed) as told:
        field.set_text(value)
    assert told.args == [value]
    assert field.text() == value


def test_an_error_is_a_border_a_sentence_and_a_description(qtbot: QtBot) -> None:
    control = LineInput()
    field = Field("数据截至", control, note="必填")
    qtbot.addWidget(field)
    field.show_error("请填写日期。")
    assert painted(control, 200, 32).pixelColor(100, 0) == colours().carmine
    assert control.accessibleDescription() == "请填写日期。"
    assert not field._error.isHidden()


def test_typing_takes_the_error_away(qtbot: QtBot) -> None:
    field = Field("数据截至", LineInput())
    qtbot.addWidget(field)
    field.show_error("请填写日期。")
    qtbot.keyClicks(field.control, "2018")
    assert field._error.isHidden()
    assert not field.control.has_error


def test_characters_are_counted_and_too_many_are_carmine(qtbot: QtBot) -> None:
    field = Field("摘要", AreaInput(), limit=5)
    qtbot.addWidget(field)
    field.set_text("五个汉字呀")
    assert (field._note.text(), field._note.colour) == ("5 / 5", "ink3")
    field.set_text("六个汉字了吧")
    assert (field._note.text(), field._note.colour) == ("6 / 5", "carmine")


def test_a_note_can_change(qtbot: QtBot) -> None:
    field = Field("时间", LineInput(), note="必填")
    qtbot.addWidget(field)
    field.set_note("北京时间")
    assert field._note.text() == "北京时间"


def test_a_secret_is_not_shown(qtbot: QtBot) -> None:
    control = LineInput(name="口令", secret=True)
    qtbot.addWidget(control)
    assert control.echoMode() == QLineEdit.EchoMode.Password


def test_tab_leaves_a_field_of_several_lines(qtbot: QtBot) -> None:
    area = AreaInput(name="理由", lines=4)
    qtbot.addWidget(area)
    assert area.edit.tabChangesFocus()
    assert area.focusProxy() is area.edit
    assert area.sizeHint().height() >= 4 * 21


def test_a_choice_shows_what_is_chosen_and_can_be_moved_by_keys(qtbot: QtBot) -> None:
    choice = Choice("平台", [("w", "WordPress"), ("g", "Ghost")], "g")
    qtbot.addWidget(choice)
    assert choice.key() == "g"
    qtbot.keyClick(choice, Qt.Key.Key_Up)
    assert choice.key() == "w"
    choice.choose("unknown")
    assert choice.key() == "w"


def test_a_disabled_box_has_no_edge_to_act_on(qtbot: QtBot) -> None:
    control = LineInput("不可改", name="来源")
    qtbot.addWidget(control)
    control.setEnabled(False)
    assert painted(control, 200, 32).pixelColor(100, 0) == colours().line
