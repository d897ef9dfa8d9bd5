"""Budgets: a platform that says “slow down” is not asked again before its time, by no worker and after no restart."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from editor_app.domain.audit import Subject
from editor_app.domain.budget import Pause, breath
from editor_app.domain.text import T
from editor_app.storage.queries import accounts
from editor_app.storage.queries import budgets as queries

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.account import Account
    from editor_app.domain.budget import Allowance
    from editor_app.domain.canonical import Json
    from editor_app.domain.errors import RateLimited
    from editor_app.domain.identifiers import AccountId
    from editor_app.platforms.contract import Link
    from editor_app.services.desk import Desk
    from editor_app.storage.database import Snapshot, Work
    from editor_app.storage.queries.budgets import Scopes


SPENT = "requests"
"""What the count of `spent` is called in the audit log, whatever its unit."""


def pause_of(snapshot: Snapshot, account: Account, now: datetime) -> Pause | None:
    """The pause that stands for the account now; None = it may be asked."""
    return queries.pause_of(snapshot, _scopes(account), now)


def paused(desk: Desk) -> dict[AccountId, Pause]:
    """The accounts of which nothing is asked at the moment, and until when."""
    now = desk.clock.now()
    with desk.database.read() as snapshot:
        standing = queries.pauses(snapshot, now)
        every = accounts.all_accounts(snapshot) if standing else []
    found: dict[AccountId, Pause] = {}
    for account in every:
        own = [pause for pause in standing if pause.scope in _scopes(account)]
        if own:
            found[account.id] = max(own, key=lambda pause: pause.until)
    return found


def heed(work: Work, desk: Desk, account: Account, error: RateLimited) -> datetime:
    """Pause what the “slow down” is meant for, and put off everything that waits there.

    Returns:
        Until when.
    """
    until = work.at + error.retry_after
    scope = _shared(desk, account)
    work.record("health.pause", Subject("health", account.id), {"until": until.isoformat()})
    queries.insert_pause(work, Pause(scope, work.at, until, error.message))
    queries.put_off(work, _sharing(work, account, scope), until)
    return until


def spend(work: Work, desk: Desk, account: Account, left: Allowance | None, calls: int) -> None:
    """Keep what the platform said it still takes; near the wall its accounts rest until it lasts.

    Args:
        work: the write in which an answer is kept anyway.
        left: None = the platform says nothing of it.
        calls: how many requests a delivery takes.
    """
    if left is None:
        return
    scope, rest = _shared(desk, account), breath(left, calls, work.at)
    pause = None
    if rest:
        reason = T("{host} takes little more for now; sending slows down.", host=_host(account))
        pause = Pause(scope, work.at, work.at + rest, reason)
        queries.put_off(work, _sharing(work, account, scope), pause.until)
    queries.insert_allowance(work, scope, left, pause)


def spent(link: Link) -> dict[str, Json]:
    """How many requests a link sent since this was asked last, as the audit log keeps it; nothing = not counted."""
    count = link.spent()
    return {SPENT: count} if count else {}


def left_of(snapshot: Snapshot, account: Account) -> Allowance | None:
    """What the platform said last that the account may still ask; None = it says nothing."""
    return queries.allowance_of(snapshot, _scopes(account))


def _scopes(account: Account) -> Scopes:
    return f"account:{account.id}", f"host:{account.platform}@{_host(account)}"


def _shared(desk: Desk, account: Account) -> str:
    """The scope for which the platform of the account speaks."""
    own, host = _scopes(account)
    return host if desk.platforms.of(account.platform).one_budget_a_host else own


def _sharing(work: Work, account: Account, scope: str) -> list[AccountId]:
    own, _ = _scopes(account)
    if scope == own:
        return [account.id]
    return [each.id for each in accounts.all_accounts(work) if scope in _scopes(each)]


def _host(account: Account) -> str:
    return urlsplit(account.url).netloc or account.url
