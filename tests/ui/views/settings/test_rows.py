from pytestqt.qtbot import QtBot

from editor_app.ui.views.settings.rows import Section, SettingRow
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.fields import LineInput


def section(qtbot: QtBot) -> Section:
    made = Section("looks", "外观")
    qtbot.addWidget(made)
    made.add(SettingRow("字号", "界面随文字放大", words="zoom"), SettingRow("动画", "减少"))
    made.show()
    return made


def test_a_search_hides_what_does_not_fit_and_says_whether_anything_does(qtbot: QtBot) -> None:
    made = section(qtbot)
    assert made.search("ZOOM")
    assert [row.isHidden() for row in made.rows] == [False, True]
    assert not made.search("没有这样的")
    assert made.isHidden()
    assert made.search("")
    assert not any(row.isHidden() for row in made.rows)


def test_the_name_of_a_section_finds_all_of_it(qtbot: QtBot) -> None:
    made = section(qtbot)
    assert made.search("外观")
    assert not any(row.isHidden() for row in made.rows)


def test_a_control_without_a_name_is_called_as_its_setting(qtbot: QtBot) -> None:
    field = LineInput()
    row = SettingRow("代理", "", field, Button("选择…"))
    qtbot.addWidget(row)
    assert field.accessibleName() == "代理"


def test_rows_can_be_replaced(qtbot: QtBot) -> None:
    made = section(qtbot)
    made.replace([SettingRow("一个", "")])
    assert [row.title for row in made.rows] == ["一个"]
