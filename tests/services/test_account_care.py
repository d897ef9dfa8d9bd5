"""How every account stands: what ends soon, what was silent for too long, what a post costs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from editor_app.domain.account_care import Silence
from editor_app.domain.audit import Actor, Subject
from editor_app.domain.budget import Allowance
from editor_app.domain.secrets import Secret
from editor_app.platforms.signing_in import Tokens
from editor_app.platforms.site_folder.platform import SiteFolder
from editor_app.platforms.units import Unit
from editor_app.services import account_care, accounts, budgets, publishing, registering, vaults
from tests.services.registers import UNIT, for_real, portal

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.services.account_care import Care
    from tests.services.office import Office
    from tests.services.outbox import Outbox

ENGINES = ("sqlite",)
DAY = timedelta(days=1)


def care(office: Office, name: str = "site") -> Care:
    return next(each for each in account_care.looked_after(office.admin) if each.health.account.name == name)


def said(office: Office, name: str = "site") -> list[str]:
    return [str(each) for each in care(office, name).warnings]


def keep_tokens(office: Office, name: str, *, days: int, refresh: str = "") -> None:
    ends = office.clock.now() + days * DAY
    secret = Tokens(Secret("token"), Secret(refresh), ends).sealed()
    vaults.opened(office.admin).keep(accounts.by_name(office.desk, name).id, secret)


def test_a_practice_account_has_nothing_to_look_after(office: Office) -> None:
    office.connect("site")
    found = care(office)
    assert (found.warnings, found.last_post, found.left, found.requests_a_post) == ((), None, None, None)
    office.clock.turn(30 * DAY)
    assert (care(office).silence, care(office).silent_days) == (Silence.FAILING, 30)
    assert said(office) == [], "nobody inspects a practice account"


@pytest.mark.parametrize(("days", "begins"), [(8, ""), (6, "Its credentials end at"), (-1, "Its credentials ended at")])
def test_credentials_that_end_within_a_week_are_told_of(office: Office, days: int, begins: str) -> None:
    office.connect("site")
    keep_tokens(office, "site", days=days)
    assert care(office).credentials_end is not None
    assert [each.startswith(begins) for each in said(office)] == ([True] if begins else [])


def test_credentials_that_are_renewed_by_themselves_are_not_told_of(office: Office) -> None:
    office.connect("site")
    keep_tokens(office, "site", days=1, refresh="again")
    assert (care(office).renews, said(office)) == (True, [])


def test_who_is_not_given_the_vault_sees_no_end_of_credentials(office: Office) -> None:
    office.connect("site")
    keep_tokens(office, "site", days=1)
    (found,) = account_care.looked_after(office.editor)
    assert (found.health.has_secret, found.credentials_end, found.warnings) == (None, None, ())


def test_what_is_to_be_filed_soon_and_a_long_silence_are_told_of(office: Office, tmp_path: Path) -> None:
    portal(for_real(office), tmp_path)
    assert said(office, "门户") == ["Opening: file by 2026-12-04"]
    office.clock.turn(7 * DAY)
    assert said(office, "门户") == ["Opening: overdue since 2026-12-04", "Nothing published for 7 days"]
    office.clock.turn(5 * DAY)
    assert said(office, "门户")[1] == "Nothing published for 12 days; after 14 it fails the inspection"
    accounts.close(office.admin, "门户")
    assert said(office, "门户") == []
    office.clock.turn(9 * DAY)
    assert said(office, "门户") == ["Closing: overdue since 2026-12-17"]


def test_the_page_of_the_register_is_there_line_by_line(office: Office) -> None:
    office.connect("site")
    registering.enter(office.admin, "site", UNIT)
    registering.enter(office.admin, "site", replace(UNIT, responsible="王芳"))
    assert [each.particulars.responsible for each in care(office).lines] == ["李明", "王芳"]


def test_the_last_post_and_the_requests_of_a_post_are_counted(outbox: Outbox) -> None:
    delivery = outbox.queued("site")
    outbox.serve(delivery.id)
    outbox.serve(delivery.id)
    found = care(outbox.office)
    assert found.last_post is not None
    assert found.silence is Silence.NONE
    assert (found.posts, found.requests) == (1, len(outbox.server.ledger.requests))
    assert found.requests_a_post == found.requests
    told = publishing.timeline(outbox.office.desk, delivery.id)
    assert (told.spent, told.unit, found.unit) == (found.requests, Unit.REQUESTS, Unit.REQUESTS)
    outbox.office.clock.turn(31 * DAY)
    assert care(outbox.office).requests_a_post is None


def test_what_a_platform_still_takes_is_shown_until_it_is_filled_again_and_little_is_told_of(office: Office) -> None:
    office.connect("site")
    account, now = accounts.by_name(office.desk, "site"), office.clock.now()
    actor, subject = Actor("worker:test", "test"), Subject("health", account.id)
    with office.desk.database.write(actor, "test", subject) as work:
        budgets.spend(work, office.desk, account, Allowance(11, 100, now + DAY), 1)
    assert care(office).left == Allowance(11, 100, now + DAY)
    assert said(office) == []
    with office.desk.database.write(actor, "test", subject) as work:
        budgets.spend(work, office.desk, account, Allowance(10, 100, now + DAY), 1)
    assert said(office)[0].startswith("Requests: 10 of 100 are left until ")
    office.clock.turn(2 * DAY)
    assert care(office).left is None


def test_limits_that_were_read_long_ago_are_called_unverified(office: Office, tmp_path: Path) -> None:
    portal(office, tmp_path)
    oldest = min(limit.checked_on for limit in SiteFolder.limits) if SiteFolder.limits else ""
    assert care(office, "门户").unverified_since == ""
    office.clock.turn(400 * DAY)
    assert care(office, "门户").unverified_since == oldest
    if oldest:
        assert f"Its limits were last verified on {oldest}: unverified" in said(office, "门户")
