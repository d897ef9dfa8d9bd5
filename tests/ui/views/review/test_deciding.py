from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.identifiers import grouped
from editor_app.ui.views.review.deciding import DecisionBar, ReturnQuestion, seal_question
from editor_app.ui.views.review.standing import standing
from editor_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from editor_app.ui.main_window import MainWindow
    from tests.ui.views.review.conftest import Reviewed


def test_the_seal_is_live_only_when_nothing_is_missing_and_the_reason_stands_beside(
    qtbot: QtBot, reviewed: Reviewed
) -> None:
    bar = DecisionBar()
    qtbot.addWidget(bar)
    case = reviewed.case()
    bar.show_standing(standing(case, [], []), case.record.next, may_queue=False)
    assert not bar.seal.isEnabled()
    assert bar.back.isEnabled()
    assert bar.sentence.text() == bar.seal.toolTip()
    bar.show_standing(standing(case, reviewed.stage.accounts, []), case.record.next, may_queue=False)
    assert bar.seal.isEnabled()
    assert bar.seal.text() == "盖章·复审通过"
    assert bar.queue.isHidden()


def test_the_question_shows_the_whole_digest_in_groups(reviewed: Reviewed, window: MainWindow) -> None:
    case = reviewed.case()
    stage = case.record.next
    assert stage is not None
    question = seal_question(window, case, stage, "刘洋")
    said = " ".join(label.text() for label in question.findChildren(Label))
    assert grouped(reviewed.second.digest, 16) in said
    assert "复审" in said


def test_a_return_asks_for_its_reason(reviewed: Reviewed, window: MainWindow) -> None:
    question = ReturnQuestion(window, reviewed.case(), "刘洋")
    assert not question.is_complete()
    assert question.reason.control.has_error
    question.reason.set_text("第二段数字请核对")
    assert question.is_complete()
