"""What the register stops, what it lets go, and the call for accounts that were there before it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.account import AccountState
from editor_app.domain.audit import Subject
from editor_app.domain.document import Content
from editor_app.domain.errors import Refused
from editor_app.domain.register import RegisterState
from editor_app.services import accounts, gate, publishing, registered, registering
from editor_app.services.documents import Draft
from editor_app.services.registering import Filing
from editor_app.storage.queries import accounts as account_queries
from tests.services.registers import UNIT, for_real, page, portal

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.domain.account import Account
    from tests.services.office import Office
    from tests.services.outbox import Outbox

ENGINES = ("sqlite",)
DAY = timedelta(days=1)
TODAY = date(2026, 11, 28)


def from_before(office: Office, folder: Path) -> Account:
    """An account as an older Press Desk left it: not in the register."""
    portal(office, folder)
    for_real(office)
    return page(office).account


def closed(outbox: Outbox, name: str = "site") -> None:
    admin = outbox.office.admin
    registering.enter(admin, name, UNIT)
    registering.begin_closing(admin, name, "职能合并")
    registering.file(admin, name, Filing("", TODAY))


def active_again(outbox: Outbox, name: str = "site") -> None:
    """Somebody connects it again, whatever the register says."""
    desk = outbox.office.desk
    account = page(outbox.office, name).account
    with desk.database.write(outbox.sender.actor, "test", Subject("account", account.id)) as work:
        account_queries.set_account_state(work, account.id, AccountState.ACTIVE)


def test_what_waits_when_the_term_ends_is_held_with_the_next_step_and_goes_out_once_it_is_filed(
    outbox: Outbox,
) -> None:
    delivery = outbox.queued("site")
    registering.enter(outbox.office.admin, "site", UNIT)
    outbox.office.clock.turn(7 * DAY)
    row = outbox.serve(delivery.id)
    assert row.state.value == "held"
    assert row.reason == registered.NOT_FILED.message
    assert outbox.server.ledger.requests == []
    registering.file(outbox.office.admin, "site", Filing("京-2026-11", TODAY))
    publishing.release(outbox.office.publisher, delivery.id, "已备案")
    assert outbox.serve(delivery.id).state.value == "sent"


def test_within_the_term_an_account_publishes(outbox: Outbox) -> None:
    registering.enter(outbox.office.admin, "site", UNIT)
    assert outbox.serve(outbox.queued("site").id).state.value == "sent"


def test_nothing_is_queued_for_an_account_that_is_late_or_closed(outbox: Outbox) -> None:
    edition = outbox.approved("site")
    registering.enter(outbox.office.admin, "site", UNIT)
    outbox.office.clock.turn(7 * DAY)
    with pytest.raises(Refused, match="site: The account is not registered") as late:
        publishing.queue(outbox.office.publisher, edition.id)
    assert "register file" in str(late.value.next_step)
    registering.begin_closing(outbox.office.admin, "site", "职能合并")
    registering.file(outbox.office.admin, "site", Filing("", TODAY))
    with pytest.raises(Refused, match="site: The account is closed in the register"):
        publishing.queue(outbox.office.publisher, edition.id)


def test_the_gate_holds_what_waits_for_a_closed_account_although_it_is_connected(outbox: Outbox) -> None:
    delivery = outbox.queued("site")
    closed(outbox)
    active_again(outbox)
    with outbox.office.desk.database.read() as snapshot:
        passage = gate.passage(outbox.office.desk, snapshot, delivery)
    assert passage.stop is not None
    assert passage.stop[1] == registered.CLOSED.message


def test_an_account_that_is_closed_between_the_claim_and_the_intent_gets_nothing(outbox: Outbox) -> None:
    delivery = outbox.queued("site")

    def at(point: str) -> None:
        if point == "before_intent":
            closed(outbox)

    outbox.at_point = at
    row = outbox.serve(delivery.id)
    assert (row.state.value, row.reason) == ("held", registered.CLOSED.message)
    assert outbox.publishing_requests() == 0


def test_an_account_from_before_is_called_for_once_and_publishes_for_twenty_working_days(
    office: Office, tmp_path: Path
) -> None:
    account = from_before(office, tmp_path)
    assert page(office).standing.due_on is None
    assert registered.call_missing(office.desk, office.admin.actor) == 1
    assert registered.call_missing(office.desk, office.admin.actor) == 0
    call = page(office).standing.call
    assert call is not None
    assert (call.due_on, call.publish_until.date()) == (date(2026, 12, 4), date(2026, 12, 25))
    edition = office.approve(office.submitted(_draft(), "门户"))
    office.clock.turn(20 * DAY)
    with office.desk.database.read() as snapshot:
        assert registered.stop_of(snapshot, account.id, edition.sealed().kind, office.clock.now()) is None
    office.clock.turn(10 * DAY)
    with pytest.raises(Refused, match="not registered"):
        publishing.queue(office.publisher, edition.id)
    assert registering.enter(office.admin, "门户", UNIT).publish_until == call.publish_until
    registering.file(office.admin, "门户", Filing("京-2026-11", TODAY))
    assert len(publishing.queue(office.publisher, edition.id)) == 1


def test_a_practice_office_and_closed_accounts_are_not_called_for(office: Office, tmp_path: Path) -> None:
    office.connect("site")
    portal(office, tmp_path)
    assert registered.call_missing(office.desk, office.admin.actor) == 0
    for_real(office)
    accounts.close(office.admin, "门户")
    assert registered.call_missing(office.desk, office.admin.actor) == 0


def test_a_call_that_comes_too_late_is_none(office: Office, tmp_path: Path) -> None:
    account = from_before(office, tmp_path)
    registering.enter(office.admin, "门户", UNIT)
    assert not registered.call_for(office.desk, office.admin.actor, account)
    assert page(office).standing.state is RegisterState.OPENING


def test_a_term_into_a_year_whose_holidays_are_not_known_says_so() -> None:
    assert not registered.is_guessed(date(2026, 10, 1))
    assert registered.is_guessed(date(2999, 1, 1))


def _draft() -> Draft:
    return Draft(Content(title="便民事项一次办好", body="第一段。", source="区政务公开办"))
