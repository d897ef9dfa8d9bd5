"""Named queries about embargoes over all documents: the loosenings that wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists, func, select

from editor_app.domain.identifiers import DocumentId
from editor_app.storage.embargo_tables import embargo, embargo_consent
from editor_app.storage.queries import embargo as queries

if TYPE_CHECKING:
    from editor_app.storage.snapshot import Snapshot


def wished(snapshot: Snapshot) -> list[DocumentId]:
    """The documents whose newest step is a loosening that nobody has allowed, but for those hidden from the reader."""
    hidden = queries.hidden(snapshot)
    return [DocumentId(row.document) for row in snapshot.connection.execute(_WISHED) if row.document not in hidden]


_inner = embargo.alias("inner_wish")
_newest = select(func.max(_inner.c.ordinal)).where(_inner.c.document == embargo.c.document).correlate(embargo)
_WISHED = (
    select(embargo.c.document)
    .where(
        embargo.c.wish == 1,
        embargo.c.ordinal == _newest.scalar_subquery(),
        ~exists().where(
            embargo_consent.c.document == embargo.c.document, embargo_consent.c.ordinal == embargo.c.ordinal
        ),
    )
    .order_by(embargo.c.at)
)
