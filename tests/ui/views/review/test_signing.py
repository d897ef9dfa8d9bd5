from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.services import approvals
from editor_app.ui.dialogs import Question
from editor_app.ui.views.review.deciding import ReturnQuestion

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from editor_app.ui.main_window import MainWindow
    from editor_app.ui.views.review.view import ReviewView
    from tests.ui.views.review.conftest import Reviewed


def test_a_seal_needs_every_variant_opened_and_one_more_yes(
    qtbot: QtBot, fresh: Reviewed, shown: Callable[..., tuple[MainWindow, ReviewView]]
) -> None:
    _window, view = shown(fresh.stage.reviewers[1], edition=fresh.second.id)
    view.signing.ask_seal()
    assert view.signing.question is None
    for name in fresh.stage.accounts:
        view.page.open_variant(name)
    view.page.bar.seal.click()
    question = view.signing.question
    assert isinstance(question, Question)
    assert len(approvals.record(fresh.stage.desk, fresh.second.id).stages[1].signed) == 0
    question.answer("seal")
    qtbot.waitUntil(lambda: view.page.case is not None and view.page.case.record.stages[1].is_complete)
    signed = approvals.record(fresh.stage.desk, fresh.second.id).stages[1].signed[0]
    assert signed.valid
    assert signed.opened == tuple(sorted(fresh.stage.accounts))
    assert signed.where.value == "window"


def test_a_return_ends_the_edition_with_its_reason(
    qtbot: QtBot, fresh: Reviewed, shown: Callable[..., tuple[MainWindow, ReviewView]]
) -> None:
    _window, view = shown(fresh.stage.reviewers[1], edition=fresh.second.id)
    view.page.bar.back.click()
    question = view.signing.question
    assert isinstance(question, ReturnQuestion)
    question.verb.click()
    assert question.isVisible()
    question.reason.set_text("第二段数字请核对")
    question.verb.click()
    qtbot.waitUntil(lambda: view.page.standing is not None and not view.page.standing.is_open)
    assert "第二段数字请核对" in view.page.bar.sentence.text()
    assert view.page.bar.seal.isHidden()


def test_a_refusal_is_said_in_place(
    qtbot: QtBot, fresh: Reviewed, shown: Callable[..., tuple[MainWindow, ReviewView]]
) -> None:
    _window, view = shown(fresh.stage.reviewers[1], edition=fresh.second.id)
    for name in fresh.stage.accounts:
        view.page.open_variant(name)
    view.signing.ask_seal()
    question = view.signing.question
    assert question is not None
    fresh.stage.sign(fresh.second, 0)
    approvals.decide(
        fresh.stage.reviewers[1],
        fresh.second.id,
        approvals.Word(approvals.Decision.RETURN, fresh.second.digest, "请改"),
    )
    question.answer("seal")
    qtbot.waitUntil(lambda: bool(view.page._problem.text()))
    assert view.page._problem.isVisible()
