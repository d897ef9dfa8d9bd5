"""Loosenings of embargoes that wait for a second person: which of them a member may allow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.embargo import Veiled
from editor_app.domain.member import Deed
from editor_app.storage.queries import documents, people, wishes
from editor_app.storage.queries import embargo as queries

if TYPE_CHECKING:
    from editor_app.domain.embargo import Embargo
    from editor_app.domain.identifiers import DocumentId
    from editor_app.services.desk import Seat
    from editor_app.storage.database import Snapshot


@dataclass(frozen=True, slots=True)
class Wished:
    """A loosening that waits for a second person."""

    document: DocumentId
    title: str
    wish: Embargo
    by: str
    """Name of who asked for it."""


def waiting(seat: Seat) -> tuple[Wished, ...]:
    """The loosenings that this member may allow, the oldest first."""
    with seat.desk.database.read() as snapshot:
        found = [document for document in wishes.wished(snapshot) if _may_allow(seat, snapshot, document)]
        return tuple(_wished(snapshot, document) for document in found)


def may_allow(seat: Seat, document: DocumentId) -> bool:
    """Whether this member is a second person for the loosening that waits: a reviewer on the list, no author."""
    with seat.desk.database.read() as snapshot:
        return _may_allow(seat, snapshot, document)


def _may_allow(seat: Seat, snapshot: Snapshot, document: DocumentId) -> bool:
    if not seat.member.may(Deed.DECIDE):
        return False
    try:
        queries.require_seen(snapshot, document)
    except Veiled:
        return False
    steps = queries.steps_of(snapshot, document)
    if not steps or steps[-1].in_force or steps[-1].by == seat.member.id:
        return False
    return all(each.author != seat.member.id for each in documents.revisions(snapshot, document))


def _wished(snapshot: Snapshot, document: DocumentId) -> Wished:
    wish = queries.steps_of(snapshot, document)[-1]
    title = documents.head_revision(snapshot, document).content.title
    return Wished(document, title, wish, people.member_by_id(snapshot, wish.by).name)
