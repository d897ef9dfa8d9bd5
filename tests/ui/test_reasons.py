from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor_app.ui.reasons import LIMIT, Asked, ReasonQuestion


def test_a_question_is_answered_only_with_a_reason_of_a_bounded_length(qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(900, 600)
    over.show()
    said: list[str] = []
    question = ReasonQuestion(over, Asked("停下来？", "什么都不再发出。", "停下", label="为什么"))
    question.ask_for(said.append)
    question.verb.click()
    assert question.isVisible()
    assert question.reason.control.has_error
    question.reason.set_text("  " + "长" * 500)
    question.verb.click()
    assert not question.isVisible()
    assert said == ["长" * LIMIT]
