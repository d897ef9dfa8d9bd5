"""Whether what is known of a platform's limits was read lately enough to be trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from editor_app.domain.account_care import oldest_stale
from editor_app.domain.finding import Finding, Place, Severity
from editor_app.domain.text import T

if TYPE_CHECKING:
    from editor_app.domain.account import Account
    from editor_app.domain.text import Text
    from editor_app.platforms.contract import Platform
    from editor_app.services.desk import Desk


def unverified(platform: Platform, desk: Desk) -> str:
    """The oldest day on which one of its limits was read that is not to be trusted any more; empty = none."""
    today = desk.clock.now().astimezone(ZoneInfo(desk.workspace.zone)).date()
    return oldest_stale((limit.checked_on for limit in platform.limits), today)


def unverified_words(day: str) -> Text:
    """What that means."""
    return T("Its limits were last verified on {day}: unverified", day=day)


def notes(desk: Desk, account: Account) -> list[Finding]:
    """What a check says of an account whose platform may take more or less by now; it stops nothing."""
    day = unverified(desk.platforms.of(account.platform), desk)
    if not day:
        return []
    following = T("Look at the platform's own page, or at a newer Press Desk; what it takes may have changed.")
    return [Finding("limits_unverified", Severity.NOTE, Place("body"), unverified_words(day), following, account.id)]
