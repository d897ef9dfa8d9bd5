"""Ahead of a slot: the account is probed an hour and ten minutes before, the checks run again, sessions are renewed.

What fails is seen while somebody can still mend it. Only reads go out; the slot itself is tried unless the account
needs a new sign-in or a check found something new.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.account import AccountState, HealthVerdict
from editor_app.domain.audit import Subject
from editor_app.domain.delivery import DeliveryState, Event
from editor_app.domain.errors import AuthExpired, Conflict, PlatformError, RateLimited
from editor_app.domain.text import T
from editor_app.platforms.absent import is_absent
from editor_app.platforms.gateway import called
from editor_app.services import budgets, rechecking
from editor_app.services.gate import EXPIRED, SIGNED_OUT
from editor_app.services.sending import moving
from editor_app.storage.queries import accounts, ahead, deliveries
from editor_app.storage.queries.deliveries import Change

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.account import Account
    from editor_app.domain.delivery import Delivery
    from editor_app.domain.identifiers import AccountId, DeliveryId
    from editor_app.domain.text import Text
    from editor_app.platforms.contract import Identity
    from editor_app.services.sending import Sender
    from editor_app.storage.database import Snapshot

FIRST, SECOND = timedelta(minutes=60), timedelta(minutes=10)
"""How long before a slot its account is probed; the checks run again at the first."""
_LEEWAY = timedelta(minutes=5)
"""A session that would end so soon after the slot is renewed before it."""


@dataclass(frozen=True, slots=True)
class Look:
    """A delivery that is to be looked at ahead of its slot."""

    delivery: DeliveryId
    account: AccountId
    slot: datetime
    recheck: bool


def wanted(snapshot: Snapshot, now: datetime) -> list[Look]:
    """What is to be looked at now, first in, first out."""
    looks = []
    for one in ahead.coming(snapshot, now, now + FIRST):
        recheck = one.rechecked_at is None or one.rechecked_at < one.slot - FIRST
        if recheck or _needs_probe(one.probed_at, one.slot, now):
            looks.append(Look(one.delivery, one.account, one.slot, recheck))
    return looks


def look(sender: Sender, look: Look) -> None:
    """Probe the account if it is time, run the checks again, and hold the delivery for what a person must mend."""
    now = sender.desk.clock.now()
    with sender.desk.database.read() as snapshot:
        delivery = deliveries.delivery_by_id(snapshot, look.delivery)
        account = accounts.account_by_id(snapshot, look.account)
        health = ahead.health_of(snapshot, look.account)
        pause = budgets.pause_of(snapshot, account, now)
    if delivery.state is not DeliveryState.QUEUED or account.state is AccountState.CLOSED:
        return
    usable = account.state is AccountState.ACTIVE
    can_ask = pause is None and not is_absent(sender.desk.platforms.of(account.platform))
    if usable and can_ask and _needs_probe(health.checked_at if health else None, look.slot, now):
        usable = _probe(sender, account, look.slot)
    stop = None if usable else SIGNED_OUT
    if stop is None and look.recheck:
        stop = rechecking.objection(sender.desk, delivery)
    if stop is not None:
        _hold(sender, delivery, *stop)
    elif look.recheck:
        with sender.desk.database.write(sender.actor, "delivery.recheck", Subject("delivery", delivery.id)) as work:
            ahead.keep_recheck(work, delivery.id)


def expire_overdue(sender: Sender) -> list[DeliveryId]:
    """Expire what is held beyond the end of its signed window; the gate does so with what is queued.

    Returns:
        What expired.
    """
    with sender.desk.database.read() as snapshot:
        found = [deliveries.delivery_by_id(snapshot, one) for one in ahead.overdue(snapshot, sender.desk.clock.now())]
    expired = []
    for delivery in found:
        try:
            _hold(sender, delivery, *EXPIRED)
        except Conflict:
            continue  # somebody else has it
        expired.append(delivery.id)
    return expired


def _needs_probe(probed_at: datetime | None, slot: datetime, now: datetime) -> bool:
    mark = slot - (SECOND if now >= slot - SECOND else FIRST)
    return probed_at is None or probed_at < mark or probed_at > now


def _probe(sender: Sender, account: Account, slot: datetime) -> bool:
    """Ask the platform who we are, by reads only; what it showed is kept.

    Returns:
        Whether the account is signed in, as far as could be told.
    """
    try:
        link = sender.links.link(account)
    except PlatformError as error:
        _keep(sender, account, HealthVerdict.UNREACHABLE, error.message)
        return True  # another machine may have what this one lacks; the slot tells
    try:
        called("refresh", lambda: link.refresh(slot + _LEEWAY))
        identity = called("identity", link.identity)
    except RateLimited as error:
        with sender.desk.database.write(sender.actor, "health.check", _of(account), {"code": error.code}) as work:
            budgets.heed(work, sender.desk, account, error)
        return True
    except PlatformError as error:
        sender.links.forget(account.id)
        verdict = HealthVerdict.SIGN_IN if isinstance(error, AuthExpired) else HealthVerdict.UNREACHABLE
        _keep(sender, account, verdict, error.message)
        return verdict is not HealthVerdict.SIGN_IN
    _keep(sender, account, *_verdict(account, identity))
    return True


def _verdict(account: Account, identity: Identity) -> tuple[HealthVerdict, Text | None]:
    if identity.remote_uid != account.remote_uid:
        return HealthVerdict.NOT_ALLOWED, T(
            "{name} is somebody else on the platform now ({uid}).", name=account.name, uid=identity.remote_uid
        )
    if not identity.may_publish:
        return HealthVerdict.NOT_ALLOWED, T("{name} may not publish there.", name=account.name)
    return HealthVerdict.WELL, None


def _keep(sender: Sender, account: Account, verdict: HealthVerdict, words: Text | None) -> None:
    """Keep what was seen; only a change of the verdict is an incident, so that it is told once."""
    with sender.desk.database.read() as snapshot:
        before = ahead.health_of(snapshot, account.id)
    changed = verdict is not (before.verdict if before else HealthVerdict.WELL)
    action = "health.change" if changed else "health.check"
    with sender.desk.database.write(sender.actor, action, _of(account), {"verdict": verdict.value}) as work:
        ahead.keep_health(work, account.id, verdict, words)
        if verdict is HealthVerdict.SIGN_IN:
            accounts.set_account_state(work, account.id, AccountState.NEEDS_SIGN_IN)


def _of(account: Account) -> Subject:
    """Apart from the rows about the account itself, which every proof reads."""
    return Subject("health", account.id)


def _hold(sender: Sender, delivery: Delivery, event: Event, reason: Text) -> None:
    change = Change(reason=reason)
    with moving(sender, delivery, event, change) as work:
        deliveries.move(work, delivery, event, change)
