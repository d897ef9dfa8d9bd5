import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor_app.services.clock import SystemClock
from editor_app.ui.publisher import Publisher
from tests.services.office import Office, full_office
from tests.services.outbox import Outbox, new_outbox


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    office = full_office(tmp_path / "office")
    office.keep_time_by(SystemClock())
    office.clock.turn(SystemClock().now() - office.clock.now())
    made = new_outbox(office, tmp_path)
    made.connect("site")
    yield made
    made.close()
    office.desk.close()


def test_the_window_sends_what_a_publisher_queues(outbox: Outbox, qtbot: QtBot) -> None:
    office = outbox.office
    publisher = Publisher()
    with qtbot.waitSignal(publisher.changed, timeout=10_000):
        publisher.serve(office.publisher)
    assert publisher.is_running
    with qtbot.waitSignal(publisher.finished, timeout=20_000) as told:
        outbox.queued("site")
    assert told.args is not None
    assert told.args[0].row.state.value in ("sent", "verified")
    publisher.stop()
    assert not publisher.is_running


def test_without_a_right_to_the_vault_nothing_is_sent_and_nothing_is_wrong(office: Office, qtbot: QtBot) -> None:
    publisher = Publisher()
    publisher.serve(office.editor)
    qtbot.wait(300)
    assert not publisher.is_running
    assert publisher.fault is None


def test_a_change_of_person_ends_the_last_ones_sender(outbox: Outbox, qtbot: QtBot) -> None:
    publisher = Publisher()
    publisher.serve(outbox.office.publisher)
    qtbot.waitUntil(lambda: publisher.is_running, timeout=10_000)
    publisher.serve(outbox.office.editor)
    assert not publisher.is_running
    publisher.stop()


def test_a_loop_that_ends_by_itself_is_a_fault(outbox: Outbox, qtbot: QtBot) -> None:
    publisher = Publisher()
    publisher.serve(outbox.office.publisher)
    qtbot.waitUntil(lambda: publisher.is_running, timeout=10_000)
    assert publisher._worker is not None
    publisher._worker.stop()
    qtbot.waitUntil(lambda: publisher.fault is not None, timeout=10_000)
    assert not publisher.is_running
    publisher.stop()


def test_asked_twice_in_a_row_one_loop_serves(outbox: Outbox, qtbot: QtBot) -> None:
    publisher = Publisher()
    publisher.serve(outbox.office.publisher)
    publisher.serve(outbox.office.publisher)
    qtbot.waitUntil(lambda: publisher.is_running, timeout=10_000)
    qtbot.wait(300)
    assert sum(thread.name == "publisher" for thread in threading.enumerate()) == 1
    publisher.stop()
    assert not any(thread.name == "publisher" for thread in threading.enumerate())
