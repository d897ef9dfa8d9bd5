"""Named queries about what was read to its end outside the desk; part of the decisions that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, select

from editor_app.domain.identifiers import AccountId, Digest, MemberId
from editor_app.domain.variant_read import VariantRead
from editor_app.storage.packet_tables import packet_reading
from editor_app.storage.prepared import Prepared

if TYPE_CHECKING:
    from editor_app.domain.approval import Statement
    from editor_app.domain.identifiers import EditionId
    from editor_app.storage.database import Work
    from editor_app.storage.snapshot import Snapshot


def insert_read(work: Work, said: Statement, sequence: int) -> None:
    """Keep what a decision says was read; before the decision itself, in its transaction."""
    if said.read:
        values = [
            {
                "edition": said.edition, "by": said.by, "account": each.account, "ordinal": ordinal,
                "content": each.content, "sentences": each.sentences, "total": each.count, "audit_sequence": sequence,
            }
            for ordinal, each in enumerate(said.read, 1)
        ]  # fmt: skip
        work.connection.execute(insert(packet_reading), values)


def reads_of(snapshot: Snapshot, of: EditionId) -> dict[MemberId, tuple[VariantRead, ...]]:
    """What was read of an edition outside the desk, by who read it."""
    found: dict[MemberId, tuple[VariantRead, ...]] = {}
    for row in _READ.rows(snapshot.connection, {"wanted": of}):
        read = VariantRead(AccountId(row.account), Digest(row.content), Digest(row.sentences), row.total)
        found[MemberId(row.by)] = (*found.get(MemberId(row.by), ()), read)
    return found


_READ = Prepared(
    select(packet_reading)
    .where(packet_reading.c.edition == bindparam("wanted"))
    .order_by(packet_reading.c.by, packet_reading.c.ordinal)
)
