"""Named queries about a document's history: moments without their texts, further parents, names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, insert, select

from editor_app.domain.audit import Subject
from editor_app.domain.edition import EditionState
from editor_app.domain.history import Moment
from editor_app.domain.identifiers import RevisionId
from editor_app.storage.history_tables import milestone, revision_origin
from editor_app.storage.queries.embargo import require_seen
from editor_app.storage.tables import edition, member, revision

if TYPE_CHECKING:
    from editor_app.domain.document import Revision
    from editor_app.domain.identifiers import DocumentId, MemberId
    from editor_app.storage.database import Snapshot, Work


def insert_origin(work: Work, new: Revision, parent: RevisionId) -> None:
    """Say that `new` grew from `parent` as well; on record by the row of its own save."""
    row = work.row_for("document.save", Subject("document", new.document)) or work.sequence
    values = {"revision": new.id, "parent": parent, "document": new.document, "audit_sequence": row}
    work.connection.execute(insert(revision_origin), values)


def insert_milestone(work: Work, of: RevisionId, name: str, by: MemberId) -> None:
    """Give a revision a name, on record by this work's latest row; an earlier name stays."""
    ordinal = work.connection.execute(_NEXT_ORDINAL, {"revision": of}).scalar_one()
    work.connection.execute(
        insert(milestone),
        {"revision": of, "ordinal": ordinal, "name": name, "by": by, "at": work.at, "audit_sequence": work.sequence},
    )


def moments(snapshot: Snapshot, of: DocumentId) -> list[Moment]:
    """Every revision without its text, the newest first."""
    require_seen(snapshot, of)
    chosen = {"document": of}
    names = {row.revision: row.name for row in snapshot.connection.execute(_NAMES, chosen)}
    origins: dict[str, list[int]] = {}
    for origin in snapshot.connection.execute(_ORIGINS, chosen):
        origins.setdefault(origin.revision, []).append(origin.number)
    made: dict[str, list[tuple[int, EditionState]]] = {}
    for each in snapshot.connection.execute(_EDITIONS, chosen):
        made.setdefault(each.revision, []).append((each.number, EditionState(each.state)))
    return [
        Moment(
            RevisionId(row.id),
            row.number,
            row.title,
            row.author,
            row.saved_at,
            tuple(origins.get(row.id, ())),
            names.get(row.id, ""),
            tuple(made.get(row.id, ())),
        )
        for row in snapshot.connection.execute(_MOMENTS, chosen)
    ]


_NEXT_ORDINAL = select(func.coalesce(func.max(milestone.c.ordinal), 0) + 1).where(
    milestone.c.revision == bindparam("revision")
)
_MOMENTS = (
    select(revision.c.id, revision.c.number, revision.c.title, revision.c.saved_at, member.c.name.label("author"))
    .select_from(revision)
    .join(member, member.c.id == revision.c.author)
    .where(revision.c.document == bindparam("document"))
    .order_by(revision.c.number.desc())
)
_NAMES = (
    select(milestone.c.revision, milestone.c.name)
    .select_from(milestone)
    .join(revision, revision.c.id == milestone.c.revision)
    .where(revision.c.document == bindparam("document"))
    .order_by(milestone.c.ordinal)
)
_ORIGINS = (
    select(revision_origin.c.revision, revision.c.number)
    .select_from(revision_origin)
    .join(revision, revision.c.id == revision_origin.c.parent)
    .where(revision_origin.c.document == bindparam("document"))
    .order_by(revision.c.number)
)
_EDITIONS = (
    select(edition.c.revision, edition.c.number, edition.c.state)
    .where(edition.c.document == bindparam("document"))
    .order_by(edition.c.number)
)
