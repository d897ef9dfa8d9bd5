from datetime import timedelta

from editor_app.storage import guards
from editor_app.storage.queries import unserved
from tests.storage.scene import Scene, approved, claim, queue, write_document


def test_what_is_due_is_counted_unless_something_is_in_its_way(scene: Scene) -> None:
    first = queue(scene, approved(scene, write_document(scene)))
    after = scene.work.at + timedelta(seconds=1)
    assert unserved.unserved(scene.work, scene.work.at, None) is None, "not due for so long yet"
    found = unserved.unserved(scene.work, after, None)
    assert found == unserved.UnservedRow(1, first.next_try_at)
    queue(scene, approved(scene, write_document(scene)))
    claim(scene, first)
    assert unserved.unserved(scene.work, after, None) is None, "a worker has the one before it"


def test_who_follows_the_lead_account_is_not_counted(scene: Scene) -> None:
    edition = approved(scene, write_document(scene))
    lead, follower = (queue(scene, edition, account) for account in (0, 1))
    after = scene.work.at + timedelta(seconds=1)
    both = unserved.unserved(scene.work, after, None)
    led = unserved.unserved(scene.work, after, lead.account)
    assert (both and both.number, led and led.number) == (2, 1)
    assert follower.account != lead.account


def test_a_line_of_a_worker_is_a_sign_of_life(scene: Scene) -> None:
    queue(scene, approved(scene, write_document(scene)))
    guards.remove(scene.connection)
    scene.sql("UPDATE delivery SET next_try_at = next_try_at - 1000000")
    scene.sql("UPDATE audit SET actor = 'member:m'")
    assert unserved.unserved(scene.work, scene.work.at, None) is not None
    scene.sql("UPDATE audit SET actor = 'worker:w' WHERE sequence = (SELECT max(sequence) FROM audit)")
    assert unserved.unserved(scene.work, scene.work.at, None) is None
    assert unserved.unserved(scene.work, scene.work.at + timedelta(seconds=1), None) is not None, "an old one is none"
