"""A log that was written anew as a whole: its lines follow from one another, but signatures name others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, column, func, select

from editor_app.domain.audit import GENESIS
from editor_app.storage.tables import approval, audit
from editor_app.storage.team_state import is_entered

if TYPE_CHECKING:
    from editor_app.storage.snapshot import Snapshot


def rewritten(snapshot: Snapshot) -> tuple[int, int] | None:
    """The first and last line between which the log was written anew; None = every signature finds its line.

    Each approval carries, under its signature, the hash of the line that was the last one when it was made. Whoever
    changes an earlier line and all that follow from it can't change that.
    """
    whole = 0
    for row in snapshot.connection.execute(_HEADS_OF_TEAM if is_entered(snapshot.connection) else _HEADS):
        if row.sequence is None and row.audit_head != GENESIS:
            until = snapshot.connection.execute(_UNTIL, {"at": row.at}).scalar()
            return whole + 1, max(int(until or 0), whole + 1)
        whole = max(whole, row.sequence or 0)
    return None


_HEADS = (
    select(approval.c.audit_head, approval.c.at, audit.c.sequence)
    .outerjoin(audit, audit.c.hash == approval.c.audit_head)
    .order_by(approval.c.at)
)
_all = func.team.heads().table_valued(column("sequence", audit.c.sequence.type), column("hash", audit.c.hash.type))
_HEADS_OF_TEAM = (
    select(approval.c.audit_head, approval.c.at, _all.c.sequence)
    .outerjoin(_all, _all.c.hash == approval.c.audit_head)
    .order_by(approval.c.at)
)
_UNTIL = select(func.max(audit.c.sequence)).where(audit.c.at <= bindparam("at", type_=audit.c.at.type))
