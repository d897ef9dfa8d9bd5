"""What the toolbar does to the text."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from editor_app.ui.views.write import formatting
from editor_app.ui.views.write.editor import Editor


def cursor_in(text: str, start: int, end: int) -> tuple[QTextDocument, QTextCursor]:
    document = QTextDocument(text)
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return document, cursor


def test_bold_goes_around_the_choice_and_away_again() -> None:
    document, cursor = cursor_in("甲乙丙", 1, 2)
    formatting.bold(cursor)
    assert document.toPlainText() == "甲**乙**丙"
    assert cursor.selectedText() == "乙"
    formatting.bold(cursor)
    assert document.toPlainText() == "甲乙丙"


def test_a_heading_turns_through_its_levels() -> None:
    document, cursor = cursor_in("要点", 1, 1)
    seen = []
    for _ in range(3):
        formatting.next_heading(cursor)
        seen.append(document.toPlainText())
    assert seen == ["## 要点", "### 要点", "要点"]


@pytest.mark.parametrize(("change", "expected"), [
    (formatting.bullets, "- 甲\n\n- 乙"), (formatting.numbers, "1. 甲\n\n2. 乙"), (formatting.quote, "> 甲\n\n> 乙"),
])  # fmt: skip
def test_lists_and_quotes_come_and_go_in_one_step(change: Callable[[QTextCursor], None], expected: str) -> None:
    document, cursor = cursor_in("甲\n\n乙", 0, 4)
    change(cursor)
    assert document.toPlainText() == expected
    document.undo()
    assert document.toPlainText() == "甲\n\n乙"
    document.redo()
    change(cursor)
    assert document.toPlainText() == "甲\n\n乙"


def test_a_list_becomes_numbered_without_both_marks() -> None:
    document, cursor = cursor_in("- 甲\n- 乙", 0, 7)
    formatting.numbers(cursor)
    assert document.toPlainText() == "1. 甲\n2. 乙"


@pytest.mark.parametrize(("text", "at", "expected"), [
    ("", 0, "块\n\n"),
    ("甲", 1, "甲\n\n块\n\n"), ("甲\n\n\n\n乙", 3, "甲\n\n块\n\n乙"), ("甲\n乙", 0, "甲\n\n块\n\n乙"),
])  # fmt: skip
def test_a_block_stands_alone_wherever_it_is_put(text: str, at: int, expected: str) -> None:
    document, cursor = cursor_in(text, at, at)
    formatting.insert_block(cursor, "块")
    assert document.toPlainText().rstrip("\n") == expected.rstrip("\n")


def test_a_link_keeps_the_words() -> None:
    document, cursor = cursor_in("见文件", 1, 3)
    formatting.link(cursor, "文件", "https://example.org")
    assert document.toPlainText() == "见[文件](https://example.org)"


TEXT = st.text(st.sampled_from("甲乙丙\n𠮷𠀀# "), max_size=30)


@given(TEXT, TEXT)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_replacing_everything_touches_only_what_differs_and_is_one_step(qapp: object, before: str, after: str) -> None:
    del qapp
    document = QTextDocument(before)
    formatting.replace_all(QTextCursor(document), after)
    assert document.toPlainText() == after
    if before != after:
        document.undo()
    assert document.toPlainText() == before


def test_the_caret_stays_where_it_was(sheet: Callable[[str], Editor]) -> None:
    editor = sheet("甲乙丙")
    formatting.replace_all(QTextCursor(editor.document()), "新甲乙丙")
    assert editor.textCursor().position() == 4


def test_a_caret_between_two_changed_paragraphs_stays_where_it_was(sheet: Callable[[str], Editor]) -> None:
    editor = sheet("甲\n\n乙乙\n\n丙")
    editor.go_to(4)
    formatting.replace_all(editor.textCursor(), "甲一一\n\n乙乙\n\n丙三三\n")
    assert editor.text() == "甲一一\n\n乙乙\n\n丙三三\n"
    assert editor.text()[: editor.textCursor().position()] == "甲一一\n\n乙"
    editor.undo()
    assert editor.text() == "甲\n\n乙乙\n\n丙"
