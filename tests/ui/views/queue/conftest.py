"""A practice office with a busy queue: once for tests that only look, anew for those that act."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from editor_app.domain.identifiers import DeliveryId
from editor_app.ui import background
from editor_app.ui.main_window import MainWindow
from editor_app.ui.views.queue import PLACE
from editor_app.ui.views.queue.view import QueueView
from editor_app.ui.views.queue.words import OfficeTime
from tests.ui.views.doubtful import doubtful_withdrawal
from tests.ui.views.staged import Stage, alter_title, busy_queue, new_stage, unchanged, window_on


@dataclass
class Busy:
    """An office and its deliveries by state."""

    stage: Stage
    ids: dict[str, DeliveryId]

    def office(self) -> OfficeTime:
        return OfficeTime(ZoneInfo(self.stage.desk.workspace.zone), self.stage.clock.now())


@pytest.fixture(scope="session")
def only_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Busy]:
    stage = new_stage(tmp_path_factory.mktemp("busy") / "office")
    yield Busy(stage, busy_queue(stage))
    background.shut_down()
    stage.close()


@pytest.fixture
def busy(only_once: Busy) -> Iterator[Busy]:
    """Made once, for tests that only look."""
    with unchanged(only_once.stage):
        yield only_once


@pytest.fixture
def asked(stage: Stage) -> DeliveryId:
    """A delivery whose reply was lost and whose look-up could not tell: a person is asked."""
    one = stage.queued("“指尖上的网上政府”怎么建？", stage.accounts[2])[0].id
    stage.server.faults.put({"drop_after": 1})
    stage.serve(one)
    alter_title(stage.server, "政务新媒体")
    stage.clock.turn(timedelta(minutes=3))
    stage.serve(one)
    return one


@pytest.fixture
def asked_gone(stage: Stage) -> DeliveryId:
    """A withdrawal whose reply was lost, and whose post nobody could look at for a day."""
    return doubtful_withdrawal(stage)


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[..., tuple[MainWindow, QueueView]]:
    """A window on the queue of an office, with the queue read."""

    def show(stage: Stage, person: str = "publisher", **arguments: str) -> tuple[MainWindow, QueueView]:
        window = window_on(qtbot, stage, person, PLACE)
        view = window.view("queue")
        assert isinstance(view, QueueView)
        with qtbot.waitSignal(view.counted):
            window.go("queue", **arguments)
        return window, view

    return show
