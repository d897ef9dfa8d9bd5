"""Nothing typed is lost: journal, recovery, conflicts, and the question before a signed text is changed."""

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor_app.domain.text_merge import Keep
from editor_app.services import approvals, documents, publishing
from editor_app.services.documents import Opened
from editor_app.services.freezing import Submission
from editor_app.storage.journal import open_journal
from editor_app.ui import background, journals
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.write import saving
from editor_app.ui.views.write.merge_dialog import MergeDialog
from editor_app.ui.views.write.recovery import RecoveryDialog
from editor_app.ui.views.write.saving import AUTOSAVE_MS
from editor_app.ui.views.write.view import WriteView
from tests.services.office import Office
from tests.ui.views.write.conftest import typed

ROOT = Path(__file__).parents[4]


def type_title(view: WriteView, words: str) -> None:
    view.editor.go_to(2)
    typed(view.editor, words)


def elsewhere(office: Office, opened: Opened, title: str) -> None:
    draft = documents.draft_of(opened.revision)
    changed = replace(draft, content=replace(draft.content, title=title))
    documents.save_revision(office.editor2, opened.document.id, opened.revision.id, changed)


def test_half_a_second_after_a_key_it_is_in_the_journal_and_no_revision_was_made(
    view: WriteView, office: Office, opened: Opened, qtbot: QtBot
) -> None:
    assert AUTOSAVE_MS == 500
    type_title(view, "新")
    qtbot.waitUntil(lambda: view.saving.kept_at is not None, timeout=2000)
    assert "自动保存" in view.facts()
    assert len(documents.history(office.desk, opened.document.id)) == 1
    journals.close(office.desk)
    again = open_journal(office.desk.store)
    assert [kept.content.title for kept in again.pending()] == ["新便民服务开通"]
    again.close()


def test_saving_empties_the_journal(view: WriteView, office: Office, qtbot: QtBot) -> None:
    type_title(view, "新")
    qtbot.waitUntil(lambda: view.saving.kept_at is not None)
    with qtbot.waitSignal(view.saving.saved):
        view.save()
    journals.close(office.desk)
    again = open_journal(office.desk.store)
    assert again.pending() == []
    again.close()


def test_what_was_undone_is_not_offered_after_a_crash(view: WriteView, office: Office, qtbot: QtBot) -> None:
    type_title(view, "新")
    qtbot.waitUntil(lambda: view.saving.kept_at is not None)
    view.editor.undo()
    qtbot.waitUntil(lambda: view.saving.kept_at is None)
    background.shut_down()
    journals.close(office.desk)
    again = open_journal(office.desk.store)
    assert again.pending() == []
    again.close()


def lost(office: Office, opened: Opened, title: str) -> None:
    """What a window leaves that was killed."""
    journal = open_journal(office.desk.store)
    content = replace(opened.revision.content, title=title)
    from editor_app.storage.journal import Typed

    journal.keep(Typed(opened.document.id, opened.revision.id, content, (), (), office.clock.now()))
    journal.close()


def test_after_a_crash_the_difference_is_shown_and_can_be_kept(
    office: Office, opened: Opened, library: WriteView, qtbot: QtBot
) -> None:
    lost(office, opened, "崩溃前的标题")
    journals.close(office.desk)
    library.saving.journal = None
    library.saving.open(office.editor)
    library.saving.look_for_lost()
    qtbot.waitUntil(lambda: isinstance(library.saving.question, RecoveryDialog))
    question = library.saving.question
    assert isinstance(question, RecoveryDialog)
    assert "崩溃前的标题" in question.text.toPlainText()
    question.answer("keep")
    assert library.title() == "崩溃前的标题"
    assert library.working is not None
    assert library.working.is_changed
    library.editor.undo()
    assert library.title() == "便民服务开通"


def test_what_others_saved_since_a_crash_is_not_overwritten(
    office: Office, opened: Opened, library: WriteView, qtbot: QtBot
) -> None:
    lost(office, opened, "崩溃前的标题")
    draft = documents.draft_of(opened.revision)
    theirs = replace(draft, content=replace(draft.content, body=draft.content.body.replace("第二段", "他的第二段")))
    documents.save_revision(office.editor2, opened.document.id, opened.revision.id, theirs)
    journals.close(office.desk)
    library.saving.journal = None
    library.saving.open(office.editor)
    library.saving.look_for_lost()
    qtbot.waitUntil(lambda: isinstance(library.saving.question, RecoveryDialog))
    library.saving.question.answer("keep")
    with qtbot.waitSignal(library.saving.saved):
        library.save()
    newest = documents.opened(office.desk, opened.document.id).revision
    assert newest.content.title == "崩溃前的标题"
    assert "他的第二段" in newest.content.body


