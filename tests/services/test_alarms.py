from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.errors import Invalid, NotFound, Refused
from editor_app.services import alarms, publishing
from editor_app.services.alarms import AlarmKind

if TYPE_CHECKING:
    from editor_app.domain.identifiers import DeliveryId
    from tests.services.outbox import Outbox

ENGINES = ["sqlite", "postgresql"]


def read_again(outbox: Outbox, delivery: DeliveryId) -> None:
    row = outbox.row(delivery)
    outbox.office.clock.turn(max(row.next_try_at - outbox.office.clock.now(), timedelta(0)))
    outbox.serve(delivery)


def changed(outbox: Outbox, before: str, after: str) -> None:
    """Somebody edits the post on the platform."""
    ledger = outbox.server.ledger
    post = next(iter(ledger.posts.values()))
    ledger.keep(replace(post, entry=replace(post.entry, html=post.entry.html.replace(before, after))))


def test_a_post_that_never_was_as_approved_raises_an_alarm(outbox: Outbox) -> None:
    delivery = outbox.queued("site")
    outbox.server.faults.put({"rewrite": 1})
    outbox.serve(delivery.id)
    assert alarms.alarms(outbox.office.desk) == []
    outbox.serve(delivery.id)
    (alarm,) = alarms.alarms(outbox.office.desk)
    assert (alarm.row.id, alarm.row.state.value, alarm.kind) == (delivery.id, "sent", AlarmKind.DIFFERENT)
    assert alarm.differences
    assert alarms.count(outbox.office.desk) == 1


def test_a_later_change_is_a_drift_with_its_difference_and_a_removal_is_not_visible(outbox: Outbox) -> None:
    delivery = outbox.queued("site")
    outbox.serve(delivery.id)
    outbox.serve(delivery.id)
    assert alarms.count(outbox.office.desk) == 0
    changed(outbox, "12", "21")
    read_again(outbox, delivery.id)
    (alarm,) = alarms.alarms(outbox.office.desk)
    assert alarm.kind is AlarmKind.DRIFT
    assert any("21" in difference for difference in alarm.differences)
    for post in list(outbox.server.ledger.posts):
        outbox.server.ledger.forget(post)
    read_again(outbox, delivery.id)
    (alarm,) = alarms.alarms(outbox.office.desk)
    assert (alarm.kind, alarm.differences) == (AlarmKind.NOT_VISIBLE, ())


def test_an_acknowledged_alarm_is_quiet_until_something_else_is_read(outbox: Outbox) -> None:
    delivery = outbox.queued("site")
    outbox.server.faults.put({"rewrite": 1})
    outbox.serve(delivery.id)
    outbox.serve(delivery.id)
    alarms.acknowledge(outbox.office.publisher, delivery.id, "  the platform's own  spelling ")
    assert alarms.alarms(outbox.office.desk) == []
    last = publishing.timeline(outbox.office.desk, delivery.id).rows[-1]
    assert (last.action, last.actor.name) == ("delivery.acknowledge", "publisher")
    assert "the platform's own spelling" in last.detail
    read_again(outbox, delivery.id)
    assert alarms.alarms(outbox.office.desk) == []
    changed(outbox, "第二段", "另一段")
    read_again(outbox, delivery.id)
    assert alarms.count(outbox.office.desk) == 1


def test_a_publisher_acknowledges_with_a_note_what_raises_an_alarm(outbox: Outbox) -> None:
    delivery = outbox.queued("site")
    with pytest.raises(NotFound, match="raises no alarm"):
        alarms.acknowledge(outbox.office.publisher, delivery.id, "seen")
    outbox.server.faults.put({"rewrite": 1})
    outbox.serve(delivery.id)
    outbox.serve(delivery.id)
    for seat in (outbox.office.editor, outbox.office.reviewer1, outbox.office.admin):
        with pytest.raises(Refused):
            alarms.acknowledge(seat, delivery.id, "seen")
    with pytest.raises(Invalid, match="reason is needed"):
        alarms.acknowledge(outbox.office.publisher, delivery.id, "  ")
    alarms.acknowledge(outbox.office.publisher, delivery.id, "seen")
    with pytest.raises(NotFound):
        alarms.acknowledge(outbox.office.publisher, delivery.id, "seen")
