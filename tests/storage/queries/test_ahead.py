from datetime import timedelta

from editor_app.domain.account import HealthVerdict
from editor_app.domain.delivery import Event
from editor_app.domain.text import T
from editor_app.storage.queries import ahead, deliveries
from editor_app.storage.queries.deliveries import Change
from editor_app.storage.workspaces import Store
from tests.storage.plans import plan
from tests.storage.scene import Scene, approved, claim, queue, write_document

HOUR = timedelta(hours=1)


def test_what_comes_within_the_hour_is_what_was_never_tried(scene: Scene) -> None:
    now = scene.work.at
    tried = deliveries.move(scene.work, claim(scene, queue(scene, approved(scene, write_document(scene)))),
                            Event.REFUSE_FOR_NOW)  # fmt: skip
    soon, due, late = (queue(scene, approved(scene, write_document(scene)), account=1) for _ in range(3))
    for delivery, minutes in ((tried, 5), (soon, 30), (late, 90)):
        deliveries.touch(scene.work, delivery, now + timedelta(minutes=minutes))
    deliveries.touch(scene.work, due, now)
    (found,) = ahead.coming(scene.work, now, now + HOUR)
    assert (found.delivery, found.slot) == (soon.id, now + timedelta(minutes=30))
    assert (found.rechecked_at, found.probed_at) == (None, None)
    ahead.keep_recheck(scene.work, soon.id)
    ahead.keep_recheck(scene.work, soon.id)
    ahead.keep_health(scene.work, soon.account, HealthVerdict.WELL, None)
    (found,) = ahead.coming(scene.work, now, now + HOUR)
    assert (found.rechecked_at, found.probed_at) == (scene.work.at, scene.work.at)


def test_an_incident_begins_with_its_verdict_and_lasts_as_long_as_it(scene: Scene) -> None:
    account, words = scene.accounts[0].id, T("{host} can't be reached: {why}.", host="h", why="x")
    assert ahead.health_of(scene.work, account) is None
    ahead.keep_health(scene.work, account, HealthVerdict.WELL, None)
    scene.tick()
    begun = scene.work.at
    ahead.keep_health(scene.work, account, HealthVerdict.UNREACHABLE, words)
    scene.tick()
    row = ahead.keep_health(scene.work, account, HealthVerdict.UNREACHABLE, words)
    assert (row.since, row.checked_at) == (begun, scene.work.at)
    assert ahead.health_of(scene.work, account) == row
    assert ahead.healths(scene.work) == {account: row}
    scene.tick()
    assert ahead.keep_health(scene.work, account, HealthVerdict.WELL, None).since == scene.work.at


def test_what_is_held_beyond_its_window_is_overdue(scene: Scene) -> None:
    end = scene.work.at + HOUR
    edition = approved(scene, write_document(scene), (None, end))
    held = queue(scene, edition, account=1)
    queue(scene, edition)
    deliveries.move(scene.work, held, Event.HOLD, Change(reason=T("wait")))
    queue(scene, approved(scene, write_document(scene)))
    assert ahead.overdue(scene.work, end) == []
    assert ahead.overdue(scene.work, end + timedelta(microseconds=1)) == [held.id]


def test_looking_ahead_has_its_index(folder_store: Store) -> None:
    """Among 100,000 finished deliveries, whatever the statistics say."""
    with folder_store.database.read() as snapshot:
        coming = plan(snapshot.connection, ahead._COMING, after=1, until=2)
        overdue = plan(snapshot.connection, ahead._OVERDUE, now=1)
    assert "ix_delivery_due (next_try_at>? AND next_try_at<?)" in coming
    assert "ix_delivery_state (state=?)" in overdue
