"""Measure, heights and hanging marks."""

from collections.abc import Callable

from editor_app.ui.tokens import TYPE, Role
from editor_app.ui.views.write.editor import Editor
from editor_app.ui.views.write.page_layout import MEASURE, heading_level

PICTURE = f"![湖](media:{'a' * 64})"


def test_lines_are_as_high_as_the_tokens_say_and_640_pixels_wide(sheet: Callable[[str], Editor]) -> None:
    editor = sheet("# 题\n\n" + "政务公开" * 60 + "\n\n末段\n")
    block = editor.document().findBlockByNumber(2)
    height = editor.page.blockBoundingRect(block).height()
    layout = block.layout()
    assert height == layout.lineCount() * TYPE[Role.DOC_BODY].line
    assert layout.lineAt(1).y() - layout.lineAt(0).y() == TYPE[Role.DOC_BODY].line
    assert max(layout.lineAt(n).naturalTextWidth() for n in range(layout.lineCount())) <= MEASURE
    assert all(layout.lineAt(n).x() == editor.page.left for n in range(layout.lineCount()))


def test_the_marks_of_a_heading_hang_before_the_column(sheet: Callable[[str], Editor]) -> None:
    editor = sheet("# 题\n\n## 政务公开\n\n正文")
    block = editor.document().findBlockByNumber(2)
    editor.page.blockBoundingRect(block)
    line = block.layout().lineAt(0)
    assert line.x() < editor.page.left
    assert abs(line.cursorToX(3)[0] - editor.page.left) < 0.6


def test_empty_lines_between_paragraphs_are_low(sheet: Callable[[str], Editor]) -> None:
    editor = sheet("一\n\n二")
    blank = editor.document().findBlockByNumber(1)
    assert editor.page.blockBoundingRect(blank).height() < TYPE[Role.DOC_BODY].line


def test_later_lines_of_an_item_stand_behind_its_mark(sheet: Callable[[str], Editor]) -> None:
    editor = sheet("- " + "政务公开" * 30 + "\n\n末")
    block = editor.document().firstBlock()
    editor.page.blockBoundingRect(block)
    assert block.layout().lineAt(1).x() > block.layout().lineAt(0).x()


def test_a_picture_alone_is_a_chip_until_the_caret_is_in_it(sheet: Callable[[str], Editor]) -> None:
    editor = sheet(f"一\n\n{PICTURE}\n\n二")
    block = editor.document().findBlockByNumber(2)
    assert editor.page.is_chip(block)
    editor.go_to(block.position() + 3)
    assert not editor.page.is_chip(block)
    editor.go_to(0)
    assert editor.page.is_chip(block)
    assert not editor.page.is_chip(editor.document().firstBlock())


def test_the_column_stands_in_the_middle_of_a_wide_window(sheet: Callable[[str], Editor]) -> None:
    editor = sheet("一")
    editor.resize(1200, 600)
    assert abs(editor.page.left - (editor.viewport().width() - MEASURE) / 2) <= 1
    editor.resize(400, 600)
    assert editor.page.column <= 400


def test_levels_of_headings() -> None:
    assert [heading_level(line) for line in ("# 甲", "### 乙", "#丙", "丁")] == [1, 3, 0, 0]
