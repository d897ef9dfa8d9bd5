from __future__ import annotations

import sys
import threading
from datetime import timedelta
from subprocess import run
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.delivery import DeliveryState, Verdict
from editor_app.domain.errors import Unavailable
from editor_app.domain.text import T
from editor_app.services import backups, publishing, vaults, verifying_first
from editor_app.services.clock import SystemClock
from editor_app.storage import audit
from editor_app.worker import Outcome, Worker
from tests.services import removed
from tests.services.office import full_office
from tests.services.outbox import Outbox, new_outbox
from tests.services.registers import for_real, page, portal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editor_app.domain.audit import Actor
    from editor_app.services.desk import Desk


class Told:
    """What a worker reported, and a way to wait for it."""

    def __init__(self) -> None:
        self.outcomes: list[Outcome] = []
        self._condition = threading.Condition()

    def __call__(self, outcome: Outcome) -> None:
        with self._condition:
            self.outcomes.append(outcome)
            self._condition.notify_all()

    def wait_for(self, number: int) -> bool:
        with self._condition:
            return self._condition.wait_for(lambda: len(self.outcomes) >= number, timeout=30)


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    office = full_office(tmp_path / "office")
    office.keep_time_by(SystemClock())
    office.clock.turn(SystemClock().now() - office.clock.now())
    made = new_outbox(office, tmp_path)
    made.connect("site")
    made.connect("app", "keyed")
    yield made
    made.close()
    office.desk.close()


def a_worker(outbox: Outbox, told: Told) -> Worker:
    return Worker(outbox.office.desk, vaults.opened(outbox.office.admin), told, "test")


def queued(outbox: Outbox, title: str = "题", *accounts: str) -> None:
    publishing.queue(outbox.office.publisher, outbox.approved(*(accounts or ("site", "app")), title=title).id)


def test_until_idle_brings_every_delivery_to_its_first_verdict(outbox: Outbox) -> None:
    queued(outbox)
    told = Told()
    worker = a_worker(outbox, told)
    worker.run_until_idle()
    worker.close()
    assert {outcome.row.state for outcome in told.outcomes} == {DeliveryState.VERIFIED}
    assert {outcome.row.verdict for outcome in told.outcomes} == {Verdict.IDENTICAL}
    assert len(outbox.public()) == len(told.outcomes) == 2


def test_until_idle_waits_for_the_settle_time_of_a_lost_reply(outbox: Outbox) -> None:
    queued(outbox)
    outbox.server.faults.put({"drop_after": 2})
    told = Told()
    worker = a_worker(outbox, told)
    worker.run_until_idle()
    worker.close()
    assert {outcome.row.state for outcome in told.outcomes} == {DeliveryState.VERIFIED}
    assert (len(outbox.public()), outbox.publishing_requests()) == (2, 2)


def test_until_idle_leaves_what_is_planned_for_later(outbox: Outbox) -> None:
    edition = outbox.approved("site")
    later = outbox.office.desk.clock.now() + timedelta(hours=1)
    publishing.queue(outbox.office.publisher, edition.id, publishing.Slot(later))
    told = Told()
    worker = a_worker(outbox, told)
    worker.run_until_idle()
    worker.close()
    assert told.outcomes == []
    assert {row.state for row in publishing.status(outbox.office.desk)} == {DeliveryState.QUEUED}


def test_until_idle_waits_for_no_platform_that_is_not_installed_and_writes_nothing_about_it(outbox: Outbox) -> None:
    sent, lost = outbox.queued("site"), outbox.queued("app")
    outbox.serve(sent.id)
    outbox.server.faults.put({"drop_after": 1})
    assert (outbox.serve(lost.id).state, outbox.row(sent.id).verdict) == (DeliveryState.UNKNOWN, None)
    told = Told()
    with removed.uninstalled_for(outbox):
        with outbox.office.desk.database.read() as snapshot:
            before = audit.head(snapshot)
        worker = a_worker(outbox, told)
        worker.run_until_idle()
        worker.close()
        with outbox.office.desk.database.read() as snapshot:
            assert audit.head(snapshot) == before
    assert told.outcomes == []
    worker = a_worker(outbox, told)
    worker.run_until_idle()
    worker.close()
    assert {outcome.row.state for outcome in told.outcomes} == {DeliveryState.VERIFIED}
    assert len(outbox.public()) == outbox.publishing_requests() == 2


