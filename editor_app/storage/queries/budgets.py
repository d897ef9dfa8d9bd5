"""Named queries about budgets: what platforms said of how much they take, remembered across restarts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, select, update

from editor_app.domain.budget import Allowance, Pause
from editor_app.domain.text import text_from_json
from editor_app.storage.prepared import Prepared
from editor_app.storage.tables import SERVED, delivery
from editor_app.storage.watch_tables import budget

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Row

    from editor_app.domain.identifiers import AccountId
    from editor_app.storage.database import Snapshot, Work

Scopes = tuple[str, str]
"""The account's own scope, and that of everything of ours at its host."""


def pause_of(snapshot: Snapshot, scopes: Scopes, now: datetime) -> Pause | None:
    """The pause that stands for an account now, the longest; None = it may be asked."""
    found = _PAUSED.rows(snapshot.connection, {"own": scopes[0], "host": scopes[1], "now": now})
    standing = [pause for pause in map(_pause, found) if pause.holds(now)]
    return max(standing, key=lambda pause: pause.until, default=None)


def pauses(snapshot: Snapshot, now: datetime) -> list[Pause]:
    """Every pause that stands now."""
    found = snapshot.connection.execute(_ALL, {"now": now})
    return [pause for pause in map(_pause, found) if pause.holds(now)]


def allowance_of(snapshot: Snapshot, scopes: Scopes) -> Allowance | None:
    """What was said last of how much is left, for the account or for its host; None = nothing was said."""
    found = snapshot.connection.execute(_LEFT, {"own": scopes[0], "host": scopes[1]}).first()
    return Allowance(found.remaining, found.ceiling, found.resets_at) if found is not None else None


def insert_pause(work: Work, pause: Pause) -> None:
    """Remember that nothing may be asked until then."""
    work.connection.execute(_FORGET, {"wanted": pause.scope})
    values = {"scope": pause.scope, "told_at": pause.told_at, "paused_until": pause.until}
    work.connection.execute(_KEEP, {**values, "reason": pause.reason.as_json()})


def insert_allowance(work: Work, scope: str, told: Allowance, pause: Pause | None) -> None:
    """Remember what is left until when, and the pause that follows from it."""
    work.connection.execute(_FORGET, {"wanted": scope})
    work.connection.execute(
        _KEEP,
        {
            "scope": scope,
            "told_at": work.at,
            "paused_until": pause.until if pause else None,
            "reason": pause.reason.as_json() if pause else None,
            "remaining": told.remaining,
            "ceiling": told.ceiling,
            "resets_at": told.resets_at,
        },
    )


def put_off(work: Work, accounts: Collection[AccountId], until: datetime) -> None:
    """Let nothing of these accounts be due before `until`; no move, so no audit row of its own."""
    for account in accounts:
        work.connection.execute(_PUT_OFF, {"whose": account, "until": until})


def _pause(row: Row[tuple[object, ...]]) -> Pause:
    return Pause(row.scope, row.told_at, row.paused_until, text_from_json(row.reason))


_ALL = select(budget).where(budget.c.paused_until > bindparam("now")).order_by(budget.c.scope)
_PAUSED = Prepared(
    select(budget).where(
        (budget.c.scope == bindparam("own")) | (budget.c.scope == bindparam("host")),
        budget.c.paused_until > bindparam("now"),
    )
)
_LEFT = (
    select(budget)
    .where(budget.c.scope.in_((bindparam("own"), bindparam("host"))), budget.c.remaining.is_not(None))
    .order_by(budget.c.told_at.desc())
    .limit(1)
)
_FORGET = delete(budget).where(budget.c.scope == bindparam("wanted"))
_KEEP = insert(budget)
_PUT_OFF = (
    update(delivery)
    .where(
        delivery.c.account == bindparam("whose"),
        SERVED,
        delivery.c.next_try_at < bindparam("until", type_=delivery.c.next_try_at.type),
    )
    .values(next_try_at=bindparam("until", type_=delivery.c.next_try_at.type))
)
