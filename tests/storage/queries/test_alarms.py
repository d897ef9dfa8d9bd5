from editor_app.domain.delivery import Delivery, ReadBack, Verdict
from editor_app.domain.identifiers import sha256
from editor_app.storage.queries import alarms, attempts
from editor_app.storage.workspaces import Store
from tests.storage.plans import plan
from tests.storage.scene import Scene, approved, sent, write_document


def read(scene: Scene, delivery: Delivery, verdict: Verdict, seen: bytes = b"seen") -> None:
    scene.tick()
    differences = ("title: a → b",) if verdict is Verdict.DIFFERENT else ()
    attempts.insert_read_back(scene.work, ReadBack(delivery.id, scene.work.at, verdict, (), differences, sha256(seen)))


def published(scene: Scene) -> Delivery:
    return sent(scene, approved(scene, write_document(scene)))


def test_the_last_reading_of_a_delivery_decides(scene: Scene) -> None:
    first, second = published(scene), published(scene)
    read(scene, first, Verdict.DIFFERENT)
    read(scene, second, Verdict.NOT_VISIBLE)
    assert [row.delivery for row in alarms.alarms(scene.work, 9)] == [second.id, first.id]
    assert [row.delivery for row in alarms.alarms(scene.work, 1)] == [second.id]
    read(scene, first, Verdict.NORMALISED)
    assert alarms.count(scene.work) == 1
    assert alarms.alarm_of(scene.work, first.id) is None


def test_an_alarm_says_since_when_and_whether_it_was_right_before(scene: Scene) -> None:
    delivery = published(scene)
    read(scene, delivery, Verdict.IDENTICAL)
    read(scene, delivery, Verdict.DIFFERENT)
    begun = scene.work.at
    read(scene, delivery, Verdict.DIFFERENT)
    found = alarms.alarm_of(scene.work, delivery.id)
    assert found == alarms.AlarmRow(
        delivery.id, 3, Verdict.DIFFERENT, begun, proven_before=True, differences=("title: a → b",)
    )


def test_the_same_reading_again_is_no_new_alarm_and_another_one_is(scene: Scene) -> None:
    delivery = published(scene)
    read(scene, delivery, Verdict.DIFFERENT)
    standing = alarms.alarm_of(scene.work, delivery.id)
    assert standing is not None
    alarms.insert_acknowledgement(scene.work, standing, scene.id_of("publisher"), "known", scene.record(delivery.id))
    assert alarms.count(scene.work) == 0
    read(scene, delivery, Verdict.DIFFERENT)
    assert alarms.alarms(scene.work, 9) == []
    read(scene, delivery, Verdict.DIFFERENT, b"changed once more")
    assert alarms.count(scene.work) == 1


def test_alarms_are_found_by_their_index(folder_store: Store) -> None:
    """Among 400,000 read-backs, whatever the statistics say."""
    with folder_store.database.read() as snapshot:
        assert "ix_read_back_alarm" in plan(snapshot.connection, alarms._COUNT)
