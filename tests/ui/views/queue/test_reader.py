from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from editor_app.ui.views.queue.loading import Share, Sought
from editor_app.ui.views.queue.reader import QueueReader, Reading

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.views.queue.conftest import Busy


def test_asked_again_while_it_reads_it_tells_only_what_was_asked_last(qtbot: QtBot, busy: Busy) -> None:
    owner = QObject()
    reader = QueueReader(owner, lambda: busy.stage.publisher)
    told: list[Reading] = []
    reader.read.connect(told.append)
    for share in (Share.ALL, Share.OUT, Share.NEEDS):
        reader.ask(Sought(share), 0)
    qtbot.waitUntil(lambda: bool(told))
    assert [reading.sought.share for reading in told] == [Share.NEEDS]
    assert told[0].found.for_me == 4


def test_a_page_of_what_is_not_sought_any_more_is_left_out(qtbot: QtBot, busy: Busy) -> None:
    owner = QObject()
    reader = QueueReader(owner, lambda: busy.stage.publisher)
    pages: list[object] = []
    reader.paged.connect(pages.append)
    reader.ask(Sought(), 0)
    reader.ask_page(Sought(Share.OUT), 10_000)
    reader.ask_page(Sought(), 10_000)
    qtbot.waitUntil(lambda: bool(pages))
    assert len(pages) == 1


def test_rows_in_sight_are_read_again_when_thousands_are_shown(qtbot: QtBot, busy: Busy) -> None:
    owner = QObject()
    reader = QueueReader(owner, lambda: busy.stage.publisher)
    with qtbot.waitSignal(reader.read) as told:
        reader.ask(Sought(), 0, [busy.ids["held"]])
    assert told.args is not None
    reading = told.args[0]
    assert [row.id for row in reading.renewed] == [busy.ids["held"]]
    assert not reading.is_whole
