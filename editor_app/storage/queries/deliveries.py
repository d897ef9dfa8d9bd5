"""Named queries about deliveries: the outbox, the worker's next work, and moves with their audit rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, exists, func, insert, literal_column, or_, select, text, union, update

from editor_app.domain.audit import Subject
from editor_app.domain.delivery import (
    Delivery,
    DeliveryState,
    Event,
    Receipt,
    after,
)
from editor_app.domain.errors import Conflict, NotFound
from editor_app.domain.identifiers import AccountId, DeliveryId, DeliveryKey, Digest, EditionId
from editor_app.domain.text import T, Text, text_from_json
from editor_app.storage.prepared import Prepared
from editor_app.storage.queries import embargo
from editor_app.storage.queries.in_order import stands_before
from editor_app.storage.tables import SERVED, UNRESOLVED, delivery, delivery_late, delivery_step, edition, freeze

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import Row

    from editor_app.domain.canonical import Json
    from editor_app.storage.database import Snapshot, Work

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
"""The next try of a delivery that needs no further work."""
_NO_DETAIL: dict[str, Json] = {}
_WHOLE_ID = 36
_PREFIX = re.compile(r"[0-9a-f-]{6,36}")


@dataclass(frozen=True, slots=True)
class StepRow:
    """One planned remote call and how far it got."""

    ordinal: int
    name: str
    step_class: str
    remote_id: str
    url: str
    done: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """When a delivery is to go out, as a person chose it."""

    at: datetime
    zone: str
    wall: str
    grace_seconds: int


@dataclass(frozen=True, slots=True)
class Due:
    """A delivery that may need work now."""

    id: DeliveryId
    account: AccountId
    state: DeliveryState
    next_try_at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """What a move sets besides the state; None leaves the column as it is."""

    reason: Text | None = None
    clear_reason: bool = False
    next_try_at: datetime | None = None
    planned: Plan | None = None
    tries: int | None = None
    receipt: Receipt | None = None


NO_CHANGE = Change()


def insert_delivery(
    work: Work, new: Delivery, digest: Digest, plan: Plan, steps: Sequence[tuple[int, str, str]]
) -> None:
    """Put one delivery with its steps (ordinal, name, class) into the outbox; the audit row is written here."""
    sequence = work.record(
        "delivery.queue", Subject("delivery", new.id), {"edition": new.edition, "account": new.account}
    )
    work.connection.execute(
        _INSERT,
        {
            "id": new.id,
            "edition": new.edition,
            "account": new.account,
            "digest": digest,
            "key": new.key,
            "state": new.state.value,
            "fence": new.fence,
            "planned_at": plan.at,
            "planned_zone": plan.zone,
            "planned_wall": plan.wall,
            "grace_seconds": plan.grace_seconds,
            "position": sequence,
            "next_try_at": new.next_try_at,
            "tries": 0,
            "reason": new.reason.as_json() if new.reason else None,
            "audit_sequence": sequence,
        },
    )
    work.connection.execute(
        _INSERT_STEP,
        [{"delivery": new.id, "ordinal": o, "name": name, "step_class": kind} for o, name, kind in steps],
    )


def delivery_by_id(snapshot: Snapshot, wanted: str) -> Delivery:
    """The delivery with that id, or with the only id that begins with it (6 characters or more).

    Raises:
        NotFound: none, or several.
    """
    if len(wanted) == _WHOLE_ID:
        rows = _BY_ID.rows(snapshot.connection, {"wanted": wanted})
    else:
        usable = _PREFIX.fullmatch(wanted.lower())
        rows = snapshot.connection.execute(_BY_PREFIX, {"prefix": wanted.lower()}).all() if usable else []
    if len(rows) != 1:
        raise NotFound(T("There is no delivery {id}.", id=wanted[:40]), T("`editor-app status` lists them."))
    return _delivery(rows[0])


def plan_of(snapshot: Snapshot, wanted: DeliveryId) -> Plan:
    """When the delivery is to go out."""
    row = _BY_ID.rows(snapshot.connection, {"wanted": wanted})[0]
    return Plan(row.planned_at, row.planned_zone, row.planned_wall, row.grace_seconds)


def of_edition(snapshot: Snapshot, edition: EditionId) -> list[Delivery]:
    """The deliveries of an edition in the order of its accounts."""
    return [_delivery(row) for row in snapshot.connection.execute(_OF_EDITION, {"edition": edition})]


def in_states(snapshot: Snapshot, states: Collection[DeliveryState], most: int | None = None) -> list[Delivery]:
    """Every delivery in one of `states`, or the first `most` of them; first in, first out."""
    chosen = select(delivery).where(delivery.c.state.in_([state.value for state in states])).limit(most)
    return [_delivery(row) for row in snapshot.connection.execute(chosen.order_by(delivery.c.position))]


def due(snapshot: Snapshot, now: datetime) -> list[Due]:
    """What may need work: emergencies, then first in, first out; unknown and working ones always."""
    rows = snapshot.connection.execute(_DUE, {"now": now})
    return [Due(DeliveryId(r.id), AccountId(r.account), DeliveryState(r.state), r.next_try_at) for r in rows]


def next_due(snapshot: Snapshot, now: datetime) -> datetime | None:
    """When the next delivery that is not due yet becomes so."""
    found: datetime | None = snapshot.connection.execute(_NEXT_DUE, {"now": now, "never": NEVER}).scalar()
    return found


def unfinished(snapshot: Snapshot, now: datetime, until: datetime) -> int:
    """How many deliveries the worker still has to bring to a first verdict: due now or to be tried again by `until`."""
    found: int = snapshot.connection.execute(_UNFINISHED, {"now": now, "until": until}).scalar_one()
    return found


def blocked(snapshot: Snapshot, wanted: DeliveryId, now: datetime) -> bool:
    """Whether another delivery to the same account is unresolved and in its way, or an emergency is due before it."""
    if _BLOCKED.first(snapshot.connection, {"id": wanted}) is not None:
        return True
    return _EMERGENCY_FIRST.first(snapshot.connection, {"id": wanted, "now": now}) is not None


def move(work: Work, moved: Delivery, event: Event, change: Change = NO_CHANGE) -> Delivery:
    """Move a delivery on and write the audit row; a claim or reclaim raises the fence.

    Raises:
        Conflict: it isn't any more as `moved` says (another worker or person was quicker).
        ValueError: no such move.
    """
    state = after(moved.state, event)
    action, subject = f"delivery.{event.value}", Subject("delivery", moved.id)
    sequence = work.row_for(action, subject) or work.record(action, subject, move_detail(moved, event, change))
    change = replace(change, reason=embargo.discreet(work, moved.edition, change.reason)) if change.reason else change
    fence = moved.fence + (event in {Event.CLAIM, Event.RECLAIM})
    values = {"state": state.value, "audit_sequence": sequence, "fence": fence, **columns_of(change)}
    before = {"moved_id": moved.id, "moved_state": moved.state.value, "moved_fence": moved.fence}
    if moving(tuple(values)).run(work.connection, {**values, **before}) != 1:
        raise Conflict(T("This delivery was moved on by somebody else."), T("Look at its newest state."))
    return moved_on(moved, state, fence, change)


def move_detail(moved: Delivery, event: Event, change: Change = NO_CHANGE) -> dict[str, Json]:
    """What the audit row of a move says; the door may write it itself as `delivery.<event>`, then `move` uses that."""
    detail: dict[str, Json] = {"from": moved.state.value, "to": after(moved.state, event).value}
    if change.reason:
        detail["reason"] = change.reason.as_json()  # type: ignore[assignment]
    return detail


def touch(work: Work, moved: Delivery, next_try_at: datetime) -> None:
    """Set when to look at the delivery again; no move, so no audit row."""
    _TOUCH.run(work.connection, {"wanted": moved.id, "next_try_at": next_try_at})


def void_waiting(work: Work, edition: EditionId, reason: Text) -> int:
    """Void every held or queued delivery of an edition; returns how many."""
    waiting = [d for d in of_edition(work, edition) if d.state in {DeliveryState.HELD, DeliveryState.QUEUED}]
    for one in waiting:
        move(work, one, Event.VOID, Change(reason=reason))
    return len(waiting)


def steps(snapshot: Snapshot, wanted: DeliveryId) -> list[StepRow]:
    """The planned remote calls in order."""
    rows = _STEPS.rows(snapshot.connection, {"delivery": wanted})
    return [
        StepRow(r.ordinal, r.name, r.step_class, r.remote_id or "", r.url or "", r.done_at is not None) for r in rows
    ]


def finish_step(work: Work, wanted: DeliveryId, ordinal: int, remote_id: str, url: str) -> None:
    """Mark a step as done."""
    _FINISH_STEP.run(
        work.connection,
        {"d": wanted, "o": ordinal, "remote_id": remote_id or None, "url": url or None, "done_at": work.at},
    )


def late(snapshot: Snapshot, wanted: DeliveryId) -> dict[str, str]:
    """The late fields so far."""
    return {row.name: row.value for row in _LATE.rows(snapshot.connection, {"delivery": wanted})}


def keep_late(work: Work, wanted: DeliveryId, values: Mapping[str, str]) -> None:
    """Add or replace late fields."""
    if not values:
        return
    work.connection.execute(
        delivery_late.delete().where(delivery_late.c.delivery == wanted, delivery_late.c.name.in_(list(values)))
    )
    work.connection.execute(_KEEP_LATE, [{"delivery": wanted, "name": n, "value": v} for n, v in values.items()])


def frozen(snapshot: Snapshot) -> bool:
    """Whether all sending is stopped."""
    return _FROZEN.first(snapshot.connection) is not None


@lru_cache
def moving(columns: tuple[str, ...]) -> Prepared:
    """The statement that sets these columns, made once: making it anew took a quarter of a cycle's CPU."""
    return Prepared(
        update(delivery)
        .where(
            delivery.c.id == bindparam("moved_id"),
            delivery.c.state == bindparam("moved_state"),
            delivery.c.fence == bindparam("moved_fence"),
        )
        .values({name: bindparam(name, type_=delivery.c[name].type) for name in columns})
    )


