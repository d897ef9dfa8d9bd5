"""Comments in the review room: from words on the page to a thread on record, and back to the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

from editor_app.services import commenting, documents
from editor_app.ui.thread_dialogs import CommentQuestion, SayQuestion
from tests.ui.views.review.talk import say, talked_about

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from editor_app.ui.main_window import MainWindow
    from editor_app.ui.views.review.view import ReviewView
    from tests.ui.views.review.conftest import Reviewed

    Show = Callable[..., tuple[MainWindow, ReviewView]]


def test_words_marked_on_the_page_are_commented_on(qtbot: QtBot, fresh: Reviewed, shown: Show) -> None:
    _window, view = shown(fresh.stage.reviewers[1], edition=fresh.second.id)
    page = view.page.page
    page.setTextCursor(page.document().find("聚合办事入口"))
    view.page.side.comment.click()
    qtbot.waitUntil(lambda: isinstance(view.commenting.talking.question, CommentQuestion))
    question = view.commenting.talking.question
    assert isinstance(question, CommentQuestion)
    question.answer("try", closes=False)
    assert not question.is_complete()
    question.words.set_text("请写明指哪个入口")
    question.must.setChecked(True)
    question.answer("try", closes=False)
    qtbot.waitUntil(lambda: len(view.page.side.threads.cards) == 1)
    (placed,) = commenting.threads(fresh.stage.desk, fresh.second.document)
    assert (placed.words, placed.thread.is_must) == ("聚合办事入口", True)
    assert placed.thread.id in page.marked.places
    assert view.page.standing is not None


def test_without_a_selection_it_says_what_to_do(fresh: Reviewed, shown: Show) -> None:
    _window, view = shown(fresh.stage.reviewers[1], edition=fresh.second.id)
    view.page.page.setTextCursor(QTextCursor(view.page.page.document()))
    view.commenting.ask()
    assert view.commenting.talking.question is None


def test_a_thread_is_answered_and_settled_from_its_card(qtbot: QtBot, fresh: Reviewed, shown: Show) -> None:
    made = say(fresh, fresh.stage.reviewers[0], "聚合办事入口", "请写明")
    _window, view = shown(fresh.stage.reviewers[1], edition=fresh.second.id)
    (card,) = view.page.side.threads.cards
    card.deeds["reply"].click()
    asked = view.commenting.talking.question
    assert isinstance(asked, SayQuestion)
    asked.words.set_text("同问")
    asked.answer("try", closes=False)
    qtbot.waitUntil(lambda: len(commenting.thread_of(fresh.stage.desk, made.id).remarks) == 2)
    qtbot.waitUntil(lambda: len(view.page.side.threads.cards[0].placed.thread.remarks) == 2)
    view.page.side.threads.cards[0].deeds["resolve"].click()
    qtbot.waitUntil(lambda: "reopen" in view.page.side.threads.cards[0].deeds)
    assert not commenting.thread_of(fresh.stage.desk, made.id).is_open


def test_the_keys_go_from_comment_to_comment(fresh: Reviewed, shown: Show) -> None:
    talked_about(fresh)
    _window, view = shown(fresh.stage.reviewers[1], edition=fresh.second.id)
    cards = view.page.side.threads.cards
    assert len(cards) == 3
    view.commenting.step(1)
    view.commenting.step(1)
    assert view.commenting.talking.question is None
    assert view.page.page.place_of(cards[1].placed.thread.id) is not None
    assert view.page.page.place_of("none") is None


def test_what_should_be_settled_first_is_said_and_hinders_nobody(qtbot: QtBot, fresh: Reviewed, shown: Show) -> None:
    talked_about(fresh)
    _window, view = shown(fresh.stage.reviewers[1], edition=fresh.second.id)
    for account in fresh.stage.accounts:
        view.page.open_variant(account)
    standing = view.page.standing
    assert standing is not None
    assert (standing.glyph, standing.why_no_seal) == ("advised", "")
    view.signing.ask_seal()
    assert view.signing.question is not None
    view.signing.question.answer("seal")
    qtbot.waitUntil(lambda: view.page.case is not None and view.page.case.record.stages[1].is_complete)


def test_the_shelf_says_how_many_comments_are_open(fresh: Reviewed, shown: Show) -> None:
    talked_about(fresh)
    _window, view = shown(fresh.stage.reviewers[1])
    assert "2" in view.shelf.rows[0].look.reason
    assert documents.rows(fresh.stage.desk)
