from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor_app.services.desk import Seat
from editor_app.ui import background, waiting
from editor_app.ui.app import session_of
from editor_app.ui.main_window import MainWindow
from editor_app.ui.waiting import FIRST
from tests.services.office import Office
from tests.ui.views.staged import Stage, new_stage


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    made = new_stage(tmp_path / "office")
    yield made
    background.shut_down()
    made.close()


def test_a_publisher_is_rung_when_nothing_sends_what_is_due(stage: Stage) -> None:
    delivery = stage.queued("便民事项一次办好", stage.accounts[0])[0]
    assert waiting.look(stage.publisher).of(FIRST) == ()
    stage.clock.turn(timedelta(minutes=3))
    (task,) = waiting.look(stage.publisher).of(FIRST)
    assert (task.key, task.urgent, task.place) == ("unserved", True, "queue")
    assert task.title == "1 条投递已到时间，但没有发送器在发送。"
    assert waiting.look(stage.editor).of(FIRST) == (), "an editor could do nothing about it"
    stage.serve(delivery.id)
    assert waiting.look(stage.publisher).of(FIRST) == ()


def test_every_minute_it_is_looked_at_anew(
    office: Office, seat_window: Callable[[Seat], MainWindow], qtbot: QtBot
) -> None:
    session = session_of(seat_window(office.publisher))
    with qtbot.waitSignal(session.looked):
        session.house.minute.emit()
