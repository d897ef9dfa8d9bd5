"""Looking back from the desk: what is typed is saved first, and what comes back can be undone."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from editor_app.services import approvals, documents, histories
from editor_app.services.documents import Opened
from editor_app.services.freezing import Submission
from editor_app.ui.views.write.history_dialog import HistoryDialog
from editor_app.ui.views.write.view import WriteView
from tests.services.office import Office
from tests.ui.views.write.conftest import typed


@pytest.fixture
def dialog(view: WriteView, office: Office, opened: Opened, qtbot: QtBot) -> HistoryDialog:
    """Two revisions and a word that isn't saved yet."""
    draft = documents.draft_of(opened.revision)
    second = replace(draft, content=replace(draft.content, body="全删了。"))
    documents.save_revision(office.editor2, opened.document.id, opened.revision.id, second)
    view.put_on_desk(documents.opened(office.desk, opened.document.id))
    view.editor.go_to(2)
    typed(view.editor, "新")
    view.look_back()
    qtbot.waitUntil(lambda: view.looking_back.dialog is not None and view.looking_back.dialog.moment is not None)
    assert view.looking_back.dialog is not None
    return view.looking_back.dialog


def test_what_is_typed_is_a_revision_before_one_looks_back(dialog: HistoryDialog) -> None:
    assert dialog.moment is not None
    assert dialog.moment.number == 3


def test_differences_come_from_the_differ_of_the_review(dialog: HistoryDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.changes.count() > 1)


def test_a_revision_comes_back_onto_the_sheet_undoable(dialog: HistoryDialog, view: WriteView, qtbot: QtBot) -> None:
    first = dialog._moments[-1]
    dialog.choose(first)
    dialog.restore.click()
    qtbot.waitUntil(lambda: view.working is not None and view.working.based_on.number == 4)
    assert "导语第一段" in view.editor.text()
    view.editor.undo()
    assert "全删了。" in view.editor.text()


def test_a_name_stands_in_the_list(dialog: HistoryDialog, view: WriteView, qtbot: QtBot) -> None:
    dialog.name.setText("送审稿")
    dialog.keep_name.click()
    qtbot.waitUntil(lambda: "送审稿" in [line.text() for line in dialog.lines.lines])
    del view


def test_bringing_back_asks_before_it_voids_an_approval(
    dialog: HistoryDialog, view: WriteView, office: Office, opened: Opened, qtbot: QtBot
) -> None:
    account = office.connect("滨江", channel="binjiang")
    office.approve(approvals.submit(office.editor, opened.document.id, Submission((account.id,))))
    dialog.choose(dialog._moments[-1])
    with qtbot.waitSignal(view.saving.asked):
        dialog.restore.click()
    assert len(histories.moments(office.desk, opened.document.id)) == 3
    view.saving.question.answer("yes")
    qtbot.waitUntil(lambda: len(histories.moments(office.desk, opened.document.id)) == 4)
