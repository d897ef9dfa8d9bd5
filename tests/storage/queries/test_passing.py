from editor_app.domain.delivery import Event
from editor_app.domain.edition import EditionKind
from editor_app.domain.text import T
from editor_app.storage.queries import deliveries, passing
from editor_app.storage.queries.deliveries import Change
from tests.storage.scene import Scene, approved, begin, claim, lose, queue, write_document


def test_what_is_in_the_way_is_named_until_it_is_passed_or_resolved(scene: Scene) -> None:
    claimed = claim(scene, queue(scene, approved(scene, write_document(scene))))
    lost = lose(scene, claimed, begin(scene, claimed))
    urgent = queue(scene, approved(scene, write_document(scene), kind=EditionKind.EMERGENCY))
    assert passing.in_the_way(scene.work, urgent.id) == [lost.id]
    asked = deliveries.move(scene.work, lost, Event.GIVE_TO_PERSON, Change(reason=T("look")))
    assert passing.in_the_way(scene.work, urgent.id) == [asked.id]
    assert passing.in_the_way(scene.work, lost.id) == []
    scene.record(urgent.id)
    passing.insert_passing(scene.work, urgent.id, asked.id, scene.id_of("publisher"), "flood")
    assert passing.in_the_way(scene.work, urgent.id) == []
    assert scene.value("SELECT reason FROM passing WHERE past = :id", id=asked.id) == "flood"
