"""One flood, whole: a locked template to three accounts past what waits, the debt paid, and a lane that closes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.approval import Decision
from editor_app.domain.delivery import DeliveryState
from editor_app.domain.errors import Refused
from editor_app.services import approvals, debts, freezing, lane, publishing, vaults
from editor_app.services.approvals import Word
from editor_app.services.debts import Look
from editor_app.services.lane import Alarm
from editor_app.worker import Worker
from tests.services.emergency_values import values
from tests.services.office import full_office
from tests.services.outbox import Outbox, new_outbox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editor_app.domain.edition import Edition

NAMES = ("site", "app", "board")
WARNING = "滨河街道暴雨橙色预警"


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    office = full_office(tmp_path / "office")
    made = new_outbox(office, tmp_path)
    for name in NAMES:
        made.connect(name, "keyed")
    yield made
    made.close()
    office.desk.close()


def handed_in(outbox: Outbox) -> Edition:
    office = outbox.office
    made = lane.begin(office.editor, "severe-weather", "zh-CN", values(place="滨河街道"))
    accounts = tuple(each.id for each in freezing.chosen_accounts(office.desk, NAMES))
    return lane.submit(office.editor, made.document.id, Alarm(accounts, "气象台 14 时发布橙色预警", {}))


def worked(outbox: Outbox, passes: int = 3) -> None:
    worker = Worker(outbox.office.desk, vaults.opened(outbox.office.admin), lambda _outcome: None, "test")
    for _ in range(passes):
        worker.run_once()
        outbox.office.clock.turn(timedelta(seconds=2))
    worker.close()


def test_a_flood_warning_goes_past_what_waits_and_its_debt_is_paid_the_next_day(outbox: Outbox) -> None:
    office = outbox.office
    for number in range(2):
        ordinary = outbox.approved(*NAMES, title=f"第{number}号便民通告")
        publishing.queue(office.publisher, ordinary.id, again="练习")
    edition = handed_in(outbox)
    signed = approvals.decide(office.reviewer1, edition.id, Word(Decision.APPROVE, edition.digest)).edition
    made = publishing.queue(office.publisher, signed.id)
    assert len(made) == len(NAMES)
    worked(outbox, 6)
    sent = sorted(
        (row for row in publishing.status(office.desk) if row.received_at), key=lambda row: str(row.received_at)
    )
    assert len(sent) == 3 * len(NAMES)
    for name in NAMES:
        first = next(row for row in sent if row.account_name == name)
        assert (first.title, first.state) == (WARNING, DeliveryState.VERIFIED), (
            "the warning is the first of each account"
        )
    assert outbox.public().count(WARNING) == len(NAMES)
    (debt,) = debts.debts(office.desk)
    assert debt.row.title == WARNING
    office.clock.turn(timedelta(hours=20))
    debts.settle(office.reviewer2, edition.id, Look(edition.digest))
    office.clock.turn(timedelta(hours=10))
    assert debts.is_open(office.desk)
    late = handed_in(outbox)
    approvals.decide(office.reviewer1, late.id, Word(Decision.APPROVE, late.digest))
    office.clock.turn(timedelta(hours=24, minutes=1))
    with pytest.raises(Refused, match="lane is closed"):
        handed_in(outbox)
    debts.open_lane(office.admin, "第二轮洪水，值班员今晚复核")
    assert handed_in(outbox).kind.value == "emergency"