def moved_on(before: Delivery, state: DeliveryState, fence: int, change: Change) -> Delivery:
    """The delivery as its row is now, without reading it again."""
    planned = change.planned
    return Delivery(  # not `replace`, which takes half as long again
        id=before.id,
        edition=before.edition,
        account=before.account,
        key=before.key,
        state=state,
        fence=fence,
        planned_at=planned.at if planned else before.planned_at,
        planned_zone=planned.zone if planned else before.planned_zone,
        next_try_at=before.next_try_at if change.next_try_at is None else change.next_try_at,
        tries=before.tries if change.tries is None else change.tries,
        reason=change.reason if change.reason or change.clear_reason else before.reason,
        receipt=change.receipt or before.receipt,
    )


def columns_of(change: Change) -> dict[str, object]:
    """The columns that a change sets."""
    values: dict[str, object] = {}
    if change.clear_reason or change.reason:
        values["reason"] = change.reason.as_json() if change.reason else None
    if change.next_try_at is not None:
        values["next_try_at"] = change.next_try_at
    if change.tries is not None:
        values["tries"] = change.tries
    if change.planned is not None:
        plan = change.planned
        values |= {"planned_at": plan.at, "planned_zone": plan.zone, "planned_wall": plan.wall}
        values["grace_seconds"] = plan.grace_seconds
    if change.receipt is not None:
        values |= {"remote_id": change.receipt.remote_id, "url": change.receipt.url}
        values["received_at"] = change.receipt.received_at
    return values