def test_what_was_lost_can_be_given_up(office: Office, opened: Opened, library: WriteView, qtbot: QtBot) -> None:
    lost(office, opened, "不要了")
    journals.close(office.desk)
    library.saving.journal = None
    library.saving.open(office.editor)
    library.saving.look_for_lost()
    qtbot.waitUntil(lambda: library.saving.question is not None)
    question = library.saving.question
    assert isinstance(question, RecoveryDialog)
    question.answer("discard")
    assert library.saving.journal is not None
    assert library.saving.journal.pending() == []
    assert library.working is None


def test_a_stale_save_at_another_place_is_put_together_without_a_question(
    view: WriteView, office: Office, opened: Opened, qtbot: QtBot
) -> None:
    type_title(view, "我的")
    draft = documents.draft_of(opened.revision)
    theirs = replace(draft, content=replace(draft.content, body=draft.content.body.replace("第二段", "他的第二段")))
    documents.save_revision(office.editor2, opened.document.id, opened.revision.id, theirs)
    with qtbot.waitSignal(view.saving.saved):
        view.saving.save()
    assert view.title() == "我的便民服务开通"
    assert "他的第二段" in view.editor.text()
    assert view.working is not None
    assert not view.working.is_changed
    assert view.working.based_on.number == 4
    view.editor.undo()
    assert "他的第二段" not in view.editor.text()


def test_a_stale_save_at_the_same_place_asks_and_saves_what_is_chosen(
    view: WriteView, office: Office, opened: Opened, qtbot: QtBot
) -> None:
    type_title(view, "我的")
    elsewhere(office, opened, "别人的")
    with qtbot.waitSignal(view.saving.asked):
        view.saving.save()
    question = view.saving.question
    assert isinstance(question, MergeDialog)
    question.cards[0].choose(Keep.BOTH)
    with qtbot.waitSignal(view.saving.saved):
        question.answer("merge")
    titles = [revision.content.title for revision in documents.history(office.desk, opened.document.id)]
    assert titles == ["我的便民服务开通 / 别人的", "我的便民服务开通", "别人的", "便民服务开通"]
    assert view.title() == "我的便民服务开通 / 别人的"


def test_mine_can_become_a_document_of_its_own(view: WriteView, office: Office, opened: Opened, qtbot: QtBot) -> None:
    type_title(view, "我的")
    elsewhere(office, opened, "别人的")
    with qtbot.waitSignal(view.saving.asked):
        view.saving.save()
    question = view.saving.question
    assert isinstance(question, MergeDialog)
    question.answer("apart")
    qtbot.waitUntil(lambda: view.working is not None and view.working.document.id != opened.document.id)
    assert view.title() == "我的便民服务开通（我的版本）"
    assert documents.opened(office.desk, opened.document.id).revision.content.title == "别人的"


def test_undoing_everything_leaves_a_revision_of_what_was_there(
    view: WriteView, office: Office, opened: Opened, qtbot: QtBot
) -> None:
    """C23: a day of writing isn't gone after Ctrl+Z."""
    view.editor.moveCursor(QTextCursor.MoveOperation.End)
    view.editor.insertPlainText("一天的文字。" * 60)
    qtbot.waitUntil(lambda: view.saving.kept_at is not None)
    while view.editor.document().isUndoAvailable():
        view.editor.undo()
    view.save()
    qtbot.waitUntil(lambda: len(documents.history(office.desk, opened.document.id)) == 3)
    newest, fullest, first = documents.history(office.desk, opened.document.id)
    assert newest.content == first.content
    assert fullest.content.body.count("一天的文字。") == 60


def test_undoing_everything_never_voids_what_is_in_review(view: WriteView, office: Office, opened: Opened) -> None:
    account = office.connect("滨江", channel="binjiang")
    approvals.submit(office.editor, opened.document.id, Submission((account.id,)))
    view.put_on_desk(documents.opened(office.desk, opened.document.id))
    view.editor.insertPlainText("一天的文字。" * 60)
    view.saving.keep()
    view.editor.undo()
    assert view.may_leave()
    assert len(documents.history(office.desk, opened.document.id)) == 1


def approved(office: Office, opened: Opened) -> None:
    account = office.connect("滨江", channel="binjiang")
    edition = approvals.submit(office.editor, opened.document.id, Submission((account.id,)))
    office.approve(edition)
    publishing.queue(office.publisher, edition.id)


def test_changing_a_signed_text_asks_first_and_then_voids_it(
    office: Office, opened: Opened, view: WriteView, qtbot: QtBot
) -> None:
    approved(office, opened)
    type_title(view, "改")
    with qtbot.waitSignal(view.saving.asked):
        view.saving.save()
    assert documents.opened(office.desk, opened.document.id).revision.number == 1
    with qtbot.waitSignal(view.saving.saved):
        view.saving.question.answer("yes")
    after = documents.opened(office.desk, opened.document.id)
    assert after.revision.number == 2
    assert after.edition is not None
    assert after.edition.state.value == "void"


