from dataclasses import replace
from datetime import timedelta

import pytest

from editor_app.domain.audit import Subject
from editor_app.domain.delivery import AttemptState, Delivery, DeliveryState, Event, Receipt, k_of_n
from editor_app.domain.edition import EditionKind
from editor_app.domain.errors import Conflict, NotFound
from editor_app.domain.text import T
from editor_app.storage import audit
from editor_app.storage.queries import attempts, deliveries, passing
from editor_app.storage.queries.deliveries import NEVER, Change, Plan, StepRow
from editor_app.storage.workspaces import Store
from tests.storage.plans import plan
from tests.storage.scene import (
    STEPS,
    Scene,
    approved,
    begin,
    claim,
    delivery_of,
    lose,
    queue,
    sent,
    write_document,
)

WAIT = Change(reason=T("Wait for {whom}.", whom="the minister"))


def test_a_delivery_comes_back_as_it_was_queued(scene: Scene) -> None:
    edition = approved(scene, write_document(scene))
    new = replace(delivery_of(scene, edition), planned_zone="Asia/Shanghai")
    plan = Plan(new.planned_at, "Asia/Shanghai", "2026-11-28T09:00", 900)
    deliveries.insert_delivery(scene.work, new, edition.digest, plan, STEPS)
    assert deliveries.delivery_by_id(scene.work, new.id) == new
    assert deliveries.delivery_by_id(scene.work, new.id[:8]) == new
    assert deliveries.plan_of(scene.work, new.id) == plan
    assert deliveries.steps(scene.work, new.id) == [
        StepRow(n, name, kind, "", "", done=False) for n, name, kind in STEPS
    ]


def test_a_delivery_that_is_not_there_is_named(scene: Scene) -> None:
    for name in ("nothing-here", "abc", ""):
        with pytest.raises(NotFound, match="There is no delivery"):
            deliveries.delivery_by_id(scene.work, name)


def test_a_move_writes_its_state_its_reason_and_one_audit_row(scene: Scene) -> None:
    queued = queue(scene, approved(scene, write_document(scene)))
    held = deliveries.move(scene.work, queued, Event.HOLD, WAIT)
    assert (held.state, held.reason) == (DeliveryState.HELD, WAIT.reason)
    rows = audit.of_subject(scene.work, Subject("delivery", queued.id))
    assert [row.action for row in rows] == ["delivery.queue", "delivery.hold"]
    released = deliveries.move(scene.work, held, Event.RELEASE, Change(clear_reason=True))
    assert released == queued


def test_a_move_that_does_not_exist_is_a_mistake_of_ours(scene: Scene) -> None:
    with pytest.raises(ValueError, match="can't follow"):
        deliveries.move(scene.work, queue(scene, approved(scene, write_document(scene))), Event.VERIFY)


def test_whoever_comes_second_is_told(scene: Scene) -> None:
    queued = queue(scene, approved(scene, write_document(scene)))
    deliveries.move(scene.work, queued, Event.CLAIM)
    with pytest.raises(Conflict, match="moved on by somebody else"), scene.connection.begin_nested():
        deliveries.move(scene.work, queued, Event.CANCEL)


def test_a_claim_raises_the_fence_and_a_refusal_for_now_gives_it_back(scene: Scene) -> None:
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene))))
    assert (claimed.state, claimed.fence) == (DeliveryState.WORKING, 1)
    later = claimed.next_try_at + timedelta(minutes=1)
    again = deliveries.move(scene.work, claimed, Event.REFUSE_FOR_NOW, Change(next_try_at=later, tries=1))
    assert (again.state, again.fence, again.tries, again.next_try_at) == (DeliveryState.QUEUED, 1, 1, later)


def test_a_receipt_stands_in_the_delivery_that_was_sent(scene: Scene) -> None:
    done = sent(scene, approved(scene, write_document(scene)))
    assert done.receipt == Receipt(f"p-{done.id}", "http://127.0.0.1:1/p", scene.work.at)
    assert [step.done for step in deliveries.steps(scene.work, done.id)] == [True, True]


def test_what_is_due_comes_in_the_order_of_queueing_the_unsettled_always(scene: Scene) -> None:
    soon, late = scene.work.at + timedelta(minutes=1), scene.work.at + timedelta(hours=1)
    lost = claim(scene, queue(scene, approved(scene, write_document(scene))))
    lost = lose(scene, lost, begin(scene, lost))
    deliveries.touch(scene.work, lost, late)
    waiting = queue(scene, approved(scene, write_document(scene)), account=1)
    later = queue(scene, approved(scene, write_document(scene)), account=1)
    deliveries.touch(scene.work, later, late)
    assert [due.id for due in deliveries.due(scene.work, soon)] == [lost.id, waiting.id]
    assert deliveries.next_due(scene.work, soon) == late
    assert deliveries.next_due(scene.work, late) is None
    deliveries.touch(scene.work, waiting, NEVER)
    assert [due.id for due in deliveries.due(scene.work, soon)] == [lost.id]


