"""Attacks on what is kept as sent though nothing was sent from here, each beside its legal twin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.audit import Actor, Subject
from editor_app.domain.delivery import AttemptState, Delivery, Event, Receipt
from editor_app.domain.text import T
from editor_app.storage.queries import attempts, deliveries
from editor_app.storage.queries.deliveries import Change
from tests.storage.attacks import accepted, refused, refused_by_constraint
from tests.storage.scene import Scene, approved, begin, claim, queue, write_document

if TYPE_CHECKING:
    from collections.abc import Callable

ADOPT = "INSERT INTO adoption VALUES (:delivery, :step, :remote_id, :url, :observed, :by, :at, :sequence)"
HELD = Change(reason=T("copied"))
URL = "http://127.0.0.1:1/p"


def held(scene: Scene) -> Delivery:
    """In the queue when the workspace was copied, and held."""
    waits = deliveries.move(scene.work, queue(scene, approved(scene, write_document(scene))), Event.HOLD, HELD)
    copied(scene)
    return waits


def copied(scene: Scene) -> None:
    scene.work.record("workspace.verified_first", Subject("workspace", scene.workspace.id))


def by_publisher(scene: Scene, delivery: Delivery, name: str = "publisher", action: str = "delivery.adopt") -> int:
    """The line of whoever keeps it as sent."""
    actor, scene.work.actor = scene.work.actor, Actor(f"member:{scene.id_of(name)}", name)
    sequence = scene.work.record(action, Subject("delivery", delivery.id))
    scene.work.actor = actor
    return sequence


def evidence(scene: Scene, delivery: Delivery, **chosen: object) -> dict[str, object]:
    values: dict[str, object] = {
        "delivery": delivery.id, "step": 2, "remote_id": "77", "url": URL, "observed": "a" * 64,
        "by": scene.id_of("publisher"), "at": 1,
    }  # fmt: skip
    if "sequence" not in chosen:
        values["sequence"] = by_publisher(scene, delivery)
    return {**values, **chosen}


def adopted(scene: Scene) -> None:
    """A post that another copy sent."""
    scene.sql(ADOPT, **evidence(scene, held(scene)))


def test_a_publisher_keeps_as_sent_what_came_along_and_is_held(scene: Scene) -> None:
    waits = held(scene)
    accepted(scene, ADOPT, **evidence(scene, waits))
    editor = by_publisher(scene, waits, "editor")
    refused(
        scene, "adoption_is_by_a_publisher", ADOPT, **evidence(scene, waits, by=scene.id_of("editor"), sequence=editor)
    )
    other = by_publisher(scene, waits, action="delivery.leave")
    for sequence in (1, other, editor):
        refused(scene, "adoption_comes_on_record", ADOPT, **evidence(scene, waits, sequence=sequence))
    refused_by_constraint(scene, "names_a_post", ADOPT, **evidence(scene, waits, remote_id=""))
    refused_by_constraint(scene, "digest_of_a_reading", ADOPT, **evidence(scene, waits, observed="a"))


def test_what_was_queued_here_or_tried_here_is_not_kept_as_sent(scene: Scene) -> None:
    copied(scene)
    own = deliveries.move(scene.work, queue(scene, approved(scene, write_document(scene))), Event.HOLD, HELD)
    refused(scene, "adoption_is_of_what_came_along", ADOPT, **evidence(scene, own))
    copied(scene)
    accepted(scene, ADOPT, **evidence(scene, own))
    scene.work.record("delivery.intend", Subject("delivery", own.id))
    refused(scene, "adoption_is_of_what_came_along", ADOPT, **evidence(scene, own))


def test_only_a_held_delivery_without_an_open_attempt_is_kept_as_sent(scene: Scene) -> None:
    waits = queue(scene, approved(scene, write_document(scene)))
    copied(scene)
    refused(scene, "adoption_is_of_a_held_delivery", ADOPT, **evidence(scene, waits))
    claimed = claim(scene, waits)
    begun = begin(scene, claimed)
    attempts.close_attempt(scene.work, begun.id, AttemptState.UNKNOWN)
    refused(scene, "adoption_is_of_a_held_delivery|adoption_leaves_no_attempt_open", ADOPT, **evidence(scene, claimed))
    attempts.close_attempt(scene.work, begun.id, AttemptState.ABSENT)
    stopped = deliveries.move(scene.work, claimed, Event.HOLD, HELD)
    accepted(scene, ADOPT, **evidence(scene, stopped))


def test_only_a_public_step_that_is_not_done_is_kept_as_sent(scene: Scene) -> None:
    waits = held(scene)
    refused(scene, "adoption_is_of_an_undone_public_step", ADOPT, **evidence(scene, waits, step=1))
    scene.sql(ADOPT, **evidence(scene, waits))
    deliveries.finish_step(scene.work, waits.id, 2, "77", URL)
    refused(scene, "adoption_is_of_an_undone_public_step|adoption_1_insert", ADOPT, **evidence(scene, waits))
    refused(scene, "adoption_is_fixed", "UPDATE adoption SET remote_id = '78'")
    refused(scene, "adoption_is_never_deleted", "DELETE FROM adoption")


def test_a_held_delivery_is_sent_only_by_what_was_kept_of_it(scene: Scene) -> None:
    waits = held(scene)
    kept = evidence(scene, waits)
    move = """UPDATE delivery SET state = 'sent', reason = NULL, remote_id = '77', url = :url, received_at = 1,
        audit_sequence = :s WHERE id = :id"""
    values = {"url": URL, "id": waits.id}
    refused(
        scene,
        "delivery_is_sent_unsent_by_adoption|delivery_is_sent_by_done_attempts",
        move,
        s=kept["sequence"],
        **values,
    )
    refused(scene, "step_is_done_by_an_attempt", lambda: deliveries.finish_step(scene.work, waits.id, 2, "77", URL))
    scene.sql(ADOPT, **kept)
    refused(scene, "step_is_done_by_an_attempt", lambda: deliveries.finish_step(scene.work, waits.id, 2, "78", URL))
    deliveries.finish_step(scene.work, waits.id, 1, "", "")
    refused(scene, "delivery_is_sent_by_done_attempts", move, s=kept["sequence"], **values)
    deliveries.finish_step(scene.work, waits.id, 2, "77", URL)
    refused(scene, "delivery_is_sent_unsent_by_adoption", move, s=scene.record(waits.id), **values)
    accepted(scene, move, s=kept["sequence"], **values)


def test_what_is_kept_as_sent_is_final_like_any_post(scene: Scene) -> None:
    waits = held(scene)
    scene.sql(ADOPT, **evidence(scene, waits))
    for step, remote in ((1, ""), (2, "77")):
        deliveries.finish_step(scene.work, waits.id, step, remote, "")
    change = Change(receipt=Receipt("77", "", scene.work.at), clear_reason=True)
    scene.work.record("delivery.other", Subject("delivery", waits.id))
    adopt: Callable[[], Delivery] = lambda: deliveries.move(scene.work, waits, Event.ADOPT, change)  # noqa: E731
    accepted(scene, adopt)