def test_not_revising_keeps_the_text_and_the_approval(office: Office, opened: Opened, view: WriteView) -> None:
    approved(office, opened)
    type_title(view, "改")
    assert not view.may_leave()
    view.saving.question.answer("")
    after = documents.opened(office.desk, opened.document.id)
    assert after.edition is not None
    assert after.edition.state.value == "approved"
    assert view.title() == "改便民服务开通"
    assert QApplication.activeModalWidget() is None


TYPIST = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from editor_app.domain.secrets import Secret
from editor_app.services import members, workspaces
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.write import PLACE
from tests.services.office import PASSPHRASE
from tests.ui.views.write.conftest import typed
app = QApplication([])
desk = workspaces.open_desk(Path(sys.argv[1]))
window = MainWindow("x", seat=members.sign_in(desk, "editor", Secret(PASSPHRASE)), places=[PLACE])
window.show()
window.go("write", document=sys.argv[2])
view = window.view("write")
def key():
    if view.working is not None:
        typed(view.editor, "政")
        print("key", flush=True)
timer = QTimer()
timer.timeout.connect(key)
timer.start(50)
app.exec()
"""


def test_a_killed_window_loses_a_second_of_typing_at_most(office: Office, opened: Opened) -> None:
    folder = office.desk.store.folder
    process = subprocess.Popen(
        [sys.executable, "-c", TYPIST, str(folder), opened.document.id], stdout=subprocess.PIPE, cwd=ROOT, text=True
    )
    assert process.stdout is not None
    moments = []
    for _line in process.stdout:
        moments.append(time.monotonic())
        if len(moments) == 60:
            break
    process.kill()
    killed = time.monotonic()
    process.wait()
    process.stdout.close()
    journal = open_journal(office.desk.store)
    (kept,) = journal.pending()
    journal.close()
    certain = sum(moment < killed - 1.0 for moment in moments)
    assert certain > 20
    assert kept.content.title.count("政") >= certain


def test_who_may_not_write_can_still_close_the_window_and_finds_his_text_next_time(
    office: Office, opened: Opened, window: MainWindow, qtbot: QtBot
) -> None:
    window.set_seat(office.reviewer1, "审核")
    window.go("write", document=opened.document.id)
    view = window.view("write")
    assert isinstance(view, WriteView)
    qtbot.waitUntil(lambda: view.working is not None)
    type_title(view, "我改")
    assert view.may_leave()
    assert documents.opened(office.desk, opened.document.id).revision.number == 1
    assert view.saving.trouble
    journals.close(office.desk)
    journal = open_journal(office.desk.store)
    assert [kept.content.title for kept in journal.pending()] == ["我改便民服务开通"]
    journal.close()


def test_quick_saves_by_one_person_are_never_a_conflict(view: WriteView, qtbot: QtBot) -> None:
    asked: list[bool] = []
    view.saving.asked.connect(lambda: asked.append(True))
    for number in range(60):
        type_title(view, "x")
        view.saving.save()
        if number % 10 == 0:
            qtbot.waitUntil(lambda: not view.saving._is_saving)
    qtbot.waitUntil(lambda: not view.saving._is_saving)
    with qtbot.waitSignal(view.saving.saved, timeout=5000, raising=False):
        view.saving.save()
    assert asked == []


def test_a_disk_that_takes_no_draft_is_named_and_the_draft_is_kept_once_it_does(
    view: WriteView, office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "_AGAIN_MS", 50)
    journal = journals.of(office.desk)._connection
    journal.execute("PRAGMA query_only = ON")
    type_title(view, "新")
    qtbot.waitUntil(lambda: bool(view.saving.trouble), timeout=5000)
    assert view.facts() == view.saving.trouble
    assert "新便民服务开通" in view.editor.text()
    journal.execute("PRAGMA query_only = OFF")
    qtbot.waitUntil(lambda: view.saving.kept_at is not None, timeout=5000)
    assert view.saving.trouble == ""


def test_a_save_while_another_program_holds_the_workspace_is_named_and_loses_nothing(
    view: WriteView, office: Office, opened: Opened, qtbot: QtBot
) -> None:
    type_title(view, "新")
    with closing(sqlite3.connect(office.desk.store.folder / "workspace.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        view.save()
        qtbot.waitUntil(lambda: "另一个程序" in view.facts(), timeout=20_000)
        assert "新便民服务开通" in view.editor.text()
    with qtbot.waitSignal(view.saving.saved, timeout=10_000):
        view.save()
    assert documents.opened(office.desk, opened.document.id).revision.content.title == "新便民服务开通"
