from sqlalchemy import select

from editor_app.domain.delivery import AttemptState, Event
from editor_app.domain.edition import EditionKind
from editor_app.domain.text import T
from editor_app.storage.queries import attempts, deliveries, passing
from editor_app.storage.queries.deliveries import Change
from editor_app.storage.queries.in_order import stands_before
from editor_app.storage.tables import delivery
from tests.storage.scene import Scene, approved, begin, claim, lose, queue, write_document

_EARLIER = delivery.alias("earlier")
_PAIRS = select(_EARLIER.c.id, delivery.c.id).where(*stands_before(_EARLIER, delivery))


def pairs(scene: Scene) -> set[tuple[str, str]]:
    """Who stands before whom."""
    return {(earlier, later) for earlier, later in scene.connection.execute(_PAIRS)}


def test_of_one_account_each_stands_before_all_that_were_queued_later(scene: Scene) -> None:
    first, second, third = [queue(scene, approved(scene, write_document(scene))).id for _ in range(3)]
    queue(scene, approved(scene, write_document(scene)), account=1)
    assert pairs(scene) == {(first, second), (first, third), (second, third)}


def test_what_a_publisher_let_past_is_stopped_by_that_one_no_more_and_by_a_send_still(scene: Scene) -> None:
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene))))
    attempt = begin(scene, claimed)
    lost = lose(scene, claimed, attempt)
    urgent = queue(scene, approved(scene, write_document(scene), kind=EditionKind.EMERGENCY))
    assert pairs(scene) == {(lost.id, urgent.id)}
    asked = deliveries.move(scene.work, lost, Event.GIVE_TO_PERSON, Change(reason=T("look")))
    scene.record(urgent.id)
    passing.insert_passing(scene.work, urgent.id, asked.id, scene.id_of("publisher"), "flood")
    assert pairs(scene) == set()
    attempts.close_attempt(scene.work, attempt.id, AttemptState.REFUSED)
    again = deliveries.move(scene.work, asked, Event.ANSWER_NOT_THERE)
    assert pairs(scene) == set()
    scene.work._rows.clear()  # as in a transaction of its own
    deliveries.move(scene.work, again, Event.CLAIM)
    assert pairs(scene) == {(lost.id, urgent.id)}
