from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from editor_app.domain.errors import DiskFull
from editor_app.domain.text import T
from editor_app.ui import background
from editor_app.ui.dialogs import Question
from editor_app.ui.long_deed import LongDeed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from editor_app.domain.progress import Progress


@pytest.fixture
def over(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    yield made
    background.shut_down()


def test_what_it_makes_is_told_and_the_dialog_goes(over: QWidget, qtbot: QtBot) -> None:
    deed, got = LongDeed(over, "备份"), list[int]()

    def work(progress: Progress) -> int:
        progress(0.5, T("The pictures are checked"))
        return 7

    deed.begin("…", work, got.append)
    assert deed.dialog.isVisible()
    qtbot.waitUntil(lambda: got == [7], timeout=10_000)
    assert not deed.dialog.isVisible()


def test_cancel_ends_the_work_at_its_next_word_and_tells_nobody(over: QWidget, qtbot: QtBot) -> None:
    deed, got = LongDeed(over, "备份", "to a folder"), list[int]()
    begun, go_on, ended = threading.Event(), threading.Event(), list[str]()

    def work(progress: Progress) -> int:
        begun.set()
        go_on.wait(10)
        try:
            progress(0.5, T("The pictures are checked"))
        except background.Cancelled:
            ended.append("cancelled")
            raise
        return 7

    deed.begin("…", work, got.append)
    qtbot.waitUntil(begun.is_set, timeout=10_000)
    deed.progress.cancel.click()
    go_on.set()
    qtbot.waitUntil(lambda: ended == ["cancelled"], timeout=10_000)
    assert not deed.dialog.isVisible()
    assert got == []


def test_why_it_failed_is_asked_to_be_read(over: QWidget, qtbot: QtBot) -> None:
    deed = LongDeed(over, "备份")

    def work(_progress: Progress) -> int:
        raise DiskFull(T("The disk is full; nothing was changed."), T("Free some room and try again."))

    deed.begin("…", work, lambda _found: None)
    qtbot.waitUntil(lambda: isinstance(deed.dialog, Question), timeout=10_000)
    assert "磁盘已满" in deed.dialog.panel.accessibleName()
