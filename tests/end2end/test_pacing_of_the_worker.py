"""The worker keeps the office's pace over many accounts: gaps, order, the lead, a quiet day; by the office's clock."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.delivery import OUT, DeliveryState
from editor_app.domain.timetable import AccountTimes, QuietDays
from editor_app.services import freezing, planning, publishing, vaults
from editor_app.storage import audit
from editor_app.worker import Worker
from tests.services.office import full_office
from tests.services.outbox import Outbox, new_outbox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editor_app.storage.queries.queue_rows import DeliveryRow

GAP = timedelta(minutes=10)
NAMES = ("site", "app", "board")
EACH = 7


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    office = full_office(tmp_path / "office")
    made = new_outbox(office, tmp_path)
    for name in NAMES:
        made.connect(name, "keyed")
    yield made
    made.close()
    office.desk.close()


def rows_of(outbox: Outbox) -> list[DeliveryRow]:
    return publishing.status(outbox.office.desk)


def served(outbox: Outbox, passes: int, step: timedelta) -> None:
    """So many looks of a worker, the office's clock turned between them."""
    worker = Worker(outbox.office.desk, vaults.opened(outbox.office.admin), lambda _outcome: None, "test")
    for _ in range(passes):
        worker.run_once()
        outbox.office.clock.turn(step)
    worker.close()


def test_many_due_deliveries_keep_each_accounts_gap_and_order_and_write_little_while_they_wait(outbox: Outbox) -> None:
    publisher = outbox.office.publisher
    names = NAMES[:2]
    for account in freezing.chosen_accounts(outbox.office.desk, names):
        planning.set_account_times(publisher, account.id, AccountTimes(gap=GAP))
    for number in range(EACH):
        edition = outbox.approved(*names, title=f"第{number}号便民通告")
        publishing.queue(publisher, edition.id, again="练习")
    served(outbox, 4 * EACH, timedelta(minutes=4))
    rows = rows_of(outbox)
    assert {row.state for row in rows} == {DeliveryState.VERIFIED}
    for name in names:
        mine = sorted((row for row in rows if row.account_name == name), key=lambda row: row.position)
        out = [row.received_at for row in mine if row.received_at is not None]
        assert len(out) == EACH
        assert all(following - one >= GAP for one, following in pairwise(out)), name
    with outbox.office.desk.database.read() as snapshot:
        waits = sum(row.action == "delivery.pace" for row in audit.rows(snapshot))
    assert waits <= 2 * len(rows), "each is told its turn, and once more when the one before it was slow"


def test_a_lead_is_out_and_read_back_before_the_others_are_even_claimed(outbox: Outbox) -> None:
    lead = freezing.chosen_accounts(outbox.office.desk, ["board"])[0].id
    planning.set_lead(outbox.office.publisher, lead)
    made = publishing.queue(outbox.office.publisher, outbox.approved(*NAMES).id)
    first = next(delivery.id for delivery in made if delivery.account == lead)
    served(outbox, 4, timedelta(seconds=1))
    assert {row.state for row in rows_of(outbox)} <= OUT
    with outbox.office.desk.database.read() as snapshot:
        deeds = [(row.action, row.subject.id) for row in audit.rows(snapshot)]
    claims = [place for place, (action, of) in enumerate(deeds) if action == "delivery.claim" and of != first]
    assert len(claims) == len(NAMES) - 1
    assert deeds.index(("delivery.verify", first)) < min(claims)
    assert outbox.publishing_requests() == len(NAMES)


def test_on_a_quiet_day_no_publishing_request_leaves_the_worker(outbox: Outbox) -> None:
    planning.set_quiet(outbox.office.publisher, QuietDays(weekdays=frozenset({5})))  # the clock begins on a Saturday
    publishing.queue(outbox.office.publisher, outbox.approved(*NAMES).id)
    served(outbox, 5, timedelta(hours=3))
    assert outbox.publishing_requests() == 0
    assert {row.state for row in rows_of(outbox)} == {DeliveryState.QUEUED}
    served(outbox, 2, timedelta(seconds=1))
    assert outbox.publishing_requests() == len(NAMES)
