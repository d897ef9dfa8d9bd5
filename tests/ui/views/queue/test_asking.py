from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from editor_app.services import asking
from editor_app.ui.views.queue.asking import LEAVE, NOT_THERE, THERE, AskDialog, exact_words, first_sentence
from editor_app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from tests.ui.views.queue.conftest import Busy


@pytest.fixture
def dialog(qtbot: QtBot, busy: Busy) -> Iterator[AskDialog]:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(1280, 720)
    over.show()
    case = asking.case(busy.stage.desk, busy.ids["ask"])
    made = AskDialog(over, case, "端", busy.office(), "周敏")
    made.ask()
    yield made
    over.close()


def test_it_shows_the_account_the_exact_words_the_time_and_what_is_known(dialog: AskDialog) -> None:
    said = " ".join(label.text() for label in dialog.findChildren(Label))
    assert dialog.case.row.account_name in said
    assert "共 12 件事" in dialog.text.toPlainText()
    assert "前后出现" in said
    assert "已知情况" in said
    assert "以“周敏" in said


def test_no_answer_is_the_default_and_enter_does_nothing(dialog: AskDialog) -> None:
    said: list[str] = []
    dialog.decided.connect(lambda answer, _words, _number: said.append(answer))
    assert dialog.window().focusWidget() is dialog.text
    assert not any(button.isDefault() or button.autoDefault() for button in dialog.findChildren(QPushButton))
    for widget in (dialog.text, dialog.link.control, dialog.note.control, dialog.there.button, dialog.later.button):
        QTest.keyClick(widget, Qt.Key.Key_Return)
        QTest.keyClick(widget, Qt.Key.Key_Enter)
    assert not said
    assert dialog.isVisible()


def test_each_answer_asks_for_what_it_needs(dialog: AskDialog) -> None:
    said: list[tuple[str, str, str]] = []
    dialog.decided.connect(lambda *answer: said.append(answer))
    dialog.there.button.click()
    dialog.later.button.click()
    assert not said
    assert dialog.link.control.has_error
    assert dialog.note.control.has_error
    dialog.link.control.setText(" http://127.0.0.1/p/1 ")
    dialog.there.button.click()
    assert said == [(THERE, "http://127.0.0.1/p/1", "")]
    assert not dialog.not_there.button.isEnabled(), "one answer at a time"
    dialog.show_error(THERE, "不是这个账号的链接", needs_number=True)
    assert dialog.number.isVisible()
    dialog.note.control.setText("页面打不开")
    dialog.later.button.click()
    dialog.show_error(LEAVE, "")
    dialog.not_there.button.click()
    assert said[1:] == [(LEAVE, "页面打不开", ""), (NOT_THERE, "", "")]


def test_escape_records_nothing(dialog: AskDialog) -> None:
    said: list[str] = []
    dialog.decided.connect(lambda answer, _words, _number: said.append(answer))
    QTest.keyClick(dialog.text, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not said


def test_every_part_has_a_name_and_a_sentence_to_look_for_is_copied(dialog: AskDialog) -> None:
    nameless = [
        type(widget).__name__
        for widget in dialog.findChildren(QWidget)
        if widget.focusPolicy().value & 1 and widget.isVisible() and not widget.accessibleName()
    ]
    assert not nameless
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() in exact_words(dialog.case.payload)


def test_it_fits_a_small_window(dialog: AskDialog) -> None:
    assert dialog.panel.geometry().bottom() <= 720
    assert dialog.panel.geometry().top() >= 0
    below = dialog.later.mapTo(dialog.panel, dialog.later.rect().bottomLeft()).y()
    assert below < dialog.foot.geometry().top()
    assert dialog.text.height() >= 26


def test_markup_is_taken_away_and_paragraphs_stay(busy: Busy) -> None:
    payload = asking.case(busy.stage.desk, busy.ids["ask"]).payload
    part = replace(payload.parts[0], body="<p>第一段，共 12 件事。</p><p>A &amp; B<br>C</p>")
    plain = replace(payload, title="题", format="html", parts=(part,))
    assert exact_words(plain) == "题\n第一段，共 12 件事。\nA & B\nC"
    assert first_sentence(plain) == "第一段，共 12 件事。"
