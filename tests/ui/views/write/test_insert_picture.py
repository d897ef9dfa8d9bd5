"""The words of a picture."""

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.write.insert_picture import PictureDialog, PictureWords


def test_no_picture_without_words_for_those_who_cannot_see_it(window: MainWindow, qtbot: QtBot) -> None:
    dialog = PictureDialog(window, QImage(640, 480, QImage.Format.Format_RGB32), "湖.jpg")
    dialog.ask()
    dialog.insert.click()
    assert dialog.alt.control.has_error
    assert dialog.isVisible()
    dialog.alt.set_text("  湖边的\n亭子 ")
    dialog.credit.set_text("张三 摄")
    dialog.ai_made.setChecked(True)
    with qtbot.waitSignal(dialog.confirmed) as confirmed:
        dialog.insert.click()
    assert confirmed.args == [PictureWords("湖边的 亭子", "", "张三 摄", ai_made=True)]
    words = confirmed.args[0].words("湖.jpg")
    assert (words.alt, words.credit, words.name, words.ai_made) == ("湖边的 亭子", "张三 摄", "湖.jpg", True)


def test_known_words_are_shown_to_be_changed(window: MainWindow) -> None:
    known = PictureWords("湖", "图一", "李四", ai_made=False)
    assert PictureDialog(window, QImage(), "图", known).words() == known
