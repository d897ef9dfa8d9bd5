"""The questions behind comments ask for words and show both texts of a conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from editor_app.domain.anchor import Anchor
from editor_app.services.suggesting import TextChanged
from editor_app.ui.thread_dialogs import CommentQuestion, SayQuestion, changed_question
from editor_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

QUOTED = Anchor("body", quote="三个中心")


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def test_a_comment_needs_words_and_may_suggest_others(over: QWidget) -> None:
    question = CommentQuestion(over, QUOTED, "")
    question.ask()
    assert not question.is_complete()
    question.words.set_text("请核对")
    assert question.is_complete()
    assert question.replacement() is None
    question.suggests.setChecked(True)
    assert question.instead.isVisible()
    assert question.replacement() == "三个中心"
    question.instead.set_text("")
    assert question.replacement() == ""


def test_an_answer_needs_words(over: QWidget) -> None:
    question = SayQuestion(over, "Answer", "请核对", "Answer", "Answer")
    question.ask()
    assert not question.is_complete()
    question.words.set_text("好")
    assert question.is_complete()


def test_a_conflict_shows_all_three_texts(over: QWidget) -> None:
    question = changed_question(over, TextChanged("三个中心", "三座中心", "五个中心"))
    question.ask()
    said = [label.text() for label in question.findChildren(Label)]
    assert {"三个中心", "三座中心", "五个中心"} <= set(said)
