from datetime import timedelta

import pytest

from editor_app.domain.delivery import DeliveryState, Event, ReadBack, Verdict
from editor_app.domain.edition import EditionKind
from editor_app.domain.errors import NotFound
from editor_app.domain.identifiers import DeliveryId, Digest, EditionId
from editor_app.domain.text import T
from editor_app.storage.queries import attempts, deliveries, planned, settings
from editor_app.storage.queries.deliveries import Change
from editor_app.storage.workspaces import Store
from tests.storage.plans import plan
from tests.storage.scene import START, Scene, approved, queue, sent, write_document

HOUR = timedelta(hours=1)


def test_what_is_planned_between_two_moments_comes_in_the_order_of_its_times(scene: Scene) -> None:
    made = [queue(scene, approved(scene, write_document(scene)), at=START + n * HOUR) for n in (3, 1, 2)]
    rows = planned.planned_between(scene.work, START + HOUR, START + 3 * HOUR)
    assert [row.id for row in rows] == [made[1].id, made[2].id], "the end itself belongs to the next span"


def test_a_planned_row_says_what_the_calendar_shows(scene: Scene) -> None:
    window = (START, START + 5 * HOUR)
    edition = approved(scene, write_document(scene, title="一网通办"), window, EditionKind.CORRECTION)
    made = queue(scene, edition, at=START + HOUR)
    row = planned.planned_one(scene.work, made.id)
    assert (row.title, row.account_name, row.platform, row.kind) == (
        "一网通办",
        "site",
        "sandbox",
        EditionKind.CORRECTION,
    )
    assert (row.state, row.planned_at, row.received_at) == (DeliveryState.QUEUED, START + HOUR, None)
    assert (row.not_before, row.not_after, row.document) == (*window, edition.document)
    with pytest.raises(NotFound):
        planned.planned_one(scene.work, DeliveryId("nobody"))


def test_only_what_waits_takes_a_time(scene: Scene) -> None:
    waiting = queue(scene, approved(scene, write_document(scene)), at=START + HOUR)
    held = queue(scene, approved(scene, write_document(scene)), at=START + 2 * HOUR)
    deliveries.move(scene.work, held, Event.HOLD, Change(reason=T("Wait.")))
    sent(scene, approved(scene, write_document(scene)))
    assert sorted(planned.taken_times(scene.work, waiting.account)) == [START + HOUR, START + 2 * HOUR]
    assert planned.taken_times(scene.work, scene.accounts[1].id) == []


def test_the_last_publication_is_the_accounts_own(scene: Scene) -> None:
    assert planned.last_out(scene.work, scene.accounts[0].id) is None
    done = sent(scene, approved(scene, write_document(scene)))
    assert done.receipt is not None
    assert planned.last_out(scene.work, done.account) == done.receipt.received_at
    assert planned.last_out(scene.work, scene.accounts[1].id) is None


def test_those_before_are_counted_while_nobody_tried_them(scene: Scene) -> None:
    first, second, third = (queue(scene, approved(scene, write_document(scene))) for _ in range(3))
    later = queue(scene, approved(scene, write_document(scene)), at=scene.work.at + HOUR)
    assert [planned.queued_before(scene.work, each.id) for each in (first, second, third)] == [0, 1, 2]
    deliveries.move(scene.work, first, Event.CLAIM)
    assert planned.queued_before(scene.work, third.id) == 1
    assert planned.queued_before(scene.work, later.id) == 2


def test_the_leads_delivery_says_when_it_was_proven(scene: Scene) -> None:
    edition = approved(scene, write_document(scene))
    lead = scene.accounts[0].id
    assert planned.lead_of(scene.work, edition.id, lead) is None
    done = sent(scene, edition)
    unread = planned.lead_of(scene.work, edition.id, lead)
    assert unread is not None
    assert (unread.account_name, unread.state, unread.verdict, unread.readings) == ("site", DeliveryState.SENT, None, 0)
    for number, verdict in enumerate((Verdict.NOT_VISIBLE, Verdict.IDENTICAL, Verdict.DIFFERENT), 1):
        read = ReadBack(done.id, START + number * HOUR, verdict, (), (), Digest("a" * 64))
        attempts.insert_read_back(scene.work, read)
    row = planned.lead_of(scene.work, edition.id, lead)
    assert row is not None
    assert (row.verdict, row.readings, row.verified_at) == (Verdict.DIFFERENT, 3, START + 2 * HOUR)
    assert planned.lead_of(scene.work, EditionId("none"), lead) is None


def test_a_release_is_seen_also_after_another_time_was_chosen(scene: Scene) -> None:
    queued = queue(scene, approved(scene, write_document(scene)))
    moved = deliveries.move(scene.work, queued, Event.RESCHEDULE)
    assert not planned.was_released(scene.work, queued.id)
    held = deliveries.move(scene.work, moved, Event.HOLD, Change(reason=T("Wait.")))
    released = deliveries.move(scene.work, held, Event.RELEASE, Change(clear_reason=True))
    assert planned.was_released(scene.work, queued.id)
    deliveries.move(scene.work, released, Event.RESCHEDULE)
    assert planned.was_released(scene.work, queued.id)


def test_a_timetable_is_kept_and_none_is_there_at_first(scene: Scene) -> None:
    assert planned.timetable_value(scene.work) is None
    settings.set_value(scene.work, planned.TIMETABLE, {"v": 1, "lead": None})
    assert planned.timetable_value(scene.work) == {"v": 1, "lead": None}


def test_pacing_asks_by_index(folder_store: Store) -> None:
    """With 100,000 deliveries a scan of all would cost the worker more than a whole cycle."""
    asked = (planned._LAST_OUT, planned._QUEUED_BEFORE, planned._LEAD, planned._LAST_MOVE)
    with folder_store.database.read() as snapshot:
        words = [plan(snapshot.connection, each, wanted="x", account="x", edition="x", lead="x") for each in asked]
    assert not [each for each in words if "SCAN" in each]
