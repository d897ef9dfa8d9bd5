from pytestqt.qtbot import QtBot

from editor_app.domain.errors import Refused
from editor_app.domain.text import T
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.settings.member_dialog import MemberDialog


def test_what_was_refused_stands_in_the_dialog_and_the_deed_can_be_tried_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    dialog = MemberDialog(window, "Title", "Do it")
    dialog.fill()
    dialog.ask()

    def refuse() -> None:
        raise Refused(T("It is refused."))

    dialog.run(refuse)
    qtbot.waitUntil(lambda: "refused" in dialog.error_text(), timeout=10_000)
    with qtbot.waitSignal(dialog.done, timeout=10_000):
        dialog.run(lambda: None)
