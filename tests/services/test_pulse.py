from __future__ import annotations

import json
import os
import socket
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.errors import Invalid, NotFound
from editor_app.services import publishing, pulse
from editor_app.services.pulse import Beating
from tests.services.office import full_office
from tests.services.outbox import Outbox, new_outbox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    office = full_office(tmp_path / "office")
    made = new_outbox(office, tmp_path)
    made.connect("site")
    yield made
    made.close()
    office.desk.close()


def test_the_file_tells_who_serves_and_what_waits(outbox: Outbox, tmp_path: Path) -> None:
    publishing.queue(outbox.office.publisher, outbox.approved("site").id)
    file = tmp_path / "worker.json"
    beating = Beating(outbox.office.desk, "sender", lambda: 1, file)
    beating.begin()
    found = pulse.read(file)
    beating.close()
    assert (found.state, found.worker, found.process) == ("serving", "sender", os.getpid())
    assert (found.waiting, found.needs_person) == (1, 0)
    assert found.is_alive(outbox.office.desk.clock.now())
    assert pulse.read(file).state == "ended"
    assert not pulse.read(file).is_alive(outbox.office.desk.clock.now())
    assert sorted(path.name for path in tmp_path.glob("worker.json*")) == ["worker.json"]


def test_a_loop_that_hangs_is_not_alive_although_the_file_is_written(outbox: Outbox, tmp_path: Path) -> None:
    passes = [1]
    beating = Beating(outbox.office.desk, "sender", lambda: passes[0], tmp_path / "worker.json")
    beating._beat()
    outbox.office.clock.turn(pulse.STALE_AFTER + timedelta(seconds=1))
    beating._beat()
    found = pulse.read(tmp_path / "worker.json")
    assert found.written_at - found.passed_at > pulse.STALE_AFTER
    assert not found.is_alive(outbox.office.desk.clock.now())
    passes[0] = 2
    beating._beat()
    assert pulse.read(tmp_path / "worker.json").is_alive(outbox.office.desk.clock.now())


def test_the_service_manager_hears_that_it_is_ready_lives_and_stops(
    outbox: Outbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(10)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        beating = Beating(outbox.office.desk, "sender", lambda: 1, None)
        beating.begin()
        beating.stopping()
        beating.close()
        said = [manager.recv(1000).decode() for _ in range(3)]
        manager.settimeout(0)
        with pytest.raises(BlockingIOError):
            manager.recv(1000)
    assert said == ["WATCHDOG=1\nSTATUS=0 waiting, 0 need a person", "READY=1", "STOPPING=1"]


def test_no_file_and_another_file_are_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        pulse.read(tmp_path / "gone.json")
    for text in ("", "[]", "{}", json.dumps({"state": "serving"})):
        (tmp_path / "other.json").write_text(text, "utf-8")
        with pytest.raises(Invalid):
            pulse.read(tmp_path / "other.json")
