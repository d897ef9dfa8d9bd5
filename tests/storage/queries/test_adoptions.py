from editor_app.domain.identifiers import Digest
from editor_app.storage.queries import adoptions
from editor_app.storage.queries.adoptions import Adoption
from tests.storage.scene import Scene
from tests.storage.test_adoption_rules import URL, by_publisher, held


def test_what_is_kept_as_sent_is_read_as_it_was_written(scene: Scene) -> None:
    waits = held(scene)
    assert adoptions.adoptions_of(scene.work, waits.id) == []
    new = Adoption(waits.id, 2, "77", URL, Digest("a" * 64), scene.id_of("publisher"), scene.work.at)
    adoptions.insert_adoption(scene.work, new, by_publisher(scene, waits))
    assert adoptions.adoptions_of(scene.work, waits.id) == [new]
