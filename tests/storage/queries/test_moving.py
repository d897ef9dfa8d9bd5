from dataclasses import replace

import pytest

from editor_app.domain.audit import Subject
from editor_app.domain.delivery import DeliveryState, Event
from editor_app.domain.errors import Conflict
from editor_app.domain.text import T
from editor_app.storage import audit
from editor_app.storage.queries import deliveries, moving
from editor_app.storage.queries.deliveries import Change
from tests.storage.scene import Scene, approved, queue, write_document

WAIT = Change(reason=T("Wait."))


def test_many_moved_at_once_are_as_if_each_had_been_moved_alone(scene: Scene) -> None:
    one, two = (queue(scene, approved(scene, write_document(scene))) for _ in range(2))
    alone = deliveries.move(scene.work, one, Event.HOLD, WAIT)
    (together,) = moving.move_many(scene.work, Event.HOLD, [(two, WAIT)])
    assert (together.state, together.reason) == (alone.state, alone.reason)
    assert deliveries.delivery_by_id(scene.work, two.id) == together
    last = [audit.of_subject(scene.work, Subject("delivery", each.id))[-1] for each in (one, two)]
    assert [(row.action, row.detail) for row in last] == [(last[0].action, last[0].detail)] * 2


def test_each_of_many_has_a_line_of_its_own_in_an_unbroken_chain(scene: Scene) -> None:
    many = [queue(scene, approved(scene, write_document(scene))) for _ in range(3)]
    held = moving.move_many(scene.work, Event.HOLD, [(one, WAIT) for one in many], {"why": "figures"})
    assert {one.state for one in held} == {DeliveryState.HELD}
    for one in many:
        rows = audit.of_subject(scene.work, Subject("delivery", one.id))
        assert [row.action for row in rows] == ["delivery.queue", "delivery.hold"]
        assert '"why":"figures"' in rows[-1].detail
    assert audit.first_altered(scene.work) is None
    assert scene.work.record("test", Subject("test", "1")) == audit.head(scene.work)[0]


def test_one_that_is_not_as_it_was_read_stops_them_all(scene: Scene) -> None:
    one, two = (queue(scene, approved(scene, write_document(scene))) for _ in range(2))
    with pytest.raises(Conflict):
        moving.move_many(scene.work, Event.HOLD, [(one, WAIT), (replace(two, fence=7), WAIT)])
    assert moving.move_many(scene.work, Event.HOLD, []) == []


def test_the_first_of_a_state_are_moved_by_one_statement_as_if_each_had_been_moved_alone(scene: Scene) -> None:
    many = [queue(scene, approved(scene, write_document(scene))) for _ in range(4)]
    alone = deliveries.move(scene.work, many.pop(2), Event.FREEZE, WAIT)
    assert moving.move_first(scene.work, Event.FREEZE, DeliveryState.QUEUED, 2, WAIT) == 2
    now = [deliveries.delivery_by_id(scene.work, one.id) for one in many]
    assert [one.state.value for one in now] == ["held", "held", "queued"], "first in, first out"
    assert now[0].reason == alone.reason
    rows = [audit.of_subject(scene.work, Subject("delivery", one.id))[-1] for one in (alone, *now[:2])]
    assert {(row.action, row.detail, row.actor) for row in rows} == {(rows[0].action, rows[0].detail, rows[0].actor)}
    assert audit.first_altered(scene.work) is None
    assert scene.work.record("test", Subject("test", "1")) == audit.head(scene.work)[0]
    assert moving.move_first(scene.work, Event.FREEZE, DeliveryState.QUEUED, 2, WAIT) == 1
    assert moving.move_first(scene.work, Event.FREEZE, DeliveryState.QUEUED, 2, WAIT) == 0


def test_a_move_that_is_none_writes_nothing(scene: Scene) -> None:
    queue(scene, approved(scene, write_document(scene)))
    before = audit.head(scene.work)
    with pytest.raises(ValueError, match="can't follow"):
        moving.move_first(scene.work, Event.VERIFY, DeliveryState.QUEUED, 2, WAIT)
    assert audit.head(scene.work) == before
