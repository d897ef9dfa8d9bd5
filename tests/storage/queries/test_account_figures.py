from datetime import timedelta

from editor_app.domain.audit import Subject
from editor_app.storage.queries import account_figures
from tests.storage.scene import Scene, approved, sent, write_document

HOUR = timedelta(hours=1)


def test_the_last_post_of_each_account_is_its_latest_receipt(scene: Scene) -> None:
    assert account_figures.last_posts(scene.work) == {}
    sent(scene, approved(scene, write_document(scene)))
    scene.work.at += HOUR
    later = scene.work.at
    sent(scene, approved(scene, write_document(scene)))
    found = account_figures.last_posts(scene.work)
    assert set(found) == {scene.accounts[0].id}
    assert found[scene.accounts[0].id] >= later


def test_requests_are_added_up_for_each_delivery_since_a_moment(scene: Scene) -> None:
    delivery = sent(scene, approved(scene, write_document(scene)))
    begun = scene.work.at
    for action, count in (("delivery.done", 3), ("delivery.verify", 1), ("delivery.queue", 50)):
        scene.work.record(action, Subject("delivery", delivery.id), {"requests": count})
    scene.work.record("delivery.done", Subject("delivery", delivery.id), {"step": 1})
    assert account_figures.requests(scene.work, begun) == {delivery.account: {delivery.id: 4}}
    assert account_figures.requests(scene.work, begun + HOUR) == {}
