from editor_app.domain.delivery import Event
from editor_app.storage import audit
from editor_app.storage.queries import deliveries, vouched
from tests.storage.scene import Scene, approved, queue, sent, submit, write_document


def test_every_delivery_stands_beside_the_row_of_its_last_move(scene: Scene) -> None:
    edition = approved(scene, write_document(scene))
    queued = queue(scene, edition)
    deliveries.move(scene.work, queued, Event.CANCEL)
    (one,) = vouched.standings(scene.work)
    assert (one.id, one.edition, one.state) == (queued.id, edition.id, "cancelled")
    assert (one.is_of_these_bytes, one.is_on_record, one.action) == (True, True, "delivery.cancel")
    assert vouched.all_editions(scene.work) == [edition.id]


def test_what_is_out_has_attempts_to_show(scene: Scene) -> None:
    sent(scene, approved(scene, write_document(scene)))
    queue(scene, approved(scene, write_document(scene)), account=1)
    assert vouched.sent_without_attempts(scene.work) == []


def test_confirmed_keys_and_lines_of_the_log_are_found(scene: Scene) -> None:
    submit(scene, write_document(scene))
    assert len(vouched.confirmed_keys(scene.work)) == 7
    sequence, head = audit.head(scene.work)
    assert vouched.sequence_of(scene.work, head) == sequence
    assert vouched.sequence_of(scene.work, "0" * 64) is None
