"""Named queries about what is looked at ahead of its slot: waiting deliveries, their accounts, windows that ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, select

from editor_app.domain.account import HealthVerdict
from editor_app.domain.identifiers import AccountId, DeliveryId
from editor_app.domain.text import Text, text_from_json
from editor_app.storage.tables import SERVED, delivery, edition
from editor_app.storage.watch_tables import account_health, recheck

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Row

    from editor_app.storage.database import Snapshot, Work


@dataclass(frozen=True, slots=True)
class Coming:
    """A queued delivery that was never tried, with when it and its account were looked at last."""

    delivery: DeliveryId
    account: AccountId
    slot: datetime
    rechecked_at: datetime | None
    probed_at: datetime | None


@dataclass(frozen=True, slots=True)
class HealthRow:
    """What the last look at an account showed."""

    account: AccountId
    checked_at: datetime
    verdict: HealthVerdict
    words: Text | None
    since: datetime
    """When this verdict was seen first."""


def coming(snapshot: Snapshot, after: datetime, until: datetime) -> list[Coming]:
    """What goes out for the first time between the two, first in, first out."""
    found = snapshot.connection.execute(_COMING, {"after": after, "until": until})
    return [
        Coming(DeliveryId(row.id), AccountId(row.account), row.next_try_at, row.rechecked_at, row.probed_at)
        for row in found
        if row.state == "queued" and row.fence == 0
    ]


def overdue(snapshot: Snapshot, now: datetime) -> list[DeliveryId]:
    """Held ones whose signed window ended before `now`."""
    return [DeliveryId(row.id) for row in snapshot.connection.execute(_OVERDUE, {"now": now})]


def keep_recheck(work: Work, wanted: DeliveryId) -> None:
    """Remember that the delivery's checks ran now and found nothing new."""
    work.connection.execute(_FORGET_RECHECK, {"wanted": wanted})
    work.connection.execute(_KEEP_RECHECK, {"delivery": wanted, "checked_at": work.at})


def health_of(snapshot: Snapshot, account: AccountId) -> HealthRow | None:
    """What the last look at the account showed; None = there was none."""
    row = snapshot.connection.execute(_HEALTH, {"wanted": account}).first()
    return None if row is None else _health(row)


def healths(snapshot: Snapshot) -> dict[AccountId, HealthRow]:
    """The last look at every account that was looked at."""
    return {row.account: row for row in map(_health, snapshot.connection.execute(_HEALTHS))}


def keep_health(work: Work, account: AccountId, verdict: HealthVerdict, words: Text | None) -> HealthRow:
    """Remember what a look showed just now; `since` stays while the verdict does."""
    before = health_of(work, account)
    since = before.since if before is not None and before.verdict is verdict else work.at
    work.connection.execute(_FORGET_HEALTH, {"wanted": account})
    said = words.as_json() if words else None
    values = {"account": account, "checked_at": work.at, "verdict": verdict.value, "words": said, "since": since}
    work.connection.execute(_KEEP_HEALTH, values)
    return HealthRow(account, work.at, verdict, words, since)


def _health(row: Row[tuple[object, ...]]) -> HealthRow:
    words = text_from_json(row.words) if row.words else None
    return HealthRow(AccountId(row.account), row.checked_at, HealthVerdict(row.verdict), words, row.since)


_COMING = (
    select(
        delivery.c.id,
        delivery.c.account,
        delivery.c.state,
        delivery.c.fence,
        delivery.c.next_try_at,
        recheck.c.checked_at.label("rechecked_at"),
        account_health.c.checked_at.label("probed_at"),
    )
    .select_from(delivery)
    .outerjoin(recheck, recheck.c.delivery == delivery.c.id)
    .outerjoin(account_health, account_health.c.account == delivery.c.account)
    .where(SERVED, delivery.c.next_try_at > bindparam("after"), delivery.c.next_try_at <= bindparam("until"))
    .order_by(delivery.c.position)
)
_OVERDUE = (
    select(delivery.c.id)
    .join(edition, edition.c.id == delivery.c.edition)
    .where(delivery.c.state == "held", edition.c.not_after < bindparam("now"))
    .order_by(delivery.c.position)
)
_FORGET_RECHECK = delete(recheck).where(recheck.c.delivery == bindparam("wanted"))
_KEEP_RECHECK = insert(recheck)
_HEALTHS = select(account_health)
_HEALTH = _HEALTHS.where(account_health.c.account == bindparam("wanted"))
_FORGET_HEALTH = delete(account_health).where(account_health.c.account == bindparam("wanted"))
_KEEP_HEALTH = insert(account_health)
