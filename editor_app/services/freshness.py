"""Whether what is known of a platform's limits was read lately enough to be trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from editor_app.domain.account_care import NEVER_CHECKED, oldest_stale
from editor_app.domain.finding import Finding, Place, Severity
from editor_app.domain.text import T
from editor_app.platforms.own_limits import limits_for

if TYPE_CHECKING:
    from editor_app.domain.account import Account
    from editor_app.domain.text import Text
    from editor_app.services.desk import Desk


def unverified(desk: Desk, account: Account) -> str:
    """The oldest day on which one of its limits was read that is not to be trusted any more; empty = none."""
    today = desk.clock.now().astimezone(ZoneInfo(desk.workspace.zone)).date()
    own = limits_for(desk.platforms.of(account.platform), account.options)
    return oldest_stale((limit.checked_on for limit in own), today)


def unverified_words(day: str) -> Text:
    """What that means."""
    if day == NEVER_CHECKED:
        return T("What it takes was never read on a page of its platform: unverified")
    return T("Its limits were last verified on {day}: unverified", day=day)


def notes(desk: Desk, account: Account) -> list[Finding]:
    """What a check says of an account whose platform may take more or less by now; it stops nothing."""
    day = unverified(desk, account)
    if not day:
        return []
    following = T("Look at the platform's own page, or at a newer Press Desk; what it takes may have changed.")
    return [Finding("limits_unverified", Severity.NOTE, Place("body"), unverified_words(day), following, account.id)]
