from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.delivery import DeliveryState
from editor_app.services import publishing, queue_counts
from editor_app.storage.queries.queue_rows import QueueFilter

if TYPE_CHECKING:
    from tests.services.outbox import Outbox

Q = DeliveryState.QUEUED


def test_the_queue_is_counted_by_state_account_and_slot_and_read_again(outbox: Outbox) -> None:
    outbox.connect("app", "keyed")
    site, app = publishing.queue(outbox.office.publisher, outbox.approved("site", "app").id)
    desk = outbox.office.desk
    publishing.hold(outbox.office.publisher, app.id, "wait")
    assert queue_counts.by_state(desk, QueueFilter()) == {Q: 1, DeliveryState.HELD: 1}
    assert queue_counts.by_state(desk, QueueFilter(account=site.account)) == {Q: 1}
    assert (site.account, Q, 1) in queue_counts.by_account(desk, QueueFilter())
    assert queue_counts.by_slot(desk, QueueFilter(states=(Q,))) == [(site.planned_at, Q, 1)]
    later = (site.planned_at + timedelta(days=1), site.planned_at + timedelta(days=2))
    assert queue_counts.by_slot(desk, QueueFilter(planned=later)) == []
    assert [row.id for row in queue_counts.again(desk, [app.id])] == [app.id]
