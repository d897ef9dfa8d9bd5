import pytest

from editor_app.domain.delivery import DeliveryState, Event, ReadBack, Verdict
from editor_app.domain.errors import NotFound
from editor_app.domain.identifiers import DeliveryId, Digest
from editor_app.domain.text import T
from editor_app.storage.queries import attempts, deliveries, queue_rows
from editor_app.storage.queries.deliveries import Change
from editor_app.storage.queries.queue_rows import QueueFilter
from editor_app.storage.tables import delivery
from editor_app.storage.workspaces import Store
from tests.storage.plans import plan
from tests.storage.scene import START, Scene, approved, claim, queue, sent, write_document


def test_a_row_says_everything_about_a_delivery(scene: Scene) -> None:
    edition = approved(scene, write_document(scene, title="一网通办"))
    done = sent(scene, edition)
    for verdict in (Verdict.NOT_VISIBLE, Verdict.IDENTICAL):
        attempts.insert_read_back(scene.work, ReadBack(done.id, START, verdict, (), (), Digest("a" * 64)))
    row = queue_rows.one_row(scene.work, done.id)
    assert (row.title, row.account_name, row.platform, row.edition_number) == ("一网通办", "site", "sandbox", 1)
    assert (row.state, row.attempts, row.verdict) == (DeliveryState.SENT, 1, Verdict.IDENTICAL)
    assert (row.remote_id, row.url, row.digest) == (f"p-{done.id}", "http://127.0.0.1:1/p", edition.digest)


def test_rows_come_newest_first_a_page_at_a_time(scene: Scene) -> None:
    queued = [queue(scene, approved(scene, write_document(scene))).id for _ in range(5)]
    first = queue_rows.rows(scene.work, QueueFilter(limit=3))
    rest = queue_rows.rows(scene.work, QueueFilter(limit=3, before=first[-1].position))
    assert [row.id for row in (*first, *rest)] == queued[::-1]


def test_rows_are_chosen_by_edition_and_state(scene: Scene) -> None:
    edition = approved(scene, write_document(scene))
    mine = queue(scene, edition)
    other = queue(scene, approved(scene, write_document(scene)))
    deliveries.move(scene.work, other, Event.HOLD, Change(reason=T("Wait.")))
    assert [row.id for row in queue_rows.rows(scene.work, QueueFilter(edition=edition.id))] == [mine.id]
    (held,) = queue_rows.rows(scene.work, QueueFilter(states=(DeliveryState.HELD,)))
    assert (held.id, held.reason) == (other.id, T("Wait."))
    assert queue_rows.counts(scene.work) == {DeliveryState.QUEUED: 1, DeliveryState.HELD: 1}


def test_what_waits_behind_an_unresolved_delivery_is_listed(scene: Scene) -> None:
    first = queue(scene, approved(scene, write_document(scene)))
    behind = queue(scene, approved(scene, write_document(scene)))
    queue(scene, approved(scene, write_document(scene)), account=1)
    claim(scene, first)
    assert [row.id for row in queue_rows.waiting_behind(scene.work, first.id)] == [behind.id]


def test_a_delivery_that_is_not_there_is_not_found(scene: Scene) -> None:
    with pytest.raises(NotFound):
        queue_rows.one_row(scene.work, DeliveryId("x"))


def test_a_page_of_the_queue_is_read_in_the_order_of_an_index(folder_store: Store) -> None:
    newest = queue_rows._ROWS.order_by(delivery.c.position.desc()).limit(200)
    with folder_store.database.read() as snapshot:
        first = plan(snapshot.connection, newest)
        following = plan(snapshot.connection, newest.where(delivery.c.position < 9))
        held = plan(snapshot.connection, newest.where(delivery.c.state.in_(["held"])))
    assert "SCAN delivery USING INDEX ix_delivery_position" in first
    assert "ix_delivery_position (position<?)" in following
    assert "ix_delivery_state (state=?)" in held
    assert "TEMP B-TREE" not in first + following + held
