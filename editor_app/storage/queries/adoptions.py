"""Named queries about adoptions: posts that another copy of the workspace sent, kept here as sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, select

from editor_app.domain.identifiers import DeliveryId, Digest, MemberId
from editor_app.storage.adoption_tables import adoption
from editor_app.storage.prepared import Prepared

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.storage.database import Snapshot, Work


@dataclass(frozen=True, slots=True)
class Adoption:
    """One public step that was done elsewhere."""

    delivery: DeliveryId
    step: int
    remote_id: str
    url: str
    observed: Digest
    """Of what readers got when it was adopted; empty = the platform can't be read."""
    by: MemberId
    at: datetime


def insert_adoption(work: Work, new: Adoption, sequence: int) -> None:
    """Keep one; its audit row is that of `sequence`."""
    values = {name: getattr(new, name) for name in Adoption.__slots__}
    work.connection.execute(insert(adoption), {**values, "audit_sequence": sequence})


def adoptions_of(snapshot: Snapshot, of: DeliveryId) -> list[Adoption]:
    """Those of a delivery in the order of its steps."""
    return [
        Adoption(of, row.step, row.remote_id, row.url, Digest(row.observed), MemberId(row.by), row.at)
        for row in _OF.rows(snapshot.connection, {"delivery": of})
    ]


_OF = Prepared(select(adoption).where(adoption.c.delivery == bindparam("delivery")).order_by(adoption.c.step))
