from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.services import freezing, planning, publishing
from editor_app.services.publishing import Slot
from editor_app.services.unserved import Unserved, unserved

if TYPE_CHECKING:
    from tests.services.outbox import Outbox


def test_what_is_due_while_no_worker_runs_is_told_and_only_that(outbox: Outbox) -> None:
    desk, clock = outbox.office.desk, outbox.office.clock
    outbox.connect("app")
    made = outbox.queued("site")
    later = Slot(clock.now() + timedelta(days=1))
    publishing.queue(outbox.office.publisher, outbox.approved("site", title="明天的一份").id, later)
    clock.turn(timedelta(minutes=1))
    assert unserved(desk) is None, "a worker takes it within seconds"
    clock.turn(timedelta(minutes=2))
    found = unserved(desk)
    assert found == Unserved(1, made.planned_at)
    assert str(found.words) == "1 delivery is due, and nothing sends it."
    outbox.serve(outbox.queued("app").id)
    assert unserved(desk) is None, "a worker gives signs of life; it comes to this one too"
    clock.turn(timedelta(minutes=3))
    assert unserved(desk) == found


def test_what_waits_for_another_delivery_waits_by_right(outbox: Outbox) -> None:
    desk, clock, publisher = outbox.office.desk, outbox.office.clock, outbox.office.publisher
    outbox.connect("blind", "public-blind")
    outbox.server.faults.put({"drop_before": 1})
    outbox.serve(outbox.queued("blind").id)
    outbox.queued("blind", "排在后面的一份")
    site = freezing.chosen_accounts(desk, ["site"])[0].id
    planning.set_lead(publisher, site)
    lead, _follower = publishing.queue(publisher, outbox.approved("site", "blind", title="两个账号的").id)
    assert lead.account == site
    publishing.hold(publisher, lead.id, "等一等")
    clock.turn(timedelta(minutes=5))
    assert unserved(desk) is None
