from datetime import timedelta

import pytest
from sqlalchemy import select

from editor_app.domain.delivery import Delivery, DeliveryState, Event, ReadBack, Verdict
from editor_app.domain.errors import NotFound
from editor_app.domain.identifiers import DeliveryId, Digest
from editor_app.domain.text import T
from editor_app.storage.queries import attempts, deliveries, queue_rows
from editor_app.storage.queries.deliveries import Change, Plan
from editor_app.storage.queries.queue_rows import Order, QueueFilter
from editor_app.storage.tables import delivery
from editor_app.storage.workspaces import Store
from tests.storage.plans import plan
from tests.storage.scene import START, Scene, approved, begin, claim, lose, queue, sent, write_document


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


def _slot(scene: Scene, moved: Delivery, hours: int) -> None:
    """Another time, in the only way there is: held, and released for it."""
    at = START + timedelta(hours=hours)
    held = deliveries.move(scene.work, moved, Event.HOLD, Change(reason=T("Wait.")))
    change = Change(planned=Plan(at, "", "", 900), next_try_at=at, clear_reason=True)
    deliveries.move(scene.work, held, Event.RELEASE, change)


def test_rows_are_sought_by_account_by_day_and_by_words(scene: Scene) -> None:
    first = queue(scene, approved(scene, write_document(scene, title="一网通办")))
    other = queue(scene, approved(scene, write_document(scene, title="100% of it")), account=1)
    _slot(scene, other, 30)

    def found(**chosen: object) -> list[DeliveryId]:
        return [row.id for row in queue_rows.rows(scene.work, QueueFilter(**chosen))]

    assert found(account=first.account) == [first.id]
    day = (START + timedelta(days=1), START + timedelta(days=2))
    assert found(planned=day) == [other.id]
    assert found(words=" 通办 ") == [first.id]
    assert found(words="OF IT") == [other.id]
    assert found(words="0%") == [other.id]
    assert found(words="_") == []
    assert queue_rows.counts(scene.work, QueueFilter(words="通办")) == {DeliveryState.QUEUED: 1}
    assert queue_rows.counts(scene.work, QueueFilter(planned=day)) == {DeliveryState.QUEUED: 1}


@pytest.mark.parametrize("order", list(Order))
def test_the_pages_of_every_order_hold_each_delivery_once_in_that_order(scene: Scene, order: Order) -> None:
    for place in range(7):
        one = queue(scene, approved(scene, write_document(scene)), account=place % 2)
        _slot(scene, one, (5, 1, 5, 3, 1, 5, 2)[place])
    whole = queue_rows.rows(scene.work, QueueFilter(order=order))
    paged, before = [], None
    while page := queue_rows.rows(scene.work, QueueFilter(order=order, before=before, limit=2)):
        paged += page
        before = page[-1].position
    assert paged == whole
    assert len({row.id for row in whole}) == 7
    keys = {
        Order.QUEUED: [(-row.position,) for row in whole],
        Order.PLANNED: [(-row.planned_at.timestamp(), -row.position) for row in whole],
        Order.ACCOUNT: [(row.account_name, -row.position) for row in whole],
    }[order]
    assert keys == sorted(keys)


def test_rows_are_counted_by_account_and_by_slot(scene: Scene) -> None:
    ones = [queue(scene, approved(scene, write_document(scene)), account=place % 2) for place in range(3)]
    _slot(scene, ones[0], 2)
    by_account = {(account, number) for account, _, number in queue_rows.counted_by_account(scene.work, QueueFilter())}
    assert by_account == {(ones[0].account, 2), (ones[1].account, 1)}
    by_slot = {at: number for at, _, number in queue_rows.counted_by_slot(scene.work, QueueFilter())}
    assert by_slot[START + timedelta(hours=2)] == 1
    assert sum(by_slot.values()) == 3


def test_rows_are_read_again_by_their_ids(scene: Scene) -> None:
    ones = [queue(scene, approved(scene, write_document(scene))).id for _ in range(3)]
    assert [row.id for row in queue_rows.rows_by_id(scene.work, [ones[0], ones[2], DeliveryId("x")])] == [
        ones[2],
        ones[0],
    ]


def test_what_waits_behind_an_unresolved_delivery_is_listed(scene: Scene) -> None:
    first = queue(scene, approved(scene, write_document(scene)))
    behind = queue(scene, approved(scene, write_document(scene)))
    queue(scene, approved(scene, write_document(scene)), account=1)
    claimed = claim(scene, first)
    assert [row.id for row in queue_rows.waiting_behind(scene.work, first.id)] == [behind.id]
    assert queue_rows.waited_for(scene.work, behind.id) == [], "a minute's work is nothing to tell of"
    lose(scene, claimed, begin(scene, claimed))
    assert [row.id for row in queue_rows.waited_for(scene.work, behind.id)] == [first.id]
    assert queue_rows.waited_for(scene.work, first.id) == []


def test_a_row_says_that_it_waits_behind_another_of_its_account(scene: Scene) -> None:
    first = queue(scene, approved(scene, write_document(scene)))
    behind = queue(scene, approved(scene, write_document(scene)))
    elsewhere = queue(scene, approved(scene, write_document(scene)), account=1)
    claimed = claim(scene, first)

    def waiting() -> list[str]:
        return [row.id for row in queue_rows.rows(scene.work, QueueFilter()) if row.waits_behind]

    assert waiting() == [], "a minute's work is nothing to tell of"
    lose(scene, claimed, begin(scene, claimed))
    assert waiting() == [behind.id]
    assert queue_rows.one_row(scene.work, behind.id).waits_behind
    assert not queue_rows.one_row(scene.work, elsewhere.id).waits_behind


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


def test_a_day_of_the_queue_is_read_by_the_index_of_the_slots(folder_store: Store) -> None:
    at = delivery.c.planned_at
    day = queue_rows._ROWS.with_only_columns(delivery.c.id).where(at >= START, at < START).limit(200)
    latest = select(delivery.c.id).order_by(at.desc(), delivery.c.position.desc()).limit(200)
    with folder_store.database.read() as snapshot:
        of_the_day, newest = plan(snapshot.connection, day), plan(snapshot.connection, latest)
    assert "ix_delivery_planned (planned_at>? AND planned_at<?)" in of_the_day
    assert "ix_delivery_planned" in newest
    assert "TEMP B-TREE" not in newest
