from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor_app.ui.dialogs import Question
from editor_app.ui.main_window import MainWindow
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.fields import LineInput


def asked(window: MainWindow) -> Question:
    question = Question(window, "撤回这一条？", "公众将看不到它。")
    question.add_button("no", Button("不撤回"))
    question.add_button("yes", Button("撤回"))
    question.ask()
    return question


def test_an_overlay_covers_its_window_and_follows_its_size(window: MainWindow) -> None:
    question = asked(window)
    assert question.size() == window.size()
    window.resize(1280, 720)
    QTest.qWait(1)
    assert question.size() == window.size()
    assert question.rect().contains(question.panel.geometry())


def test_tab_stays_inside_the_panel(window: MainWindow) -> None:
    question = asked(window)
    window.activateWindow()
    inside = []
    for _ in range(5):
        question.focusNextPrevChild(True)  # noqa: FBT003 - Qt's own signature
        inside.append(question.panel.isAncestorOf(window.focusWidget()))
    assert inside == [True] * 5


def test_a_view_below_gets_no_focus_while_something_is_asked(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    below = LineInput(name="below")
    below.setParent(window)
    below.show()
    below.setFocus()
    question = asked(window)
    qtbot.waitUntil(question.panel.hasFocus)
    below.setFocus()
    assert question.panel.hasFocus()
    another = asked(window)
    assert another.panel.hasFocus(), "a question over a question has it"
    another.leave()
    assert question.panel.hasFocus()
    question.leave()
    assert below.hasFocus()
    below.setFocus()
    assert below.hasFocus()


def test_keys_do_not_reach_the_window_below(window: MainWindow, qtbot: QtBot) -> None:
    question = asked(window)
    assert window.is_covered()
    qtbot.keyClick(question.panel, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.here == "today"


def test_enter_answers_nothing_and_escape_leaves(window: MainWindow, qtbot: QtBot) -> None:
    question = asked(window)
    answers: list[str] = []
    question.answered.connect(answers.append)
    qtbot.keyClick(question.panel, Qt.Key.Key_Return)
    assert answers == []
    qtbot.keyClick(question.panel, Qt.Key.Key_Escape)
    assert answers == [""]
    assert question.isHidden()
