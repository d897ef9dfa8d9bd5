from editor_app.storage.queries import wishes
from editor_app.storage.snapshot import Snapshot
from tests.storage import lane
from tests.storage.scene import Scene, write_document


def test_a_wish_is_told_until_it_is_allowed_or_another_step_follows_and_to_nobody_off_the_list(scene: Scene) -> None:
    listed, open_one, strict = (write_document(scene) for _ in range(3))
    scene.sql(lane.EMBARGO, **lane.embargo(scene, listed, members=lane.listed(scene, "editor", "reader1")))
    for document in (open_one, strict):
        scene.sql(lane.EMBARGO, **lane.embargo(scene, document))
    assert wishes.wished(scene.work) == []
    for document in (listed, open_one):
        scene.sql(lane.EMBARGO, **lane.embargo(scene, document, 2, members="*", until=None, wish=1))
    assert set(wishes.wished(scene.work)) == {listed.document, open_one.document}
    assert wishes.wished(Snapshot(scene.connection, scene.id_of("reader2"))) == [open_one.document]
    scene.sql(lane.CONSENT, **lane.consent(scene, open_one, 2))
    assert wishes.wished(scene.work) == [listed.document]
