"""A case from its opening to its end, by the window's own buttons."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor_app.domain.edition import EditionKind
from editor_app.domain.identifiers import sha256
from editor_app.services import approvals, documents, publishing, recalling, withdrawing
from editor_app.ui.reasons import ReasonQuestion
from editor_app.ui.views.recall.asking import NoteDialog, OpenDialog, ProofDialog
from tests.ui.views.recall.cases import opened, published, signed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from editor_app.services.recalling import Case
    from editor_app.ui.main_window import MainWindow
    from editor_app.ui.views.recall.view import RecallView
    from tests.ui.views.staged import Stage

    Shown = Callable[..., tuple[MainWindow, RecallView]]


def case(stage: Stage) -> Case:
    (found,) = recalling.cases(stage.desk, open_only=False)
    return found


def test_without_a_case_the_view_says_what_one_is_for_and_opens_it(qtbot: QtBot, stage: Stage, shown: Shown) -> None:
    (post,) = published(stage, "元旦假期政务服务安排", stage.accounts[0])
    document = approvals.edition(stage.desk, post.edition).document
    _window, view = shown(stage, "editor")
    view._first.click()
    dialog = view.dialog
    assert isinstance(dialog, OpenDialog)
    dialog.document.set_text(document)
    dialog.kinds.toggles["withdrawal"].setChecked(True)
    dialog.keep.click()
    qtbot.waitUntil(lambda: bool(dialog._error.text()))  # no reason was given
    dialog.reason.set_text("时间写错了")
    dialog.keep.click()
    qtbot.waitUntil(lambda: view.page.case is not None)
    assert case(stage).row.kind is EditionKind.WITHDRAWAL
    assert view.page.copies is not None
    assert [row.place.row.account_name for row in view.page.copies.rows] == [stage.accounts[0]]


def test_the_editor_hands_it_in_and_the_publisher_runs_and_closes_it(qtbot: QtBot, stage: Stage, shown: Shown) -> None:
    posts = published(stage, "元旦假期政务服务安排", stage.accounts[0])
    row = opened(stage, posts, EditionKind.WITHDRAWAL, "时间写错了")
    _window, view = shown(stage, "editor")
    view.do_next()
    dialog = view.dialog
    assert isinstance(dialog, NoteDialog)
    dialog.keep.click()
    qtbot.waitUntil(lambda: bool(case(stage).editions))
    signed(stage, approvals.edition(stage.desk, case(stage).editions[0][0]))
    _window, view = shown(stage, "publisher", case=row.id)
    qtbot.waitUntil(lambda: view.page.deed.isEnabled() and view.page.deed.isVisible())
    view.page.deed.click()
    qtbot.waitUntil(lambda: case(stage).places[0].serving is not None)
    served = case(stage).places[0].serving
    assert served is not None
    stage.serve(served.delivery, 2)
    view.refresh(frozenset({"delivery"}))
    qtbot.waitUntil(lambda: view.page.case is not None and not view.page.case.left)
    view.do("close")
    question = view.dialog
    assert isinstance(question, ReasonQuestion)
    question.reason.set_text("以后由两人核对时间")
    question.verb.click()
    qtbot.waitUntil(lambda: case(stage).row.closed_at is not None)


def test_a_copy_is_signed_off_with_what_was_seen_and_a_screenshot_is_kept_as_its_digest(
    qtbot: QtBot, stage: Stage, shown: Shown, tmp_path: Path
) -> None:
    posts = published(stage, "元旦假期政务服务安排", stage.accounts[0])
    opened(stage, posts, EditionKind.WITHDRAWAL, "时间写错了")
    _window, view = shown(stage, "publisher")
    assert view.page.copies is not None
    view.page.copies.rows[0].proof.click()
    dialog = view.dialog
    assert isinstance(dialog, ProofDialog)
    dialog.note.set_text("已在后台删除")
    seen = tmp_path / "截图.png"
    dialog.screenshot.take(seen)
    dialog.keep.click()
    qtbot.waitUntil(lambda: bool(dialog._error.text()))  # the file is not there
    seen.write_bytes(b"a picture")
    dialog.keep.click()
    qtbot.waitUntil(lambda: not case(stage).left)
    (proof,) = case(stage).places[0].proofs
    assert (proof.by, proof.screenshot) == (stage.publisher.member.name, sha256(b"a picture"))


def test_a_correction_begins_with_the_text_and_is_handed_in_once_somebody_corrected_it(
    qtbot: QtBot, stage: Stage, shown: Shown
) -> None:
    posts = published(stage, "元旦假期政务服务安排", stage.accounts[0])
    row = opened(stage, posts, EditionKind.CORRECTION, "时间写错了")
    window, view = shown(stage, "editor", case=row.id)
    qtbot.waitUntil(lambda: view.page.case is not None)
    assert view.page.is_unchanged
    assert view.page.deed.text() == "先改稿件…"
    view.do_next()
    assert window.here == "write"
    head = documents.opened(stage.desk, row.document).revision
    better = replace(documents.draft_of(head), content=replace(head.content, body="一月一日照常办理。"))
    documents.save_revision(stage.editor, row.document, head.id, better)
    window.go("recall")
    qtbot.waitUntil(lambda: view.page.deed.text() == "提交审核…", timeout=10_000)
    assert not view.page.is_unchanged


def test_a_copy_that_was_not_done_leads_to_its_delivery(qtbot: QtBot, stage: Stage, shown: Shown) -> None:
    posts = published(stage, "元旦假期政务服务安排", stage.accounts[0])
    row = opened(stage, posts, EditionKind.WITHDRAWAL, "时间写错了")
    signed(stage, withdrawing.submit(stage.editor, row.id))
    (away,) = recalling.run(stage.publisher, row.id)
    publishing.hold(stage.publisher, away.id, "先等等")
    window, view = shown(stage, "publisher", case=row.id)
    qtbot.waitUntil(lambda: view.page.copies is not None)
    assert view.page.copies is not None
    (copy,) = view.page.copies.rows
    assert not copy.delivery.isHidden()
    copy.delivery.click()
    assert window.here == "queue"


def test_a_measure_is_chosen_among_those_that_the_account_has(qtbot: QtBot, stage: Stage, shown: Shown) -> None:
    posts = published(stage, "元旦假期政务服务安排", stage.accounts[0])
    opened(stage, posts, EditionKind.WITHDRAWAL, "时间写错了")
    _window, view = shown(stage, "editor")
    assert view.page.copies is not None
    view.page.copies.rows[0].measure.click()
    assert view.dialog is not None
    view.dialog.answer("unpublish")
    qtbot.waitUntil(lambda: case(stage).places[0].row.measure.value == "unpublish")


def test_from_a_delivery_the_question_names_the_document_by_its_number(
    qtbot: QtBot, stage: Stage, shown: Shown
) -> None:
    (post,) = published(stage, "元旦假期政务服务安排", stage.accounts[0])
    _window, view = shown(stage, "editor", document=approvals.edition(stage.desk, post.edition).document)
    qtbot.waitUntil(lambda: isinstance(view.dialog, OpenDialog))
    assert isinstance(view.dialog, OpenDialog)
    assert view.dialog.document.text().startswith("20")
