from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.account import AccountState
from editor_app.domain.audit import Subject
from editor_app.domain.delivery import Event
from editor_app.services import accounts, gate, publishing
from editor_app.storage.queries import accounts as queries

if TYPE_CHECKING:
    from editor_app.domain.delivery import Delivery
    from editor_app.services.gate import Passage
    from tests.services.outbox import Outbox


def passage(outbox: Outbox, delivery: Delivery) -> Passage:
    with outbox.office.desk.database.read() as snapshot:
        return gate.passage(outbox.office.desk, snapshot, delivery)


def test_what_is_due_may_be_claimed(outbox: Outbox) -> None:
    assert passage(outbox, outbox.queued("site")).is_open


def test_a_window_that_has_passed_comes_before_a_missed_time(outbox: Outbox) -> None:
    end = outbox.office.clock.now() + timedelta(minutes=5)
    ends = publishing.queue(outbox.office.publisher, outbox.approved("site", title="限时", not_after=end).id)[0]
    stays = outbox.queued("site")
    outbox.office.clock.turn(timedelta(hours=1))
    for delivery, event in ((ends, Event.EXPIRE), (stays, Event.MISS)):
        stop = passage(outbox, delivery).stop
        assert stop is not None
        assert stop[0] is event


def test_what_waits_behind_an_open_question_expires_all_the_same(outbox: Outbox) -> None:
    outbox.connect("blind", "public-blind")
    asked = outbox.queued("blind", "没有答案的")
    outbox.server.faults.put({"drop_after": 1})
    outbox.serve(asked.id)
    end = outbox.office.clock.now() + timedelta(minutes=5)
    edition = outbox.approved("blind", title="排在后面的", not_after=end)
    behind = publishing.queue(outbox.office.publisher, edition.id)[0]
    assert passage(outbox, behind).waits
    outbox.office.clock.turn(timedelta(minutes=6))
    assert outbox.serve(behind.id).state.value == "expired"


def test_an_account_that_needs_a_new_sign_in_is_not_tried_and_its_delivery_waits_for_a_person(outbox: Outbox) -> None:
    delivery = outbox.queued("site")
    site = accounts.by_name(outbox.office.desk, "site")
    with outbox.office.desk.database.write(outbox.sender.actor, "test", _of(site.id)) as work:
        queries.set_account_state(work, site.id, AccountState.NEEDS_SIGN_IN)
    row = outbox.serve(delivery.id)
    assert row.state.value == "held"
    assert "connect it again" in str(row.reason)
    assert outbox.server.ledger.requests == []


def _of(account: str) -> Subject:

    return Subject("account", account)
