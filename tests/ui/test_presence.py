"""Who else is here, in one line: said before the first key, forgotten with the window, never a trouble."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from editor_app.domain.errors import Unavailable
from editor_app.domain.presence import FORGOTTEN, Doing, SeatId
from editor_app.domain.text import T
from editor_app.services import documents, presence
from editor_app.ui import background
from editor_app.ui.presence import Presence
from tests.services.office import Office, full_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = full_office(tmp_path / "office")
    yield made
    background.shut_down()
    made.desk.close()


@pytest.fixture
def owner() -> QObject:
    return QObject()


def at_rest(qtbot: QtBot, *windows: Presence) -> None:
    qtbot.waitUntil(lambda: not any(window._is_busy for window in windows))


def test_two_windows_see_each_other_and_hear_of_the_first_key(office: Office, owner: QObject, qtbot: QtBot) -> None:
    document = documents.create(office.editor, "标题").document.id
    mine, other = Presence(owner, lambda: office.editor), Presence(owner, lambda: office.editor2)
    mine.attend(document)
    at_rest(qtbot, mine)
    assert mine.words() == ""
    with qtbot.waitSignal(other.changed):
        other.attend(document)
    assert other.words() == "editor 打开着这篇稿件"
    at_rest(qtbot, mine, other)
    mine.typed()
    at_rest(qtbot, mine)
    with qtbot.waitSignal(other.changed):
        other.look()
    assert other.words() == "editor 正在写这篇稿件"
    assert other.is_written
    at_rest(qtbot, mine, other)
    mine.attend(None)
    at_rest(qtbot, mine)
    qtbot.waitUntil(lambda: presence.others(office.desk, document, other.window) == ())


def test_what_each_does_is_said_and_ones_own_other_window_too(office: Office, owner: QObject, qtbot: QtBot) -> None:
    document = documents.create(office.editor, "标题").document.id
    presence.sign(office.reviewer1, SeatId("r1"), document, Doing.REVIEWING)
    presence.sign(office.reviewer2, SeatId("r2"), document, Doing.REVIEWING)
    presence.sign(office.publisher, SeatId("p"), document, Doing.QUEUE)
    presence.sign(office.editor, SeatId("e"), document, Doing.OPEN)
    mine = Presence(owner, lambda: office.editor)
    with qtbot.waitSignal(mine.changed):
        mine.attend(document)
    assert mine.words() == "reviewer1、reviewer2 正在审核 · publisher 正在看它的投递 · 您在另一个窗口打开着它"


def test_who_vanished_is_forgotten_after_a_minute(office: Office, owner: QObject, qtbot: QtBot) -> None:
    document = documents.create(office.editor, "标题").document.id
    presence.sign(office.editor2, SeatId("gone"), document, Doing.WRITING)
    mine = Presence(owner, lambda: office.editor)
    with qtbot.waitSignal(mine.changed):
        mine.attend(document)
    office.clock.turn(FORGOTTEN)
    with qtbot.waitSignal(mine.changed):
        mine.look()
    assert mine.words() == ""


def test_a_store_that_takes_no_sign_of_life_still_shows_the_others(
    office: Office, owner: QObject, qtbot: QtBot
) -> None:
    document = documents.create(office.editor, "标题").document.id
    presence.sign(office.editor2, SeatId("w2"), document, Doing.OPEN)
    with office.desk.database.engine.connect() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE INSERT ON presence BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    mine = Presence(owner, lambda: office.editor)
    with qtbot.waitSignal(mine.changed):
        mine.attend(document)
    assert mine.words() == "editor2 打开着这篇稿件"


def test_where_nobody_can_be_read_nothing_is_said_and_it_is_tried_again(
    office: Office, owner: QObject, qtbot: QtBot
) -> None:
    document = documents.create(office.editor, "标题").document.id
    mine = Presence(owner, lambda: office.editor)
    mine.attend(document)
    at_rest(qtbot, mine)
    mine._is_busy = True
    mine._not_looked(Unavailable(T("The disk is full.")))
    with qtbot.waitSignal(mine.changed):
        presence.sign(office.editor2, SeatId("w2"), document, Doing.OPEN)
        mine.look()


def test_a_window_that_closes_is_gone_at_once_and_one_that_stays_is_seen_again(
    office: Office, owner: QObject, qtbot: QtBot
) -> None:
    document = documents.create(office.editor, "标题").document.id
    mine = Presence(owner, lambda: office.editor)
    mine.attend(document)
    at_rest(qtbot, mine)
    mine.sign_off()
    assert presence.others(office.desk, document) == ()
    mine.look()
    at_rest(qtbot, mine)
    assert [each.name for each in presence.others(office.desk, document)] == ["editor"]


def test_without_anybody_signed_in_nothing_is_said(owner: QObject) -> None:
    alone = Presence(owner, lambda: None)
    alone.attend(None)
    alone.typed()
    assert alone.words() == ""
