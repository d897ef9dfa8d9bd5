"""The sheet one types on."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor_app.ui.views.write.editor import Editor
from tests.ui.views.write.conftest import typed


def test_the_input_method_is_told_where_the_caret_stands(sheet: Callable[[str], Editor]) -> None:
    editor = sheet("# 题\n\n第一段\n\n第二段")
    told = editor.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    offset = editor.viewport().pos()
    assert told.toRect().translated(0, 0).center().y() - offset.y() - editor.cursorRect().center().y() in (-1, 0, 1)
    assert abs(told.center().x() - offset.x() - editor.cursorRect().center().x()) <= 2
    before = told.y()
    editor.go_to(2)
    assert editor.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).y() < before


def test_the_candidate_box_follows_the_preedit(sheet: Callable[[str], Editor]) -> None:
    editor = sheet("# 题\n\n第一段")
    before = editor.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).x()
    attribute = QInputMethodEvent.Attribute(QInputMethodEvent.AttributeType.Cursor, 5, 1, None)
    QApplication.sendEvent(editor, QInputMethodEvent("zheng", [attribute]))
    assert editor.is_composing
    assert editor.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).x() > before
    assert editor.text() == "# 题\n\n第一段"


def test_enter_goes_on_with_a_list_and_ends_an_empty_item(sheet: Callable[[str], Editor]) -> None:
    editor = sheet("1. 甲")
    typed(editor, "\n乙")
    assert editor.text() == "1. 甲\n2. 乙"
    typed(editor, "\n\n丙")
    assert editor.text() == "1. 甲\n2. 乙\n丙"


def test_the_mark_of_the_title_cannot_be_typed_before_or_deleted(sheet: Callable[[str], Editor]) -> None:
    editor = sheet("# 题\n\n正文")
    editor.moveCursor(editor.textCursor().MoveOperation.Start)
    typed(editor, "新")
    QTest.keyClick(editor, Qt.Key.Key_Home)
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.text() == "# 新题\n\n正文"


def test_undo_goes_back_to_the_beginning_and_redo_forward_again(sheet: Callable[[str], Editor]) -> None:
    editor = sheet("# 题\n\n")
    typed(editor, "甲乙\n丙")
    while editor.document().isUndoAvailable():
        editor.undo()
    assert editor.text() == "# 题\n\n"
    while editor.document().isRedoAvailable():
        editor.redo()
    assert editor.text() == "# 题\n\n甲乙\n丙"


def test_pastes_are_handed_on_whole(sheet: Callable[[str], Editor], qtbot: QtBot) -> None:
    editor = sheet("")
    source = QMimeData()
    source.setText("粘贴")
    source.setHtml("<b>粘贴</b>")
    with qtbot.waitSignal(editor.arrived) as arrived:
        editor.insertFromMimeData(source)
    assert arrived.args[0].text() == "粘贴"
    assert arrived.args[0].html() == "<b>粘贴</b>"
    assert editor.text() == ""


def test_a_press_on_the_facts_asks_for_the_details(sheet: Callable[[str], Editor], qtbot: QtBot) -> None:
    editor = sheet("# 题\n\n正文")
    editor.set_facts("来源：区政府办")
    with qtbot.waitSignal(editor.facts_asked):
        qtbot.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=editor._facts_box().center().toPoint())
    assert not editor._facts_box().contains(QPointF(0, 0))


def test_each_document_keeps_its_own_undo(sheet: Callable[[str], Editor]) -> None:
    editor = sheet("# 主\n\n")
    main = editor.document()
    typed(editor, "甲")
    editor.show_document(editor.new_document("# 账号\n\n"))
    editor.undo()
    assert editor.text() == "# 账号\n\n"
    editor.show_document(main)
    editor.undo()
    assert editor.text() == "# 主\n\n"


def test_hidden_characters_are_painted_on_demand(sheet: Callable[[str], Editor]) -> None:
    editor = sheet("甲\u200b乙\u3000丙\t丁")
    before = editor.grab().toImage()
    editor.set_hidden_shown(shown=True)
    assert editor.is_hidden_shown
    assert editor.grab().toImage() != before
    assert editor.text() == "甲\u200b乙\u3000丙\t丁"


def test_chips_and_facts_are_painted_instead_of_their_markdown(sheet: Callable[[str], Editor]) -> None:
    editor = sheet(f"# 题\n\n![湖](media:{'a' * 64})\n\n尾")
    assert editor.grab().toImage().width() > 0
    highlighted = editor.document().findBlockByNumber(2).layout().formats()
    assert all(entry.format.foreground().color().alpha() == 0 for entry in highlighted) or highlighted == []


def test_waves_of_one_sheet_do_not_outlive_it(editor: Editor) -> None:
    """Qt looked into the sheet that was gone when the next waves came, and the program died."""
    old = editor.new_document("# 第一篇\n正文一二三")
    editor.show_document(old)
    editor.mark_places([(2, 3, "ochre"), (6, 2, "carmine")])
    editor.show_document(editor.new_document("# 另一篇"))
    assert editor.extraSelections() == []
    editor.drop_document(old)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    editor.mark_places([(2, 3, "ochre")])
    assert len(editor.extraSelections()) == 1
