"""Undoing everything keeps what was there, also while an edition is in review, and brings it back when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.edition import EditionState
from editor_app.services import approvals
from editor_app.services.freezing import Submission
from tests.ui.views.write.conftest import typed

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from editor_app.services.documents import Opened
    from editor_app.ui.views.write.view import WriteView
    from tests.services.office import Office

LONG = "又写了整整一天的文字。" * 24


def undo_everything(view: WriteView, qtbot: QtBot) -> None:
    """A day of writing, then Ctrl+Z until it is gone."""
    view.editor.moveCursor(view.editor.textCursor().MoveOperation.End)
    view.editor.insertPlainText(LONG)
    view.saving.keep()
    qtbot.waitUntil(lambda: view.saving.kept_at is not None)
    while view.editor.document().isUndoAvailable():
        view.editor.undo()
    view.saving.keep()


def test_undoing_all_during_review_keeps_it_and_voids_nothing(
    office: Office, opened: Opened, view: WriteView, qtbot: QtBot
) -> None:
    account = office.connect("site")
    edition = approvals.submit(office.editor, opened.document.id, Submission((account.id,)))
    view.shelf.open(opened.document.id)
    qtbot.waitUntil(lambda: view.working is not None and view.working.edition is not None)
    undo_everything(view, qtbot)
    journal = view.saving.journal
    assert journal is not None
    qtbot.waitUntil(lambda: len(journal.undone(opened.document.id)) == 1)
    view.saving.keep()
    assert view.saving.save_now()
    assert approvals.edition(office.desk, edition.id).state is EditionState.IN_REVIEW
    view.saving.bring_back()
    qtbot.waitUntil(lambda: view.saving.undoing.dialog is not None)
    dialog = view.saving.undoing.dialog
    assert dialog is not None
    assert LONG in dialog.chosen().content.body
    dialog.answer("bring")
    assert LONG in view.editor.text()
    view.editor.undo()
    assert LONG not in view.editor.text()


def test_a_few_characters_are_not_worth_keeping(view: WriteView, qtbot: QtBot) -> None:
    typed(view.editor, "几个字")
    view.saving.keep()
    qtbot.waitUntil(lambda: view.saving.kept_at is not None)
    while view.editor.document().isUndoAvailable():
        view.editor.undo()
    view.saving.keep()
    qtbot.waitUntil(lambda: view.saving.kept_at is None)
    assert view.working is not None
    assert view.saving.journal is not None
    assert view.saving.journal.undone(view.working.document.id) == []
    view.saving.bring_back()
    qtbot.waitUntil(view.shell._toast.isVisible, timeout=10_000)  # type: ignore[attr-defined]
    assert view.saving.undoing.dialog is None
