"""One sheet for each version."""

from editor_app.ui.views.write.editor import Editor
from editor_app.ui.views.write.sheets import Sheets
from tests.ui.views.write.conftest import typed


def test_each_sheet_keeps_its_undo_and_takes_over_what_it_inherits(editor: Editor) -> None:
    sheets = Sheets(editor)
    sheets.begin("# 主稿\n\n正文")
    typed(editor, "甲")
    sheets.show("a", "# 账号\n\n正文")
    sheets.show("", "# 甲主稿\n\n新正文")
    assert editor.text() == "# 甲主稿\n\n新正文"
    editor.undo()
    editor.undo()
    assert editor.text() == "# 主稿\n\n正文"


def test_a_sheet_emptied_gets_its_title_mark_back_within_the_same_undo_step(editor: Editor) -> None:
    sheets = Sheets(editor)
    sheets.begin("# 主稿\n\n正文")
    editor.textChanged.connect(lambda: None if sheets.is_filling else sheets.mend())
    editor.selectAll()
    editor.textCursor().removeSelectedText()
    assert editor.text() == "# "
    editor.undo()
    assert editor.text() == "# 主稿\n\n正文"


def test_filling_is_told_apart_from_typing(editor: Editor) -> None:
    sheets = Sheets(editor)
    sheets.begin("# 主稿\n\n")
    seen: list[bool] = []
    editor.textChanged.connect(lambda: seen.append(sheets.is_filling))
    sheets.fill("# 新主稿\n\n")
    typed(editor, "甲")
    assert (seen[0], seen[-1]) == (True, False)
