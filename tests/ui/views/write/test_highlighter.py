"""Formats of Markdown."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFont, QTextCharFormat

from editor_app.ui import theme
from editor_app.ui.views.write.editor import Editor


def format_at(editor: Editor, line: int, column: int) -> QTextCharFormat:
    editor._layouts[id(editor.document())][1].rehighlight()
    formats = editor.document().findBlockByNumber(line).layout().formats()
    found = [QTextCharFormat(entry.format) for entry in formats if entry.start <= column < entry.start + entry.length]
    return found[-1] if found else QTextCharFormat()


def test_headings_are_bold_and_their_marks_step_back(sheet: Callable[[str], Editor]) -> None:
    editor = sheet("# 题\n\n## 要点")
    assert format_at(editor, 2, 3).font().pixelSize() == 20
    assert format_at(editor, 2, 3).fontWeight() == QFont.Weight.Bold
    assert format_at(editor, 2, 0).foreground().color() == theme.colours().ink3


def test_emphasis_is_weight_and_never_a_slant(sheet: Callable[[str], Editor]) -> None:
    editor = sheet("甲**乙**丙*丁*")
    assert format_at(editor, 0, 3).fontWeight() == QFont.Weight.Bold
    assert not format_at(editor, 0, 8).fontItalic()
    assert format_at(editor, 0, 8).underlineStyle() == QTextCharFormat.UnderlineStyle.DotLine


@pytest.mark.parametrize(("text", "column", "colour"), [
    ("见[文件](https://example.org)", 2, "indigo"), ("`代码`", 1, "ink2"), ("> 引文", 3, "ink2"),
    ("注[^1]", 2, "indigo"),
])  # fmt: skip
def test_links_code_and_quotes_have_their_colour(
    sheet: Callable[[str], Editor], text: str, column: int, colour: str
) -> None:
    assert format_at(sheet(text), 0, column).foreground().color() == theme.colours()[colour]


def test_what_stands_in_a_fence_is_code_whatever_it_looks_like(sheet: Callable[[str], Editor]) -> None:
    editor = sheet("```\n# 不是标题\n```\n# 标题")
    assert format_at(editor, 1, 2).foreground().color() == theme.colours().ink2
    assert format_at(editor, 3, 2).font().pixelSize() == 26


def test_the_colours_follow_the_theme(sheet: Callable[[str], Editor], looks: theme.Theme) -> None:
    editor = sheet("## 要点")
    looks.choose("dark")
    assert format_at(editor, 0, 3).foreground().color() == theme.DARK.ink
