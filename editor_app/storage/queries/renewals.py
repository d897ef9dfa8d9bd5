"""Named queries about renewals: who looked at an approval again, and when the last look was complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, func, insert, select

from editor_app.domain.approval import Where
from editor_app.domain.identifiers import Digest, EditionId, KeyId, MemberId, WorkspaceId
from editor_app.domain.renewal import Renewal
from editor_app.storage.prepared import Prepared
from editor_app.storage.renewal_tables import renewal, renewed_for
from editor_app.storage.tables import edition_stage, workspace

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Row

    from editor_app.domain.duty import DeputyId
    from editor_app.storage.database import Snapshot, Work


def insert_renewal(work: Work, said: Renewal, signature: bytes) -> None:
    """Keep a new look; its audit row is the write's last one."""
    values = {
        "edition": said.edition, "round": said.round, "by": said.by, "stage": said.stage, "key": said.key,
        "digest": said.digest, "audit_head": said.audit_head, "at": said.at, "made_in": said.where.value,
        "signature": signature, "audit_sequence": work.sequence,
    }  # fmt: skip
    work.connection.execute(insert(renewal), values)


def insert_renewed_for(work: Work, said: Renewal, deputy: DeputyId) -> None:
    """Keep for whom a deputy looks again, before the look itself; its audit row is the write's last one."""
    values = {
        "edition": said.edition, "round": said.round, "by": said.by, "principal": said.standing_in, "deputy": deputy,
        "audit_sequence": work.sequence,
    }  # fmt: skip
    work.connection.execute(insert(renewed_for), values)


def renewals_of(snapshot: Snapshot, of: EditionId) -> list[tuple[Renewal, bytes, int]]:
    """Every new look at an edition with its signature and the line of the audit log, the oldest first."""
    rows = _OF.rows(snapshot.connection, {"edition": of})
    return [(_renewal(row), bytes(row.signature), row.audit_sequence) for row in rows]


def last_renewed_at(snapshot: Snapshot, of: EditionId) -> datetime | None:
    """When the last round that is complete was; None = nobody looked again, or not enough of them."""
    row = _LAST.first(snapshot.connection, {"edition": of})
    return row.at if row else None


def renewed_editions(snapshot: Snapshot) -> list[EditionId]:
    """Editions that somebody looked at again."""
    return [EditionId(row.edition) for row in snapshot.connection.execute(_RENEWED)]


def _renewal(row: Row[tuple[object, ...]]) -> Renewal:
    return Renewal(
        workspace=WorkspaceId(row.workspace),
        edition=EditionId(row.edition),
        round=row.round,
        stage=row.stage,
        digest=Digest(row.digest),
        by=MemberId(row.by),
        key=KeyId(row.key),
        audit_head=row.audit_head,
        at=row.at,
        where=Where(row.made_in),
        standing_in=MemberId(row.principal) if row.principal else None,
    )


_OF = Prepared(
    select(renewal, workspace.c.id.label("workspace"), renewed_for.c.principal)
    .select_from(renewal)
    .join(workspace, workspace.c.one == 1)
    .outerjoin(
        renewed_for,
        and_(
            renewed_for.c.edition == renewal.c.edition,
            renewed_for.c.round == renewal.c.round,
            renewed_for.c.by == renewal.c.by,
        ),
    )
    .where(renewal.c.edition == bindparam("edition"))
    .order_by(renewal.c.round, renewal.c.at)
)
_same = renewal.alias()
_signed = (
    select(func.count())
    .select_from(_same)
    .where(_same.c.edition == renewal.c.edition, _same.c.round == renewal.c.round)
    .correlate(renewal)
    .scalar_subquery()
)
_LAST = Prepared(
    select(renewal.c.at)
    .join(
        edition_stage,
        (edition_stage.c.edition == renewal.c.edition) & (edition_stage.c.ordinal == renewal.c.stage),
    )
    .where(renewal.c.edition == bindparam("edition"), _signed >= edition_stage.c.needs)
    .order_by(renewal.c.at.desc())
)
_RENEWED = select(renewal.c.edition).distinct().order_by(renewal.c.edition)
