from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from editor_app.ui.theme import colours
from editor_app.ui.widgets.phone import PhoneFrame
from tests.ui.conftest import painted


def test_a_preview_stands_in_a_frame_with_the_accounts_name(qtbot: QtBot) -> None:
    browser = QTextBrowser()
    frame = PhoneFrame("滨江发布", browser)
    qtbot.addWidget(frame)
    image = painted(frame, 375, 640)
    assert image.pixelColor(187, 0) == colours().edge
    assert browser.width() == 373
    assert frame.accessibleName() == "滨江发布"


def test_another_account_changes_the_name(qtbot: QtBot) -> None:
    frame = PhoneFrame("滨江发布", QTextBrowser())
    qtbot.addWidget(frame)
    before = painted(frame, 375, 640)
    frame.set_title("滨江政务服务")
    assert painted(frame, 375, 640) != before
