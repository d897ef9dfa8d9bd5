from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.errors import Invalid, Refused
from editor_app.services import emergencies, publishing
from tests.services.emergencies import emergency

if TYPE_CHECKING:
    from editor_app.domain.delivery import Delivery
    from tests.services.outbox import Outbox

ENGINES = ["sqlite", "team"]


def urgent(outbox: Outbox, title: str = "紧急通知") -> Delivery:
    return publishing.queue(outbox.office.publisher, emergency(outbox.office, "site", title=title).id)[0]


def lost(outbox: Outbox) -> Delivery:
    delivery = outbox.queued("site", "先发的")
    outbox.server.faults.put({"drop_after": 1})
    assert outbox.serve(delivery.id).state.value == "unknown"
    return delivery


def test_an_emergency_passes_what_is_queued(outbox: Outbox) -> None:
    first = outbox.queued("site", "先排的")
    now = urgent(outbox)
    assert outbox.serve(first.id).state.value == "queued"
    assert outbox.serve(now.id).state.value == "sent"
    assert outbox.serve(first.id).state.value == "sent"
    assert outbox.public() == ["紧急通知", "先排的"]


def test_it_waits_behind_an_unknown_outcome_until_a_publisher_lets_it_past_with_a_reason(outbox: Outbox) -> None:
    first, now = lost(outbox), urgent(outbox)
    assert outbox.serve(now.id).state.value == "queued"
    assert emergencies.release_past(outbox.office.publisher, now.id, "洪水预警") == [first.id]
    assert outbox.serve(now.id).state.value == "sent"
    row = next(r for r in publishing.timeline(outbox.office.desk, now.id).rows if r.action == "delivery.release_past")
    assert row.actor.name == "publisher"
    assert "洪水预警" in row.detail
    assert first.id in row.detail
    outbox.office.clock.turn(timedelta(seconds=2))
    assert outbox.serve(first.id).state.value == "sent"
    assert sorted(outbox.public()) == ["先发的", "紧急通知"]
    assert outbox.publishing_requests() == 2


def test_only_a_publisher_lets_an_emergency_past_and_only_where_something_is_unknown(outbox: Outbox) -> None:
    now = urgent(outbox)
    with pytest.raises(Refused, match="Nothing of unknown outcome"):
        emergencies.release_past(outbox.office.publisher, now.id, "flood")
    outbox.serve(now.id)
    lost(outbox)
    ordinary, again = outbox.queued("site", "普通"), urgent(outbox, "暴雨红色预警，停课停工")
    with pytest.raises(Refused, match="Only an emergency"):
        emergencies.release_past(outbox.office.publisher, ordinary.id, "flood")
    for seat in (outbox.office.admin, outbox.office.reviewer1, outbox.office.editor):
        with pytest.raises(Refused):
            emergencies.release_past(seat, again.id, "flood")
    with pytest.raises(Invalid):
        emergencies.release_past(outbox.office.publisher, again.id, " ")
    assert emergencies.release_past(outbox.office.publisher, again.id, "flood")


def test_only_a_queued_emergency_names_what_it_may_be_let_past(outbox: Outbox) -> None:
    desk = outbox.office.desk
    first, now, ordinary = lost(outbox), urgent(outbox), outbox.queued("site", "普通")
    assert [row.id for row in emergencies.passable(desk, now.id)] == [first.id]
    assert emergencies.passable(desk, ordinary.id) == []
    emergencies.release_past(outbox.office.publisher, now.id, "洪水预警")
    assert emergencies.passable(desk, now.id) == []
