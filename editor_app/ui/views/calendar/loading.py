"""What the calendar shows, read in the background; apart because it runs on threads and knows no widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.account import Account
    from editor_app.domain.identifiers import AccountId, DeliveryId
    from editor_app.services.desk import Desk, Seat
    from editor_app.services.planning import Span
    from editor_app.ui.views.calendar.pages import Page
    from editor_app.ui.views.calendar.times_dialog import Wanted


@dataclass(frozen=True, slots=True)
class Loaded:
    """One page with what stands in its deliveries' way."""

    page: Page
    span: Span
    is_empty: bool
    """Whether nothing was ever queued in this workspace."""

    @property
    def clashes(self) -> dict[DeliveryId, tuple[str, ...]]:
        """The kinds of conflicts of each delivery."""
        found: dict[DeliveryId, tuple[str, ...]] = {}
        for each in self.span.conflicts:
            found[each.delivery] = (*found.get(each.delivery, ()), each.kind.value)
        return found


def loaded(desk: Desk, page: Page, zone: str) -> Loaded:
    """The deliveries of a page."""
    from zoneinfo import ZoneInfo

    from editor_app.services import planning, publishing

    span = planning.span(desk, *page.span(ZoneInfo(zone)))
    is_empty = not span.rows and not sum(publishing.counts(desk).values())
    return Loaded(page, span, is_empty)


def planned_at(desk: Desk, delivery: DeliveryId) -> datetime:
    """For when a delivery is planned.

    Raises:
        NotFound: no such delivery.
    """
    from editor_app.services import planning

    return planning.planned_one(desk, delivery).planned_at


def accounts(desk: Desk) -> list[Account]:
    """The accounts that take deliveries."""
    from editor_app.domain.account import AccountState
    from editor_app.services.accounts import all_accounts

    return [account for account in all_accounts(desk) if account.state is not AccountState.CLOSED]


def keep_times(seat: Seat, wanted: Wanted) -> None:
    """Keep what the dialog asked for; only what differs is written.

    Raises:
        Refused, Invalid, Conflict: as the services say.
    """
    from editor_app.services import planning

    before = planning.timetable(seat.desk)
    account: AccountId = wanted.account
    if before.of(account) != wanted.times:
        planning.set_account_times(seat, account, wanted.times)
    if before.lead != wanted.lead:
        planning.set_lead(seat, wanted.lead)
    if before.quiet != wanted.quiet:
        planning.set_quiet(seat, wanted.quiet)
