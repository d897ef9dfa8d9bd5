from editor_app.storage.queries import announced, deliveries
from editor_app.storage.queries.deliveries import Plan
from tests.storage.scene import START, Scene, approved, delivery_of, sent, write_document


def test_only_done_steps_that_notified_count_and_only_of_the_account(scene: Scene) -> None:
    done = sent(scene, approved(scene, write_document(scene)))
    assert announced.count_since(scene.work, done.account, START) == 0
    edition = approved(scene, write_document(scene))
    new = delivery_of(scene, edition)
    deliveries.insert_delivery(
        scene.work, new, edition.digest, Plan(scene.work.at, "", "", 900), [(1, announced.STEP, "repeatable")]
    )
    assert announced.count_since(scene.work, new.account, START) == 0
    deliveries.finish_step(scene.work, new.id, 1, "7", "")
    assert announced.count_since(scene.work, new.account, START) == 1
    assert announced.count_since(scene.work, scene.accounts[1].id, START) == 0
    assert announced.count_since(scene.work, new.account, scene.work.at.replace(year=2030)) == 0
