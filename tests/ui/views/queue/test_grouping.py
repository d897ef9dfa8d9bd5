from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from editor_app.domain.delivery import DeliveryState
from editor_app.ui.views.queue import grouping
from editor_app.ui.views.queue.grouping import Grouping, sample

if TYPE_CHECKING:
    from tests.ui.views.queue.conftest import Busy

SHANGHAI = ZoneInfo("Asia/Shanghai")
S = DeliveryState


def test_a_day_begins_at_midnight_of_the_office_not_of_utc(busy: Busy) -> None:
    row = busy.stage.row(busy.ids["queued"])
    late = replace(row, planned_at=datetime(2026, 12, 4, 15, 59, tzinfo=UTC))
    early = replace(row, planned_at=datetime(2026, 12, 4, 16, 0, tzinfo=UTC))
    groups = grouping.by_day([early, late], SHANGHAI, {})
    assert [group.key for group in groups] == ["2026-12-05", "2026-12-04"]
    assert groups[0].kind is Grouping.DAY


def test_a_head_counts_every_delivery_of_its_account_not_only_those_read(busy: Busy) -> None:
    row = busy.stage.row(busy.ids["queued"])
    tally = Counter({S.QUEUED: 90, S.VERIFIED: 8, S.CANCELLED: 2})
    (group,) = grouping.by_account([row], {row.account: tally})
    assert group.out == (8, 98)
    assert (group.title, group.rows) == (row.account_name, (row,))


def test_a_sample_is_in_proportion_and_forgets_no_state() -> None:
    shown = sample(Counter({S.QUEUED: 99_000, S.FAILED: 1, S.VERIFIED: 33_000}), most=24)
    assert Counter(shown) == {S.QUEUED: 18, S.FAILED: 1, S.VERIFIED: 6}
    assert sample(Counter({S.SENT: 2, S.HELD: 1})) == (S.HELD, S.SENT, S.SENT)