def _delivery(row: Row[tuple[object, ...]]) -> Delivery:
    receipt = Receipt(row.remote_id, row.url or "", row.received_at) if row.remote_id else None
    return Delivery(
        id=DeliveryId(row.id),
        edition=EditionId(row.edition),
        account=AccountId(row.account),
        key=DeliveryKey(row.key),
        state=DeliveryState(row.state),
        fence=row.fence,
        planned_at=row.planned_at,
        planned_zone=row.planned_zone,
        next_try_at=row.next_try_at,
        tries=row.tries,
        reason=text_from_json(row.reason) if row.reason else None,
        receipt=receipt,
    )


_earlier = delivery.alias("earlier")
_its_edition = edition.alias("its_edition")
_is_urgent = select(_its_edition.c.kind == "emergency").where(_its_edition.c.id == delivery.c.edition).scalar_subquery()
_INSERT = insert(delivery)
_INSERT_STEP = insert(delivery_step)
_BY_ID = Prepared(select(delivery).where(delivery.c.id == bindparam("wanted")))
_BY_PREFIX = select(delivery).where(delivery.c.id.startswith(bindparam("prefix"))).limit(2)
_OF_EDITION = select(delivery).where(delivery.c.edition == bindparam("edition")).order_by(delivery.c.position)
_due_columns = (delivery.c.id, delivery.c.account, delivery.c.state, delivery.c.next_try_at, delivery.c.position)
_DUE = union(
    select(*_due_columns, _is_urgent.label("urgent")).where(SERVED, delivery.c.next_try_at <= bindparam("now")),
    select(*_due_columns, _is_urgent.label("urgent")).where(UNRESOLVED, delivery.c.state != "ask"),
).order_by(text("urgent DESC"), "position")
"""Two parts, so that each has its index: finished deliveries by the hundred thousand are never looked at."""
_NEXT_DUE = select(func.min(delivery.c.next_try_at)).where(
    SERVED, delivery.c.next_try_at > bindparam("now"), delivery.c.next_try_at < bindparam("never")
)
_UNFINISHED = (
    select(func.count())
    .select_from(delivery)
    .where(
        or_(
            delivery.c.state.in_(["working", "unknown"]),
            and_(
                delivery.c.state == "queued",
                delivery.c.planned_at <= bindparam("now"),
                delivery.c.next_try_at <= bindparam("until"),
                ~exists().where(
                    _earlier.c.account == delivery.c.account,
                    _earlier.c.position < delivery.c.position,
                    _earlier.c.state == "ask",
                ),
            ),
            and_(delivery.c.state == "sent", delivery.c.next_try_at <= bindparam("now")),
        )
    )
)
_UNRESOLVED_ONES = text("earlier.state IN ('working', 'unknown', 'ask')")
_BLOCKED = Prepared(
    select(_earlier.c.id).where(delivery.c.id == bindparam("id"), _UNRESOLVED_ONES, *stands_before(_earlier, delivery))
)
_EMERGENCY_FIRST = Prepared(
    select(literal_column("o.id").label("id"))
    .select_from(text("edition AS u CROSS JOIN delivery AS o CROSS JOIN delivery AS d"))
    .where(
        text("u.kind = 'emergency' AND o.edition = u.id AND o.account = d.account AND o.id <> d.id AND d.id = :id"),
        text("(o.state IN ('working', 'unknown', 'ask') OR (o.state = 'queued' AND o.next_try_at <= :now))").bindparams(
            bindparam("now", type_=delivery.c.next_try_at.type)
        ),
        text("NOT EXISTS (SELECT 1 FROM edition e WHERE e.id = d.edition AND e.kind = 'emergency')"),
    )
)
"""CROSS JOIN makes SQLite begin with the few emergencies. The guard `delivery_waits_its_turn` asks the same."""
_TOUCH = Prepared(
    update(delivery).where(delivery.c.id == bindparam("wanted")).values(next_try_at=bindparam("next_try_at"))
)
_STEPS = Prepared(
    select(delivery_step).where(delivery_step.c.delivery == bindparam("delivery")).order_by(delivery_step.c.ordinal)
)
_FINISH_STEP = Prepared(
    update(delivery_step)
    .where(delivery_step.c.delivery == bindparam("d"), delivery_step.c.ordinal == bindparam("o"))
    .values(remote_id=bindparam("remote_id"), url=bindparam("url"), done_at=bindparam("done_at"))
)
_LATE = Prepared(select(delivery_late).where(delivery_late.c.delivery == bindparam("delivery")))
_KEEP_LATE = insert(delivery_late)
_FROZEN = Prepared(select(freeze.c.id).where(freeze.c.lifted_at.is_(None)).limit(1))
