"""Deeds on comments from a window: done on a thread, refused in words, in conflict with both texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editor_app.domain.document import Content
from editor_app.services import anchoring, commenting, documents, suggesting
from editor_app.services.commenting import New
from editor_app.services.documents import Draft
from editor_app.ui import background
from editor_app.ui.main_window import MainWindow
from editor_app.ui.talking import Talking
from editor_app.ui.thread_dialogs import SayQuestion
from tests.services.office import Office, full_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from editor_app.domain.comment import Thread

BODY = "到2022年建成三个中心。"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = full_office(tmp_path / "office")
    yield made
    background.shut_down()
    made.desk.close()


@pytest.fixture
def talking(qtbot: QtBot, office: Office) -> Talking:
    window = MainWindow("editor", seat=office.editor, places=[])
    qtbot.addWidget(window)
    window.show()
    return Talking(window, window)


def suggested(office: Office) -> Thread:
    made = documents.create(office.editor, "", draft=Draft(Content(title="题", body=BODY))).revision
    new = New(made.id, anchoring.anchor_on(made, "三个"), "?", replacement="五个")
    return suggesting.suggest(office.reviewer1, made.document, new)


def test_a_suggestion_is_taken_over_with_one_click(qtbot: QtBot, office: Office, talking: Talking) -> None:
    made = suggested(office)
    with qtbot.waitSignal(talking.applied):
        talking.act(made, "apply")
    assert documents.opened(office.desk, made.document).revision.content.body == BODY.replace("三个", "五个")


def test_a_conflict_shows_both_texts_and_changes_nothing(qtbot: QtBot, office: Office, talking: Talking) -> None:
    made = suggested(office)
    head = documents.opened(office.desk, made.document).revision
    documents.save_revision(office.editor, made.document, head.id, Draft(Content(title="题", body="另一句。")))
    talking.act(made, "apply")
    qtbot.waitUntil(lambda: talking.question is not None)
    assert documents.opened(office.desk, made.document).revision.content.body == "另一句。"


def test_a_rejection_asks_for_its_reason(qtbot: QtBot, office: Office, talking: Talking) -> None:
    made = suggested(office)
    talking.act(made, "reject")
    asked = talking.question
    assert isinstance(asked, SayQuestion)
    asked.answer("try", closes=False)
    assert commenting.thread_of(office.desk, made.id).is_open
    asked.words.set_text("文件如此")
    with qtbot.waitSignal(talking.said):
        asked.answer("try", closes=False)
    assert commenting.thread_of(office.desk, made.id).closings[0].reason == "文件如此"
