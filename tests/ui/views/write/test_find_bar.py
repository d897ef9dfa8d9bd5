"""Find and replace."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor_app.ui.views.write.editor import Editor
from editor_app.ui.views.write.find_bar import FindBar


def bar_over(editor: Editor, qtbot: QtBot) -> FindBar:
    editor.go_to(0)
    made = FindBar(editor)
    qtbot.addWidget(made)
    made.show()
    return made


def test_hits_are_counted_and_gone_through_in_a_circle(sheet: Callable[[str], Editor], qtbot: QtBot) -> None:
    editor = sheet("政务 𠮷 政务 政务")
    bar = bar_over(editor, qtbot)
    bar.wanted.setText("政务")
    assert bar.count.text() == "3 处"
    places = []
    for _ in range(4):
        bar.go_on()
        places.append(editor.textCursor().selectionStart())
        assert editor.textCursor().selectedText() == "政务"
    assert places[0] == places[3]
    assert len(set(places)) == 3
    bar.go_back()
    assert editor.textCursor().selectionStart() == places[2]


def test_everything_is_replaced_in_one_undo_step(sheet: Callable[[str], Editor], qtbot: QtBot) -> None:
    editor = sheet("甲𠮷甲乙甲")
    bar = bar_over(editor, qtbot)
    bar.wanted.setText("甲")
    bar.instead.setText("国务院")
    assert bar.replace_all() == 3
    assert editor.text() == "国务院𠮷国务院乙国务院"
    editor.undo()
    assert editor.text() == "甲𠮷甲乙甲"


def test_one_is_replaced_and_the_next_chosen(sheet: Callable[[str], Editor], qtbot: QtBot) -> None:
    editor = sheet("甲乙甲")
    bar = bar_over(editor, qtbot)
    bar.wanted.setText("甲")
    bar.instead.setText("丙")
    bar.replace_one()
    assert editor.text() == "丙乙甲"
    assert editor.textCursor().selectedText() == "甲"


def test_case_and_patterns_are_choices(sheet: Callable[[str], Editor], qtbot: QtBot) -> None:
    editor = sheet("PDF pdf 2025年 2026年")
    bar = bar_over(editor, qtbot)
    bar.wanted.setText("pdf")
    assert len(bar.search()) == 2
    bar.case.setChecked(True)
    assert len(bar.search()) == 1
    bar.pattern.setChecked(True)
    bar.wanted.setText(r"(\d{4})年")
    bar.instead.setText(r"\1 年")
    assert bar.replace_all() == 2
    assert editor.text().endswith("2025 年 2026 年")
    bar.wanted.setText("(")
    assert bar.count.text() == "不是有效的正则表达式"


def test_enter_goes_on_and_escape_closes(sheet: Callable[[str], Editor], qtbot: QtBot) -> None:
    editor = sheet("甲乙甲")
    bar = bar_over(editor, qtbot)
    bar.wanted.setText("甲")
    qtbot.keyClick(bar.wanted, Qt.Key.Key_Return)
    assert editor.textCursor().selectionStart() == 2
    with qtbot.waitSignal(bar.closed):
        qtbot.keyClick(bar.wanted, Qt.Key.Key_Escape)
