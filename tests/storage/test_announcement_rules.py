"""Attacks on what notifies every follower: only what was held and then released by a member goes out."""

from editor_app.domain.audit import Actor
from editor_app.domain.delivery import Delivery, Event
from editor_app.domain.text import T
from editor_app.storage.queries import deliveries
from editor_app.storage.queries.announced import STEP
from editor_app.storage.queries.deliveries import Change, Plan
from tests.storage.attacks import accepted, refused
from tests.storage.remarks import recorded
from tests.storage.scene import Scene, approved, begin, claim, delivery_of, queue, write_document

WORKER = Actor("worker:w", "w")
WHY = Change(reason=T("It notifies every follower."))
GUARD = "announcement_is_confirmed"


def announced(scene: Scene) -> Delivery:
    """Queued, with a step that notifies."""
    edition = approved(scene, write_document(scene))
    new = delivery_of(scene, edition)
    steps = [(1, "media", "repeatable"), (2, STEP, "keyed")]
    deliveries.insert_delivery(scene.work, new, edition.digest, Plan(scene.work.at, "", "", 900), steps)
    return deliveries.delivery_by_id(scene.work, new.id)


def held(scene: Scene, delivery: Delivery) -> Delivery:
    scene.work.actor = WORKER
    return deliveries.move(scene.work, delivery, Event.HOLD, WHY)


def test_what_notifies_nobody_needs_no_confirmation(scene: Scene) -> None:
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene))))
    accepted(scene, lambda: begin(scene, claimed))


def test_what_notifies_goes_out_once_a_member_released_it_after_it_was_held(scene: Scene) -> None:
    delivery = announced(scene)
    refused(scene, GUARD, lambda: begin(scene, claim(scene, delivery)))
    waiting = held(scene, delivery)
    recorded(scene, "publisher", delivery.id, "delivery")
    released = deliveries.move(scene.work, waiting, Event.RELEASE, Change(clear_reason=True))
    accepted(scene, lambda: begin(scene, claim(scene, released)))


def test_a_program_confirms_nothing_and_neither_does_the_release_from_a_freeze(scene: Scene) -> None:
    for event in (Event.HOLD, Event.FREEZE):
        delivery = announced(scene)
        scene.work.actor = WORKER
        waiting = deliveries.move(scene.work, delivery, event, WHY)
        if event is Event.FREEZE:
            recorded(scene, "publisher", delivery.id, "delivery")
        released = deliveries.move(scene.work, waiting, Event.RELEASE, Change(clear_reason=True))
        refused(scene, GUARD, lambda by=released: begin(scene, claim(scene, by)))
        deliveries.move(scene.work, released, Event.CANCEL)
