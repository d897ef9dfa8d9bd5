from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.account import AccountState, HealthVerdict
from editor_app.platforms.contract import Limit
from editor_app.platforms.sandbox.platform import Sandbox
from editor_app.services import accounts, ahead, publishing, vaults
from editor_app.services.links import Links
from editor_app.services.publishing import Slot
from editor_app.storage import audit
from editor_app.storage.queries import ahead as queries
from tests.services.outbox import Outbox

if TYPE_CHECKING:
    import pytest

    from editor_app.domain.delivery import Delivery
    from editor_app.storage.queries.ahead import HealthRow

ENGINES = ["sqlite", "postgresql"]


def planned(outbox: Outbox, hours: float = 3, title: str = "预定的") -> Delivery:
    slot = Slot(outbox.office.clock.now() + timedelta(hours=hours))
    return publishing.queue(outbox.office.publisher, outbox.approved("site", title=title).id, slot)[0]


def turn_to(outbox: Outbox, delivery: Delivery, before: timedelta) -> None:
    outbox.office.clock.turn(delivery.planned_at - before - outbox.office.clock.now())


def look_ahead(outbox: Outbox) -> int:
    """What a worker does on patrol; how many deliveries it looked at."""
    with outbox.office.desk.database.read() as snapshot:
        looks = ahead.wanted(snapshot, outbox.office.clock.now())
    for look in looks:
        ahead.look(outbox.sender, look)
    return len(looks)


def health(outbox: Outbox) -> HealthRow | None:
    site = accounts.by_name(outbox.office.desk, "site")
    with outbox.office.desk.database.read() as snapshot:
        return queries.health_of(snapshot, site.id)


def incidents(outbox: Outbox) -> list[str]:
    with outbox.office.desk.database.read() as snapshot:
        return [row.detail for row in audit.rows(snapshot) if row.action == "health.change"]


def kinds(outbox: Outbox) -> set[str]:
    return {request.kind for request in outbox.server.ledger.requests}


def test_an_account_is_probed_an_hour_and_ten_minutes_ahead_by_reads_alone(outbox: Outbox) -> None:
    delivery = planned(outbox)
    assert look_ahead(outbox) == 0
    asked = []
    for minutes in (61, 60, 59, 30, 10, 9, 1):
        turn_to(outbox, delivery, timedelta(minutes=minutes))
        look_ahead(outbox)
        asked.append(len(outbox.server.ledger.requests))
    assert asked == [0, 1, 1, 1, 2, 2, 2]
    assert kinds(outbox) == {"read"}
    found = health(outbox)
    assert found is not None
    assert (found.verdict, found.words) == (HealthVerdict.WELL, None)
    assert outbox.row(delivery.id).state.value == "queued"
    turn_to(outbox, delivery, timedelta(0))
    assert outbox.serve(delivery.id).state.value == "sent"


def test_one_probe_serves_every_delivery_of_the_account(outbox: Outbox) -> None:
    first, _second = planned(outbox, 3), planned(outbox, 3.1, "预定的第二份")
    turn_to(outbox, first, timedelta(minutes=30))
    assert look_ahead(outbox) == 2
    assert len(outbox.server.ledger.requests) == 1


def test_a_failing_account_is_seen_before_the_slot_and_the_slot_is_tried_all_the_same(outbox: Outbox) -> None:
    delivery = planned(outbox)
    outbox.server.faults.put({"5xx": {"count": 2, "on": "read"}})
    for minutes in (60, 10):
        turn_to(outbox, delivery, timedelta(minutes=minutes))
        look_ahead(outbox)
    found = health(outbox)
    assert found is not None
    assert found.verdict is HealthVerdict.UNREACHABLE
    assert found.checked_at - found.since > timedelta(minutes=49)
    (seen,) = accounts.health(outbox.office.admin)
    assert seen.last_look == found
    assert str(seen.words).startswith("At 2026-11-28 ")
    assert len(incidents(outbox)) == 1, "one notice for one incident"
    assert accounts.by_name(outbox.office.desk, "site").state is AccountState.ACTIVE
    assert outbox.row(delivery.id).state.value == "queued"
    turn_to(outbox, delivery, timedelta(0))
    assert outbox.serve(delivery.id).state.value == "sent"


