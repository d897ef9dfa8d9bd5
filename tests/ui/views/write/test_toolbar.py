"""The toolbar."""

from pytestqt.qtbot import QtBot

from editor_app.ui.views.write.view import WriteView


def test_buttons_carry_the_names_and_keys_of_their_deeds(view: WriteView) -> None:
    bold = view.toolbar.buttons["bold"]
    assert bold.accessibleName() == "加粗"
    assert "Ctrl+B" in bold.toolTip()


def test_a_press_does_the_deed(view: WriteView) -> None:
    view.editor.go_to(view.editor.text().index("导语"))
    view.toolbar.buttons["heading"].click()
    assert "## 导语第一段" in view.editor.text()
    assert view.toolbar.buttons["heading"].on
    view.toolbar.buttons["undo"].click()
    assert "## 导语" not in view.editor.text()


def test_the_menu_offers_what_has_no_button(view: WriteView, qtbot: QtBot) -> None:
    menu = view.toolbar.menu()
    qtbot.addWidget(menu)
    words = [entry.text() for entry in menu.actions() if entry.text()]
    assert "显示隐藏字符" in words
    assert "精确预览" in words
