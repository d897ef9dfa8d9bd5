"""The gate before a claim: window, account, freeze, missed time, pace and pauses; it looks and moves nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.account import AccountState
from editor_app.domain.delivery import Event
from editor_app.domain.errors import Unreachable
from editor_app.domain.pacing import ORDINARY
from editor_app.domain.text import T
from editor_app.services import budgets, duties, pacing, registered
from editor_app.storage.queries import accounts, deliveries, editions, embargo, first_look, planned, recalled, silence

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.delivery import Delivery
    from editor_app.domain.edition import EditionKind
    from editor_app.domain.identifiers import DeliveryId
    from editor_app.domain.text import Text
    from editor_app.services.desk import Desk
    from editor_app.storage.database import Snapshot
    from editor_app.storage.queries.deliveries import Plan

Stop = tuple[Event, "Text"]
"""A move with its reason."""


class Silenced(Unreachable):
    """All sending was frozen just before the first byte."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What the gate says of a queued delivery that is due."""

    stop: Stop | None = None
    """It is moved out of the queue."""
    until: datetime | None = None
    """Later than now: look again then."""
    waits: bool = False
    """Something else has to happen first; nothing is written meanwhile."""

    @property
    def is_open(self) -> bool:
        """Whether it may be claimed."""
        return self == OPEN


OPEN = Passage()
EXPIRED: Stop = (Event.EXPIRE, T("The approved time window has passed."))
SIGNED_OUT: Stop = (
    Event.HOLD,
    T("The platform refused the credentials of the account; connect it again, then release."),
)
UNDER_RECALL = T("The document is under recall; a person decides whether this still goes out.")
_BEHIND = Passage(waits=True)


@dataclass(frozen=True, slots=True)
class _Seen:
    plan: Plan
    frozen: bool
    account: AccountState


def passage(desk: Desk, snapshot: Snapshot, delivery: Delivery) -> Passage:
    """Whether a queued delivery may be claimed now, as far as the database can tell."""
    now = desk.clock.now()
    clear = first_look.is_clear(snapshot, delivery.id, now)
    return OPEN if clear else _rule_by_rule(desk, snapshot, delivery, now)


def last_stop(snapshot: Snapshot, delivery: Delivery, kind: EditionKind, now: datetime) -> Stop | None:
    """What stops a delivery in the very transaction of its intent; None = nothing."""
    if first_look.may_begin(snapshot, delivery.id, now):
        return None
    if silence.stops(snapshot, delivery.id):
        return Event.FREEZE, T("All sending is frozen.")
    unfiled = registered.stop_of(snapshot, delivery.account, kind, now)
    return (Event.HOLD, unfiled.message) if unfiled is not None else None


def require_no_freeze(desk: Desk, delivery: DeliveryId) -> None:
    """Pass when nothing is frozen, and was since somebody let it go; whoever froze it and by whatever process.

    Raises:
        Silenced: a freeze stands, or has begun and ended meanwhile; no byte has left.
    """
    with desk.database.glance() as snapshot:
        if silence.stops(snapshot, delivery):
            raise Silenced(T("All sending is frozen."))


def against_posting(snapshot: Snapshot, delivery: Delivery, now: datetime) -> Text | None:
    """Why whoever was handed it must not post it by hand now; None = nothing speaks against it."""
    kind, not_after = editions.kind_and_end(snapshot, delivery.edition)
    if not_after is not None and now > not_after:
        return EXPIRED[1]
    if deliveries.frozen(snapshot):
        return T("All sending is frozen.")
    if embargo.waits_until(snapshot, delivery.edition, now) is not None:
        return T("Its embargo has not ended.")
    return _objection(snapshot, delivery, kind, now)


def _rule_by_rule(desk: Desk, snapshot: Snapshot, delivery: Delivery, now: datetime) -> Passage:
    kind, not_after = editions.kind_and_end(snapshot, delivery.edition)
    if not_after is not None and now > not_after:
        return Passage(EXPIRED)
    objection = _objection(snapshot, delivery, kind, now)
    if objection is not None:
        return Passage((Event.HOLD, objection))
    if deliveries.blocked(snapshot, delivery.id, now):
        return _BEHIND
    embargoed = embargo.waits_until(snapshot, delivery.edition, now)
    if embargoed is not None:
        return Passage(until=embargoed)
    account = accounts.account_by_id(snapshot, delivery.account)
    pace = pacing.pace(snapshot, pacing.Paced(delivery, kind, not_after), desk.workspace.zone, now)
    plan = replace(deliveries.plan_of(snapshot, delivery.id), at=pace.since)
    stop = _stop(delivery, _Seen(plan, silence.stops(snapshot, delivery.id), account.state), now) or pace.stop
    if stop is not None or pace.waits:
        return Passage(stop, waits=pace.waits)
    pause = budgets.pause_of(snapshot, account, now)
    times = [at for at in (pace.until, pause.until if pause else None) if at is not None]
    return Passage(until=max(times, default=None))


def _objection(snapshot: Snapshot, delivery: Delivery, kind: EditionKind, now: datetime) -> Text | None:
    """Why a person decides whether it still goes out; None = nothing of the kind."""
    if kind in ORDINARY and _is_recalled(snapshot, delivery):
        return UNDER_RECALL
    if duties.is_too_old(snapshot, delivery.edition, now):
        return duties.TOO_OLD.message
    unfiled = registered.stop_of(snapshot, delivery.account, kind, now)
    return unfiled.message if unfiled is not None else None


def _is_recalled(snapshot: Snapshot, delivery: Delivery) -> bool:
    """Whether its document is being set right, and nobody has decided since that it still goes out."""
    return recalled.is_recalled(snapshot, delivery.id) and not planned.was_released(snapshot, delivery.id)


def _stop(delivery: Delivery, seen: _Seen, now: datetime) -> Stop | None:
    if seen.account is AccountState.CLOSED:
        return Event.HOLD, T("The account is closed; nothing is sent there any more.")
    if seen.account is AccountState.NEEDS_SIGN_IN:
        return SIGNED_OUT
    if seen.frozen:
        return Event.FREEZE, T("All sending is frozen.")
    if delivery.fence == 0 and now > seen.plan.at + timedelta(seconds=seen.plan.grace_seconds):
        return Event.MISS, T("Its time was missed; a person decides whether it still goes out.")
    return None
