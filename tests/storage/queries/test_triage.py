from editor_app.domain.audit import Subject
from editor_app.domain.delivery import Event
from editor_app.domain.text import T
from editor_app.storage import audit
from editor_app.storage.queries import deliveries, triage
from editor_app.storage.queries.deliveries import Change
from tests.storage.scene import Scene, approved, queue, write_document

WHY = T("All sending is frozen.")


def test_what_expired_under_an_earlier_freeze_is_not_told_again(scene: Scene) -> None:
    old, new, held = (queue(scene, approved(scene, write_document(scene))) for _ in range(3))
    stop, over = Change(reason=WHY), Change(reason=T("The approved window has passed."))
    scene.work.record("freeze.begin", Subject("freeze", "f1"), {})
    deliveries.move(scene.work, deliveries.move(scene.work, old, Event.FREEZE, stop), Event.EXPIRE, over)
    scene.work.record("freeze.begin", Subject("freeze", "f2"), {})
    frozen = deliveries.move(scene.work, new, Event.FREEZE, stop)
    deliveries.move(scene.work, held, Event.FREEZE, stop)
    deliveries.move(scene.work, frozen, Event.EXPIRE, over)
    assert set(triage.met(scene.work, WHY, 10)) == {new.id, held.id}
    assert triage.counted(scene.work, WHY) == (1, 1)
    first = deliveries.delivery_by_id(scene.work, triage.met(scene.work, WHY, 1)[0])
    assert first.id == new.id
    following = (first.planned_at, audit.of_subject(scene.work, Subject("delivery", first.id))[0].sequence)
    assert triage.met(scene.work, WHY, 10, following) == [held.id]


def test_what_is_held_for_another_reason_is_not_the_freeze_s(scene: Scene) -> None:
    one = queue(scene, approved(scene, write_document(scene)))
    frozen = deliveries.move(scene.work, one, Event.FREEZE, Change(reason=WHY))
    queued = deliveries.move(scene.work, frozen, Event.RELEASE, Change(clear_reason=True))
    deliveries.move(scene.work, queued, Event.HOLD, Change(reason=T("Wait.")))
    assert (triage.met(scene.work, WHY, 10), triage.counted(scene.work, WHY)) == ([], (0, 0))
