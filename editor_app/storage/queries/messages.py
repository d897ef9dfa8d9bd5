"""Named queries about answers to readers' messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, insert, select

from editor_app.domain.identifiers import DeliveryId
from editor_app.domain.instants import BootInstant
from editor_app.domain.message import Answered, Outcome, ReplyId
from editor_app.domain.text import text_from_json
from editor_app.storage.message_tables import message_outcome, message_reply
from editor_app.storage.tables import member

if TYPE_CHECKING:
    from sqlalchemy import Row

    from editor_app.domain.identifiers import Digest, MemberId
    from editor_app.storage.database import Snapshot, Work


def reply_values(new: Answered, request: Digest) -> dict[str, object]:
    """The columns that say what is answered, and with what."""
    return {
        "id": new.id,
        "delivery": new.delivery,
        "message": new.message,
        "mark": new.mark,
        "words": new.words,
        "request_digest": request,
        "at": new.at,
        "boot": new.boot.boot,
        "boot_microseconds": new.boot.microseconds,
    }


def insert_reply(work: Work, new: Answered, request: Digest, by: MemberId) -> None:
    """Commit the intent of an answer: from here on a byte may have left."""
    work.connection.execute(_INSERT, {**reply_values(new, request), "by": by, "audit_sequence": work.sequence})


def outcome_values(became: Answered) -> dict[str, object]:
    """The columns that say what became of an answer."""
    return {
        "outcome": became.outcome.value if became.outcome else "",
        "remote_id": became.remote_id,
        "url": became.url,
        "reason": became.reason.as_json() if became.reason else None,
    }


def insert_outcome(work: Work, became: Answered, by: MemberId) -> None:
    """Say what became of an answer."""
    last = work.connection.execute(_LAST, {"reply": became.id}).scalar() or 0
    where = {"reply": became.id, "delivery": became.delivery, "ordinal": last + 1}
    kept = {**outcome_values(became), "by": by, "at": work.at, "audit_sequence": work.sequence}
    work.connection.execute(_END, {**where, **kept})


def answered(snapshot: Snapshot, delivery: DeliveryId) -> list[Answered]:
    """Every answer below a delivery, the oldest first, with the last that is known of it."""
    return [_answered(row) for row in snapshot.connection.execute(_OF_DELIVERY, {"wanted": delivery})]


def _answered(row: Row[tuple[object, ...]]) -> Answered:
    return Answered(
        id=ReplyId(row.id),
        delivery=DeliveryId(row.delivery),
        message=row.message,
        mark=row.mark,
        words=row.words,
        by=row.name,
        at=row.at,
        boot=BootInstant(row.boot, row.boot_microseconds),
        outcome=Outcome(row.outcome) if row.outcome else None,
        remote_id=row.remote_id or "",
        url=row.url or "",
        reason=text_from_json(row.reason) if row.reason else None,
    )


_INSERT = insert(message_reply)
_END = insert(message_outcome)
_LAST = select(func.max(message_outcome.c.ordinal)).where(message_outcome.c.reply == bindparam("reply"))
_newest = (
    select(message_outcome.c.reply, func.max(message_outcome.c.ordinal).label("ordinal"))
    .group_by(message_outcome.c.reply)
    .subquery()
)
_OF_DELIVERY = (
    select(
        message_reply,
        member.c.name,
        message_outcome.c.outcome,
        message_outcome.c.remote_id,
        message_outcome.c.url,
        message_outcome.c.reason,
    )
    .join(member, member.c.id == message_reply.c.by)
    .outerjoin(_newest, _newest.c.reply == message_reply.c.id)
    .outerjoin(
        message_outcome,
        (message_outcome.c.reply == message_reply.c.id) & (message_outcome.c.ordinal == _newest.c.ordinal),
    )
    .where(message_reply.c.delivery == bindparam("wanted"))
    .order_by(message_reply.c.at, message_reply.c.id)
)