def test_a_delivery_behind_an_unresolved_one_is_blocked(scene: Scene) -> None:
    first = queue(scene, approved(scene, write_document(scene)))
    second = queue(scene, approved(scene, write_document(scene)))
    assert not deliveries.blocked(scene.work, second.id, scene.work.at)
    claim(scene, first)
    assert deliveries.blocked(scene.work, second.id, scene.work.at)
    assert not deliveries.blocked(scene.work, first.id, scene.work.at)


def emergency(scene: Scene) -> Delivery:
    return queue(scene, approved(scene, write_document(scene), kind=EditionKind.EMERGENCY))


def test_an_emergency_goes_before_what_was_queued_earlier(scene: Scene) -> None:
    first = queue(scene, approved(scene, write_document(scene)))
    urgent = emergency(scene)
    now = scene.work.at
    assert [due.id for due in deliveries.due(scene.work, now)] == [urgent.id, first.id]
    assert deliveries.blocked(scene.work, first.id, now)
    assert not deliveries.blocked(scene.work, urgent.id, now)
    deliveries.touch(scene.work, urgent, now + timedelta(hours=1))
    assert not deliveries.blocked(scene.work, first.id, now)


def test_an_emergency_passes_an_unknown_one_only_when_a_publisher_said_so(scene: Scene) -> None:
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene))))
    lost = lose(scene, claimed, begin(scene, claimed))
    urgent = emergency(scene)
    assert deliveries.blocked(scene.work, urgent.id, scene.work.at)
    scene.record(urgent.id)
    passing.insert_passing(scene.work, urgent.id, lost.id, scene.id_of("publisher"), "flood")
    assert not deliveries.blocked(scene.work, urgent.id, scene.work.at)
    assert passing.in_the_way(scene.work, urgent.id) == []


def test_what_the_worker_still_has_to_do_is_counted(scene: Scene) -> None:
    now = scene.work.at + timedelta(minutes=1)
    assert deliveries.unfinished(scene.work, now, now) == 0
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene))))
    queue(scene, approved(scene, write_document(scene)), account=1)
    assert deliveries.unfinished(scene.work, now, now) == 2
    begun = begin(scene, claimed)
    lost = lose(scene, claimed, begun)
    deliveries.move(scene.work, lost, Event.GIVE_TO_PERSON, WAIT)
    assert deliveries.unfinished(scene.work, now, now) == 1


def test_voiding_ends_what_waits_and_leaves_what_goes_on(scene: Scene) -> None:
    edition = approved(scene, write_document(scene))
    claimed = claim(scene, queue(scene, edition))
    queue(scene, edition, account=1)
    assert deliveries.void_waiting(scene.work, edition.id, T("Revised.")) == 1
    states = [each.state for each in deliveries.of_edition(scene.work, edition.id)]
    assert states == [DeliveryState.WORKING, DeliveryState.VOID]
    assert k_of_n(states) == (0, 1)
    assert deliveries.delivery_by_id(scene.work, claimed.id) == claimed


def test_late_fields_are_added_and_replaced(scene: Scene) -> None:
    queued = queue(scene, approved(scene, write_document(scene)))
    deliveries.keep_late(scene.work, queued.id, {})
    deliveries.keep_late(scene.work, queued.id, {"media_url/1": "a", "rkey": "r"})
    deliveries.keep_late(scene.work, queued.id, {"media_url/1": "b"})
    assert deliveries.late(scene.work, queued.id) == {"media_url/1": "b", "rkey": "r"}


def test_a_freeze_is_seen_until_it_is_lifted(scene: Scene) -> None:
    assert not deliveries.frozen(scene.work)
    scene.sql("INSERT INTO \"freeze\" VALUES ('f', 1, :by, 'why', NULL)", by=scene.id_of("publisher"))
    assert deliveries.frozen(scene.work)
    scene.sql('UPDATE "freeze" SET lifted_at = 2')
    assert not deliveries.frozen(scene.work)


def test_a_lost_reply_that_is_found_goes_on_with_the_next_step(scene: Scene) -> None:
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene))))
    begun = begin(scene, claimed)
    lost = lose(scene, claimed, begun)
    attempts.close_attempt(scene.work, begun.id, AttemptState.DONE)
    again = deliveries.move(scene.work, lost, Event.FIND_ONE)
    assert again.state is DeliveryState.QUEUED


def test_what_the_worker_asks_all_the_time_has_its_index(folder_store: Store) -> None:
    """Among 100,000 finished deliveries, whatever the statistics say."""
    with folder_store.database.read() as snapshot:
        due = plan(snapshot.connection, deliveries._DUE, now=1)
        following = plan(snapshot.connection, deliveries._NEXT_DUE, now=1, never=2)
        blocked = plan(snapshot.connection, deliveries._BLOCKED, id="x")
        urgent = plan(snapshot.connection, deliveries._EMERGENCY_FIRST, id="x", now=1)
        by_id = plan(snapshot.connection, deliveries._BY_ID, wanted="x")
    assert "ix_delivery_due (next_try_at<?)" in due
    assert "SCAN delivery" not in due
    assert "ix_delivery_due (next_try_at>? AND next_try_at<?)" in following
    assert "ix_delivery_unresolved (account=? AND position<?)" in blocked
    assert urgent.startswith("SCAN u USING INDEX ix_edition_emergency / SEARCH o USING INDEX")
    assert "SEARCH delivery USING INDEX" in by_id
