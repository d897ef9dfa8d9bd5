"""Named queries about what readers got when posts were read back, and about regions of commented pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, func, insert, select, text

from editor_app.domain.anchor import Region
from editor_app.domain.delivery import Verdict
from editor_app.domain.edition import EditionKind
from editor_app.domain.identifiers import AccountId, DeliveryId, EditionId
from editor_app.storage.prepared import Prepared
from editor_app.storage.queries import embargo
from editor_app.storage.seen_tables import comment_region, observed
from editor_app.storage.tables import delivery, edition, read_back

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.delivery import ReadBack
    from editor_app.domain.identifiers import DocumentId
    from editor_app.storage.database import Snapshot, Work


@dataclass(frozen=True, slots=True)
class SeenRow:
    """What an account's readers got when it was last looked at."""

    delivery: DeliveryId
    account: AccountId
    edition: EditionId
    kind: EditionKind
    number: int
    url: str
    at: datetime
    verdict: Verdict
    content: str
    """The canonical form of what was read."""


def keep_observed(work: Work, read: ReadBack, ordinal: int, content: str) -> None:
    """Keep what a read-back saw, unless an earlier one of the same delivery saw the very same."""
    known = {"delivery": read.delivery, "digest": read.observed_digest}
    if _KNOWN.first(work.connection, known) is None:
        _KEEP.run(work.connection, {**known, "ordinal": ordinal, "content": content})


def last_seen(snapshot: Snapshot, of: DocumentId) -> list[SeenRow]:
    """What is live of a document by the last read-back of each delivery, older editions first."""
    embargo.require_seen(snapshot, of)
    return [
        SeenRow(
            DeliveryId(row.id),
            AccountId(row.account),
            EditionId(row.edition),
            EditionKind(row.kind),
            row.number,
            row.url or "",
            row.at,
            Verdict(row.verdict),
            row.content,
        )
        for row in snapshot.connection.execute(_LAST_SEEN, {"document": of})
    ]


def insert_region(work: Work, thread: str, region: Region) -> None:
    """Keep where in its picture a comment points; it comes with the comment's own audit row."""
    place = {"x": region.x, "y": region.y, "width": region.width, "height": region.height}
    work.connection.execute(_INSERT_REGION, {"thread": thread, **place, "audit_sequence": work.sequence})


def region_of(snapshot: Snapshot, thread: str) -> Region | None:
    """Which part of its picture a comment is about; None = all of it."""
    row = snapshot.connection.execute(_REGION_OF, {"wanted": thread}).first()
    return None if row is None else Region(row.x, row.y, row.width, row.height)


_KEEP = Prepared(insert(observed))
_KNOWN = Prepared(
    select(observed.c.ordinal).where(
        observed.c.delivery == bindparam("delivery"), observed.c.digest == bindparam("digest")
    )
)
_later = read_back.alias("later")
_newest = select(func.max(_later.c.ordinal)).where(_later.c.delivery == read_back.c.delivery).correlate(read_back)
_LAST_SEEN = (
    select(
        delivery.c.id,
        delivery.c.account,
        delivery.c.edition,
        delivery.c.url,
        edition.c.kind,
        edition.c.number,
        read_back.c.at,
        read_back.c.verdict,
        observed.c.content,
    )
    .select_from(edition)
    .join(delivery, delivery.c.edition == edition.c.id)
    .join(read_back, read_back.c.delivery == delivery.c.id)
    .join(
        observed,
        and_(observed.c.delivery == read_back.c.delivery, observed.c.digest == read_back.c.observed_digest),
    )
    .where(
        edition.c.document == bindparam("document"),
        text("delivery.state IN ('sent', 'verified')"),
        read_back.c.ordinal == _newest.scalar_subquery(),
    )
    .order_by(edition.c.number, delivery.c.position)
)
_INSERT_REGION = insert(comment_region)
_REGION_OF = select(comment_region).where(comment_region.c.thread == bindparam("wanted"))