def test_refused_credentials_hold_what_comes_within_the_hour_and_ask_for_a_sign_in(outbox: Outbox) -> None:
    first, second, later = planned(outbox, 3), planned(outbox, 3.5, "稍后的"), planned(outbox, 9, "晚上的")
    outbox.server._http.token = "another"
    turn_to(outbox, first, timedelta(minutes=20))
    look_ahead(outbox)
    assert accounts.by_name(outbox.office.desk, "site").state is AccountState.NEEDS_SIGN_IN
    states = [outbox.row(each.id).state.value for each in (first, second, later)]
    assert states == ["held", "held", "queued"]
    assert "connect it again" in str(outbox.row(first.id).reason)
    assert len(outbox.server.ledger.requests) == 0, "a request with a wrong token is not even logged there"
    assert len(incidents(outbox)) == 1


def test_a_machine_without_the_secret_says_so_and_takes_the_account_from_nobody(outbox: Outbox) -> None:
    delivery = planned(outbox)
    site = accounts.by_name(outbox.office.desk, "site")
    vaults.opened(outbox.office.admin).forget(site.id)
    poor = Outbox(outbox.office, outbox.server, Links(outbox.office.desk.platforms, vaults.opened(outbox.office.admin)))
    turn_to(outbox, delivery, timedelta(minutes=30))
    look_ahead(poor)
    found = health(outbox)
    assert found is not None
    assert (found.verdict, outbox.row(delivery.id).state.value) == (HealthVerdict.UNREACHABLE, "queued")
    assert accounts.by_name(outbox.office.desk, "site").state is AccountState.ACTIVE


def test_an_account_that_was_tested_again_is_well(outbox: Outbox) -> None:
    delivery = planned(outbox)
    outbox.server.faults.put({"5xx": {"count": 1, "on": "read"}})
    turn_to(outbox, delivery, timedelta(minutes=30))
    look_ahead(outbox)
    accounts.test(outbox.office.admin, "site")
    (seen,) = accounts.health(outbox.office.admin)
    assert seen.last_look is not None
    assert seen.last_look.verdict is HealthVerdict.WELL
    assert str(seen.words) == "Ready"


def test_a_throttled_probe_pauses_the_account_and_is_made_up_for_afterwards(outbox: Outbox) -> None:
    delivery = planned(outbox)
    outbox.server.faults.put({"429": {"count": 1, "on": "read", "seconds": 120}})
    turn_to(outbox, delivery, timedelta(minutes=50))
    look_ahead(outbox)
    assert health(outbox) is None
    before = len(outbox.server.ledger.requests)
    look_ahead(outbox)
    assert len(outbox.server.ledger.requests) == before
    outbox.office.clock.turn(timedelta(minutes=3))
    look_ahead(outbox)
    found = health(outbox)
    assert found is not None
    assert found.verdict is HealthVerdict.WELL


def test_the_checks_run_again_an_hour_ahead_and_hold_what_went_stale(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    fine, stale = planned(outbox, 3, "短"), planned(outbox, 3, "一个比以前允许的更长的标题")
    monkeypatch.setattr(Sandbox, "limits", (Limit("title_characters", 10, "a test", "2026-11-29"),))
    turn_to(outbox, fine, timedelta(minutes=59))
    look_ahead(outbox)
    assert [outbox.row(each.id).state.value for each in (fine, stale)] == ["queued", "held"]
    assert "A check before sending found something new" in str(outbox.row(stale.id).reason)
    turn_to(outbox, fine, timedelta(minutes=30))
    assert look_ahead(outbox) == 0, "what was looked at is not looked at again before the next mark"


def test_what_waits_beyond_its_window_expires_also_while_it_is_held(outbox: Outbox) -> None:
    end = outbox.office.clock.now() + timedelta(hours=1)
    held = publishing.queue(outbox.office.publisher, outbox.approved("site", not_after=end).id)[0]
    publishing.hold(outbox.office.publisher, held.id, "wait for the minister")
    assert ahead.expire_overdue(outbox.sender) == []
    outbox.office.clock.turn(timedelta(hours=1, seconds=1))
    assert ahead.expire_overdue(outbox.sender) == [held.id]
    row = outbox.row(held.id)
    assert (row.state.value, str(row.reason)) == ("expired", "The approved time window has passed.")
