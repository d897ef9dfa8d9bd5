"""Named queries about attempts and read-backs: what was tried, what became of it, and what readers see since."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, insert, select, update

from editor_app.domain.delivery import Attempt, AttemptState, ReadBack, Verdict
from editor_app.domain.identifiers import AccountId, AttemptId, DeliveryId, DeliveryKey, Digest
from editor_app.domain.instants import BootInstant
from editor_app.domain.text import Text, text_from_json
from editor_app.storage.prepared import Prepared
from editor_app.storage.queries import embargo
from editor_app.storage.tables import attempt, audit, delivery, read_back

if TYPE_CHECKING:
    from sqlalchemy import Row

    from editor_app.domain.canonical import Json
    from editor_app.storage.database import Snapshot, Work


def begin_attempt(work: Work, begun: Attempt, account: AccountId) -> None:
    """Commit an intent: from here on a byte may have left."""
    _BEGIN.run(
        work.connection,
        {
            "id": begun.id,
            "delivery": begun.delivery,
            "account": account,
            "step": begun.step,
            "fence": begun.fence,
            "state": begun.state.value,
            "request_digest": begun.request_digest,
            "key": begun.key,
            "watermark": begun.watermark,
            "begun_at": begun.begun_at,
            "boot": begun.begun_boot.boot,
            "boot_microseconds": begun.begun_boot.microseconds,
        },
    )


def close_attempt(work: Work, closed: AttemptId, state: AttemptState, reason: Text | None = None) -> None:
    """Say what became of an attempt; of an embargoed document the log alone says why."""
    reason = embargo.discreet_about(work, closed, reason)
    _CLOSE.run(
        work.connection,
        {
            "wanted": closed,
            "state": state.value,
            "ended_at": work.at,
            "reason": reason.as_json() if reason else None,
        },
    )


def attempts(snapshot: Snapshot, wanted: DeliveryId) -> list[Attempt]:
    """Every attempt in the order in which they began."""
    return [_attempt(row) for row in _ATTEMPTS.rows(snapshot.connection, {"delivery": wanted})]


def unsettled_attempt(snapshot: Snapshot, wanted: DeliveryId) -> Attempt | None:
    """The attempt that is open or unknown; there is at most one."""
    waiting = {AttemptState.OPEN, AttemptState.UNKNOWN}
    return next((a for a in reversed(attempts(snapshot, wanted)) if a.state in waiting), None)


def lost_at(lost: Attempt, boot: BootInstant) -> dict[str, Json]:
    """What the row of `delivery.lose_sight` says beside the move: from when on the platform has its time to settle."""
    return {"attempt": lost.id, "boot": boot.boot, "boot_microseconds": boot.microseconds}


def sight_lost(snapshot: Snapshot, wanted: DeliveryId) -> BootInstant | None:
    """When a delivery whose outcome is unknown was lost sight of; None = its row of before 2026-11-29 doesn't say."""
    row = _LOST.first(snapshot.connection, {"wanted": wanted})
    said = json.loads(row.detail) if row is not None else {}
    return BootInstant(str(said["boot"]), int(said["boot_microseconds"])) if "boot_microseconds" in said else None


def insert_read_back(work: Work, read: ReadBack) -> int:
    """Keep one comparison; returns its number, counted from 1."""
    last = _LAST_READ.first(work.connection, {"delivery": read.delivery})
    ordinal = ((last.ordinal if last else None) or 0) + 1
    _INSERT_READ.run(
        work.connection,
        {
            "delivery": read.delivery,
            "ordinal": ordinal,
            "at": read.at,
            "verdict": read.verdict.value,
            "normalisations": list(read.normalisations),
            "differences": list(read.differences),
            "observed_digest": read.observed_digest,
        },
    )
    return ordinal


def read_backs(snapshot: Snapshot, wanted: DeliveryId) -> list[ReadBack]:
    """Every comparison, the oldest first."""
    rows = _READS.rows(snapshot.connection, {"delivery": wanted})
    return [
        ReadBack(
            DeliveryId(r.delivery),
            r.at,
            Verdict(r.verdict),
            tuple(r.normalisations),
            tuple(r.differences),
            Digest(r.observed_digest),
        )
        for r in rows
    ]


def _attempt(row: Row[tuple[object, ...]]) -> Attempt:
    return Attempt(
        id=AttemptId(row.id),
        delivery=DeliveryId(row.delivery),
        step=row.step,
        fence=row.fence,
        state=AttemptState(row.state),
        request_digest=Digest(row.request_digest),
        key=DeliveryKey(row.key),
        watermark=row.watermark,
        begun_at=row.begun_at,
        begun_boot=BootInstant(row.boot, row.boot_microseconds),
        ended_at=row.ended_at,
        reason=text_from_json(row.reason) if row.reason else None,
    )


_BEGIN = Prepared(insert(attempt))
_CLOSE = Prepared(
    update(attempt)
    .where(attempt.c.id == bindparam("wanted"))
    .values(state=bindparam("state"), ended_at=bindparam("ended_at"), reason=bindparam("reason"))
)
_ATTEMPTS = Prepared(
    select(attempt).where(attempt.c.delivery == bindparam("delivery")).order_by(attempt.c.begun_at, attempt.c.fence)
)
_LOST = Prepared(
    select(audit.c.detail)
    .join(delivery, delivery.c.audit_sequence == audit.c.sequence)
    .where(delivery.c.id == bindparam("wanted"), audit.c.action == "delivery.lose_sight")
)
_LAST_READ = Prepared(
    select(func.max(read_back.c.ordinal).label("ordinal")).where(read_back.c.delivery == bindparam("delivery"))
)
_INSERT_READ = Prepared(insert(read_back))
_READS = Prepared(select(read_back).where(read_back.c.delivery == bindparam("delivery")).order_by(read_back.c.ordinal))
