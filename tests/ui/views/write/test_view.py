"""Writing as a person does it, with real services behind the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from editor_app.domain.document import Target
from editor_app.services import documents
from editor_app.services.documents import Opened
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.write.view import WriteView
from tests.services.office import Office
from tests.ui.views.write.conftest import typed


def saved(office: Office, opened: Opened) -> documents.Opened:
    return documents.opened(office.desk, opened.document.id)


def test_the_title_bar_says_document_revision_and_that_it_is_saved(view: WriteView) -> None:
    assert (view.title(), view.chip(), view.has_document_title()) == ("便民服务开通", "修订 1", True)
    assert view.facts().endswith("已保存")
    assert view.top_action() is not None


def test_typing_reaches_draft_preview_and_outline(view: WriteView, qtbot: QtBot) -> None:
    view.editor.moveCursor(view.editor.textCursor().MoveOperation.End)
    typed(view.editor, "\n\n## 新")
    qtbot.waitUntil(lambda: any("新" in block for block in view.panel.live.blocks))
    qtbot.waitUntil(lambda: "新" in view.outline.entries)
    assert view.working is not None
    assert view.working.content.body.endswith("## 新")


def test_saving_makes_a_revision_and_undo_still_reaches_back(
    view: WriteView, office: Office, opened: Opened, qtbot: QtBot
) -> None:
    view.editor.go_to(2)
    typed(view.editor, "新")
    with qtbot.waitSignal(view.saving.saved):
        view.deeds["save"].run()
    assert saved(office, opened).revision.content.title == "新便民服务开通"
    assert view.chip() == "修订 2"
    qtbot.keyClick(view.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert view.title() == "便民服务开通"


def test_leaving_saves_a_revision(
    view: WriteView, window: MainWindow, office: Office, opened: Opened, qtbot: QtBot
) -> None:
    view.editor.go_to(2)
    typed(view.editor, "改")
    with qtbot.waitSignal(view.saving.saved):
        window.go("review")
    assert saved(office, opened).revision.number == 2


def test_closing_the_window_saves_first(view: WriteView, office: Office, opened: Opened) -> None:
    view.editor.go_to(2)
    typed(view.editor, "终")
    assert view.may_leave()
    assert saved(office, opened).revision.content.title == "终便民服务开通"


def test_a_preedit_is_neither_saved_nor_dropped_by_autosave(view: WriteView, qtbot: QtBot) -> None:
    view.editor.go_to(2)
    QApplication.sendEvent(view.editor, QInputMethodEvent("zheng", []))
    qtbot.waitUntil(lambda: not view.saving._timer.isActive(), timeout=2000)
    view.saving.keep()
    block = view.editor.document().firstBlock()
    assert block.layout().preeditAreaText() == "zheng"
    assert view.working is not None
    assert view.working.content.title == "便民服务开通"
    commit = QInputMethodEvent("", [])
    commit.setCommitString("政")
    QApplication.sendEvent(view.editor, commit)
    assert view.title() == "政便民服务开通"


def test_an_account_says_it_differently_and_the_main_text_stays(
    view: WriteView, office: Office, opened: Opened, qtbot: QtBot
) -> None:
    account = office.connect("滨江", channel="binjiang")
    view.shelf.read_accounts()
    qtbot.waitUntil(lambda: account in view.accounts)
    view.write_for(account)
    view.editor.go_to(2)
    typed(view.editor, "短")
    assert view.working is not None
    assert view.working.differs(account) == ("title",)
    assert view.variant_bar.isVisible()
    with qtbot.waitSignal(view.saving.saved):
        view.save()
    head = saved(office, opened).revision
    assert [(o.target, o.field, o.value) for o in head.overrides] == [(Target(account.id), "title", "短便民服务开通")]
    assert head.content.title == "便民服务开通"
    view.inherit_all()
    assert view.editor.text().startswith("# 便民服务开通\n")
    assert view.working.differs(account) == ()
    view.write_main()
    assert view.account is None
    assert not view.variant_bar.isVisible()


def test_the_library_lists_documents_and_opens_one(library: WriteView, opened: Opened, qtbot: QtBot) -> None:
    library.shelf.read()
    qtbot.waitUntil(lambda: len(library.library.rows) == 1)
    assert library.library.rows[0].look.title == "便民服务开通"
    library.library.rows[0].activated.emit()
    qtbot.waitUntil(lambda: library.working is not None)
    assert library.working is not None
    assert library.working.document.id == opened.document.id


def test_an_empty_workspace_offers_to_begin(library: WriteView, qtbot: QtBot) -> None:
    library.shelf.read()
    qtbot.waitUntil(library.library._empty.isVisible)
    library.begin_document()
    qtbot.waitUntil(lambda: library.working is not None)
    assert library.editor.text() == "# \n\n"
    assert library.editor.hasFocus()


def test_focus_mode_leaves_only_the_sheet(view: WriteView) -> None:
    view.turn_focus()
    assert (view.panel.isHidden(), view.findings.isHidden(), view.outline.isHidden()) == (True, True, True)
    view.turn_focus()
    assert (view.panel.isHidden(), view.findings.isHidden(), view.outline.isHidden()) == (False, False, False)


def test_the_outline_folds_in_a_narrow_window_and_comes_on_demand(view: WriteView) -> None:
    view.fit(narrow=True, low=True)
    assert view.outline.isHidden()
    assert not view.toolbar.buttons["outline"].isHidden()
    view.turn_outline()
    assert not view.outline.isHidden()
    view.fit(narrow=False, low=False)
    assert not view.outline.isHidden()


def test_everything_that_takes_the_focus_has_a_name(view: WriteView) -> None:
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractScrollArea)
    nameless = [
        widget
        for widget in view.findChildren(QWidget)
        if isinstance(widget, kinds)
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not widget.accessibleName()
        and widget.parentWidget() is not None
        and "qt_" not in widget.objectName()
    ]
    assert [(type(widget).__name__, widget.parentWidget()) for widget in nameless] == []


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_deed_is_in_the_palette_with_words(view: WriteView, language: str) -> None:
    del language
    offered = view.actions_offered()
    assert len(offered) >= 24
    assert all(action.text for action in offered)
    keys = [action.keys for action in offered if action.keys]
    assert len(keys) == len(set(keys))


def test_another_windows_save_is_noticed(view: WriteView, office: Office, opened: Opened, qtbot: QtBot) -> None:
    draft = documents.draft_of(opened.revision)
    documents.save_revision(
        office.editor2,
        opened.document.id,
        opened.revision.id,
        documents.Draft(type(draft.content)(title="别人的标题", body=draft.content.body)),
    )
    view.refresh(frozenset({"document"}))
    qtbot.waitUntil(lambda: view.title() == "别人的标题")
    assert view.chip() == "修订 2"
