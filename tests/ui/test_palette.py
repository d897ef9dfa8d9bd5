import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor_app.ui.main_window import MainWindow
from editor_app.ui.palette import ACCOUNTS, DOCUMENTS, Command, CommandPalette


@pytest.fixture
def palette(window: MainWindow) -> CommandPalette:
    window._pinyin._load()
    return window.palette_box


def texts(palette: CommandPalette) -> list[str]:
    return [command.text for command in palette.found()]


def test_initials_find_commands_of_the_view(window: MainWindow, palette: CommandPalette) -> None:
    window.open_palette("tb")
    assert "插入图表…" in texts(palette)
    assert "今日" not in texts(palette)


def test_every_place_can_be_reached(window: MainWindow, palette: CommandPalette, qtbot: QtBot) -> None:
    window.open_palette("fabu")
    assert texts(palette) == ["发布"]
    qtbot.keyClick(palette.input, Qt.Key.Key_Return)
    assert window.here == "queue"
    assert palette.isHidden()


def test_arrows_choose_and_skip_the_heads_of_groups(window: MainWindow, palette: CommandPalette, qtbot: QtBot) -> None:
    done: list[str] = []
    window.add_source(lambda _query: [Command("图表 A", lambda: done.append("A"), DOCUMENTS, serif=True)])
    window.open_palette("图表")
    for _ in range(len(palette.found()) - 1):
        qtbot.keyClick(palette.input, Qt.Key.Key_Down)
    qtbot.keyClick(palette.input, Qt.Key.Key_Return)
    assert done == ["A"]


def test_a_sign_narrows_to_commands_or_accounts(window: MainWindow, palette: CommandPalette) -> None:
    window.add_source(lambda _query: [Command("滨江发布", lambda: None, ACCOUNTS)])
    window.open_palette("@")
    assert texts(palette) == ["滨江发布"]
    palette.input.setText(">tb")
    assert "滨江发布" not in texts(palette)
    assert "插入图表…" in texts(palette)


def test_nothing_found_is_said(window: MainWindow, palette: CommandPalette) -> None:
    window.open_palette("zzzz")
    assert palette.found() == []
    assert not palette._nothing.isHidden()


def test_escape_leaves_and_gives_the_focus_back(window: MainWindow, palette: CommandPalette, qtbot: QtBot) -> None:
    window.top.freeze.setFocus()
    window.open_palette()
    assert palette.input.hasFocus() or not window.isActiveWindow()
    qtbot.keyClick(palette.input, Qt.Key.Key_Escape)
    assert palette.isHidden()


def test_the_palette_does_not_open_over_a_dialog(window: MainWindow, palette: CommandPalette) -> None:
    from editor_app.ui.dialogs import Dialog

    dialog = Dialog(window, "图表")
    dialog.ask()
    window.open_palette()
    assert palette.isHidden()
