"""What is handed over by hand and how far it got: derived from the audit rows of its delivery, never stored."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.delivery import DeliveryState, Verdict
from editor_app.domain.embargo import Veiled
from editor_app.domain.errors import Refused, Rejected, SealBroken
from editor_app.domain.text import T, text_from_json
from editor_app.platforms.contract import Order
from editor_app.platforms.hand_off.kit import kit_of
from editor_app.services import gate, signatures
from editor_app.storage import audit
from editor_app.storage.queries import accounts, deliveries, editions, queue_rows
from editor_app.storage.queries.queue_rows import DeliveryRow, QueueFilter

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from editor_app.domain.account import Account
    from editor_app.domain.audit import AuditRow
    from editor_app.domain.edition import Manifest
    from editor_app.domain.identifiers import DeliveryId
    from editor_app.domain.text import Text
    from editor_app.platforms.hand_off.kit import Kit
    from editor_app.services.desk import Desk
    from editor_app.storage.database import Snapshot

_MOST = 1_000
_PROVEN = frozenset({Verdict.IDENTICAL, Verdict.NORMALISED})


@dataclass(frozen=True, slots=True)
class Taking:
    """One person with the kit in hand."""

    by: str
    """Name."""
    key: str
    """As the audit log knows that person."""
    at: datetime
    reason: str = ""
    """Why it was given back; empty while it is held."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What the person who posted it said."""

    by: str
    key: str
    at: datetime
    url: str
    screenshot: str
    """SHA-256 of the kept picture; empty = none was given."""
    note: str


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a second person saw."""

    by: str
    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class Hand:
    """A delivery that a person carries out, with everything that is known of it."""

    row: DeliveryRow
    account: Account
    kit: Kit
    order: Order
    due: datetime
    """When it should be out: the slot and its grace, or the end of the signed window when that is earlier."""
    closes: datetime | None
    """After it nothing may be posted any more."""
    taken: Taking | None
    """Who has it now."""
    earlier: tuple[Taking, ...]
    """Who had it before and gave it back."""
    posted: Posted | None
    confirmed: Confirmed | None
    is_unreadable: bool
    """Whether the worker found that no program can read the page."""
    stop: Text | None
    """Why it must not be posted now, whoever has the kit; None = nothing speaks against it."""
    now: datetime

    @property
    def waits(self) -> bool:
        """Whether it is still to be posted."""
        return self.row.state is DeliveryState.ASK

    @property
    def is_late(self) -> bool:
        """Whether it should have been out by now."""
        return self.waits and self.now > self.due

    @property
    def owes_second_look(self) -> bool:
        """Whether its page did not let itself be read, and no second person has looked at it yet."""
        is_open = self.row.state is DeliveryState.SENT and self.row.verdict not in _PROVEN
        return is_open and self.is_unreadable and self.confirmed is None


def hands(desk: Desk) -> list[Hand]:
    """Everything that waits for a person's hands or for a second look, the longest waiting first."""
    states = (DeliveryState.ASK, DeliveryState.SENT)
    with desk.database.read() as snapshot:
        if not any(is_by_hand(desk, one.platform) for one in accounts.all_accounts(snapshot)):
            return []
        rows = queue_rows.rows(snapshot, QueueFilter(states=states, limit=_MOST))
        found = [_seen(desk, snapshot, row) for row in reversed(rows) if is_by_hand(desk, row.platform)]
    return [one for one in found if one is not None and (one.waits or one.owes_second_look)]


def hand(desk: Desk, delivery: DeliveryId) -> Hand:
    """One delivery that is handed over by hand.

    Raises:
        NotFound: no such delivery.
        Refused: its platform takes it from the program.
    """
    with desk.database.read() as snapshot:
        return _hand(desk, snapshot, _row(desk, snapshot, delivery))


def is_by_hand(desk: Desk, platform: str) -> bool:
    """Whether a person carries out what goes to accounts of that platform."""
    return desk.platforms.of(platform).by_hand


def _seen(desk: Desk, snapshot: Snapshot, row: DeliveryRow) -> Hand | None:
    """One of a list; None = an embargo hides it from who reads, or it isn't what was signed, which its page tells."""
    try:
        return _hand(desk, snapshot, row)
    except (Veiled, SealBroken):
        return None


def _row(desk: Desk, snapshot: Snapshot, delivery: DeliveryId) -> DeliveryRow:
    row = queue_rows.one_row(snapshot, deliveries.delivery_by_id(snapshot, delivery).id)
    if not is_by_hand(desk, row.platform):
        raise Refused(T("This account takes its posts from the program."), T("Nothing is handed over by hand."))
    return row


def _hand(desk: Desk, snapshot: Snapshot, row: DeliveryRow) -> Hand:
    manifest = signatures.sealed(editions.edition_by_id(snapshot, row.edition))
    payload = manifest.payload_for(row.account)
    delivery, now = deliveries.delivery_by_id(snapshot, row.id), desk.clock.now()
    order = Order(payload, delivery.key, desk.store.media.read, deliveries.late(snapshot, row.id))
    known = told(audit.of_subject(snapshot, Subject("delivery", row.id)))
    return Hand(
        row=row,
        account=accounts.account_by_id(snapshot, row.account),
        kit=kit_of(payload),
        order=order,
        due=_due(snapshot, row, manifest),
        closes=manifest.not_after,
        taken=known.taken,
        earlier=known.earlier,
        posted=known.posted,
        confirmed=known.confirmed,
        is_unreadable=known.is_unreadable,
        stop=gate.against_posting(snapshot, delivery, now) if row.state is DeliveryState.ASK else None,
        now=now,
    )


def _due(snapshot: Snapshot, row: DeliveryRow, manifest: Manifest) -> datetime:
    plan = deliveries.plan_of(snapshot, row.id)
    graceful = plan.at + timedelta(seconds=plan.grace_seconds)
    return min(graceful, manifest.not_after) if manifest.not_after else graceful


@dataclass(frozen=True, slots=True)
class Told:
    """What the audit rows of a delivery say of its hand-over."""

    taken: Taking | None = None
    earlier: tuple[Taking, ...] = ()
    posted: Posted | None = None
    confirmed: Confirmed | None = None
    is_unreadable: bool = False


def told(rows: Iterable[AuditRow]) -> Told:
    """Who has the kit, who posted it and who signed it off, as the rows of one delivery say in order."""
    found = Told()
    for row in rows:
        detail = json.loads(row.detail or "{}")
        by, key = row.actor.name, row.actor.key
        match row.action:
            case "delivery.hand_take" if found.taken is None:
                found = replace(found, taken=Taking(by, key, row.at))
            case "delivery.hand_back" | "delivery.answer_not_there" if found.taken is not None:
                ended = replace(found.taken, reason=_reason(detail))
                found = replace(found, taken=None, earlier=(*found.earlier, ended))
            case "delivery.answer_there" if detail.get("by_hand") is True:
                url, screenshot, note = (str(detail.get(name, "")) for name in ("url", "screenshot", "note"))
                found = replace(found, taken=None, posted=Posted(by, key, row.at, url, screenshot, note))
            case "delivery.unread" | "delivery.unreadable" if detail.get("code") == Rejected.code:
                found = replace(found, is_unreadable=True)
            case "delivery.hand_confirm" if found.posted is not None and found.posted.key != key:
                found = replace(found, confirmed=Confirmed(by, row.at, _reason(detail)))
    return found


def _reason(detail: dict[str, object]) -> str:
    return str(text_from_json(detail["reason"])) if "reason" in detail else ""
