from editor_app.domain.audit import Subject
from editor_app.domain.delivery import Event
from editor_app.domain.text import T
from editor_app.storage.queries import deliveries, triage
from editor_app.storage.queries.deliveries import Change
from tests.storage.scene import Scene, approved, queue, write_document


def test_what_expired_under_an_earlier_freeze_is_not_told_again(scene: Scene) -> None:
    old, new, held = (queue(scene, approved(scene, write_document(scene))) for _ in range(3))
    stop, over = Change(reason=T("All sending is frozen.")), Change(reason=T("The approved window has passed."))
    scene.work.record("freeze.begin", Subject("freeze", "f1"), {})
    deliveries.move(scene.work, deliveries.move(scene.work, old, Event.FREEZE, stop), Event.EXPIRE, over)
    scene.work.record("freeze.begin", Subject("freeze", "f2"), {})
    frozen = deliveries.move(scene.work, new, Event.FREEZE, stop)
    deliveries.move(scene.work, held, Event.FREEZE, stop)
    deliveries.move(scene.work, frozen, Event.EXPIRE, over)
    assert set(triage.met(scene.work, 10)) == {new.id, held.id}
    assert len(triage.met(scene.work, 1)) == 1