def test_a_running_worker_wakes_at_once_when_something_is_queued(outbox: Outbox) -> None:
    told = Told()
    worker = a_worker(outbox, told)
    thread = threading.Thread(target=worker.run, args=[timedelta(hours=1)])
    thread.start()
    queued(outbox)
    assert told.wait_for(2)
    worker.stop()
    thread.join(10)
    assert not thread.is_alive()


def test_two_workers_at_once_send_everything_once(outbox: Outbox) -> None:
    for number in range(5):
        queued(outbox, f"第 {number} 份")
    told = Told()
    workers = [a_worker(outbox, told), a_worker(outbox, told)]
    threads = [threading.Thread(target=worker.run_until_idle) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    for worker in workers:
        worker.close()
    assert sorted(outbox.public()) == sorted(f"第 {number} 份" for number in range(5) for _ in range(2))
    assert outbox.publishing_requests() == 10


def test_something_unforeseen_in_one_delivery_is_logged_and_stops_nobody_else(
    outbox: Outbox, caplog: pytest.LogCaptureFixture
) -> None:
    queued(outbox)
    told = Told()
    broken = a_worker(outbox, told)
    broken._sender = _Broken(broken._sender, "app")  # type: ignore[assignment]
    broken.run_once()
    broken.close()
    assert [outcome.row.account_name for outcome in told.outcomes] == ["site"]
    assert "rests after something unforeseen" in caplog.text
    caplog.clear()


def test_the_worker_runs_without_qt() -> None:
    code = "import editor_app.worker, sys; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    assert run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_store_that_is_away_for_a_while_ends_nothing(outbox: Outbox, caplog: pytest.LogCaptureFixture) -> None:
    told, transactions = Told(), outbox.office.desk.database._transactions
    worker = a_worker(outbox, told)
    thread = threading.Thread(target=worker.run, args=[timedelta(seconds=0.2)])
    thread.start()
    transactions._is_closed, pause, left = True, threading.Event(), 200
    while "the queue rests: unavailable" not in caplog.text and left:
        pause.wait(0.1)
        left -= 1
    assert thread.is_alive()
    transactions._is_closed = False
    queued(outbox)
    assert told.wait_for(2)
    worker.stop()
    thread.join(10)
    assert caplog.text.count("the queue rests") == 1
    caplog.clear()


def test_what_a_restored_workspace_holds_first_is_held_even_when_the_first_pass_fails(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = verifying_first.hold_what_waits, []

    def away_once(desk: Desk, actor: Actor) -> int:
        calls.append(actor)
        if len(calls) == 1:
            raise Unavailable(T("It is away."))
        return real(desk, actor)

    monkeypatch.setattr(verifying_first, "hold_what_waits", away_once)
    worker = a_worker(outbox, Told())
    with pytest.raises(Unavailable):
        worker.run_once()
    worker.run_once()
    worker.run_once()
    worker.close()
    assert len(calls) == 2


class _Broken:
    """A sender whose fault point breaks for one account."""

    def __init__(self, sender: object, name: str) -> None:
        self._sender = sender
        self._name = name

    def __getattr__(self, name: str) -> object:
        if name == "links":
            return _BrokenLinks(self._sender.links, self._name)  # type: ignore[attr-defined]
        return getattr(self._sender, name)


class _BrokenLinks:
    def __init__(self, links: object, name: str) -> None:
        self._links = links
        self._name = name

    def link(self, account: object) -> object:
        if account.name == self._name:  # type: ignore[attr-defined]
            raise RuntimeError("unforeseen")
        return self._links.link(account)  # type: ignore[attr-defined]

    def forget(self, account: object) -> None:
        self._links.forget(account)  # type: ignore[attr-defined]


def test_a_worker_makes_the_daily_backup_beside_its_work(tmp_path: Path) -> None:
    office = full_office(tmp_path / "office")
    worker = Worker(office.desk, vaults.opened(office.admin), Told(), "test")
    office.clock.turn(timedelta(hours=25))
    thread = threading.Thread(target=worker.run, args=(timedelta(seconds=0.2),))
    thread.start()
    pause, left = threading.Event(), 200
    while not backups.listed(office.desk) and left:
        pause.wait(0.1)
        left -= 1
    worker.stop()
    thread.join()
    assert len(backups.listed(office.desk)) == 1
    office.desk.close()


def test_an_account_from_before_the_register_is_called_for_by_the_first_pass(outbox: Outbox, tmp_path: Path) -> None:
    portal(outbox.office, tmp_path)
    for_real(outbox.office)
    worker = a_worker(outbox, Told())
    worker.run_once()
    worker.close()
    assert page(outbox.office).standing.call is not None
    assert page(outbox.office, "site").standing.call is None, "a practice platform files nothing"
