"""Named queries about documents and their revisions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import and_, bindparam, exists, func, insert, select

from editor_app.domain.document import Document, DocumentKind
from editor_app.domain.errors import Conflict, Invalid, NotFound
from editor_app.domain.identifiers import DocumentId, MemberId, RevisionId
from editor_app.domain.text import T
from editor_app.storage.prepared import Prepared
from editor_app.storage.queries.embargo import require_seen
from editor_app.storage.queries.revision_json import revision_from_row, revision_values
from editor_app.storage.tables import delivery, document, edition, revision, workspace

if TYPE_CHECKING:
    from sqlalchemy import Row

    from editor_app.domain.document import Revision
    from editor_app.storage.database import Snapshot, Work

_NUMBER = re.compile(r"(\d{4})-(\d{1,9})")
_PREFIX = re.compile(r"[0-9a-f-]{6,36}")
PUBLISHED = ("sent", "verified", "withdrawn")


class Superseded(Conflict):
    """Somebody saved a newer revision meanwhile; `newest` is it, for a comparison."""

    def __init__(self, newest: Revision) -> None:
        super().__init__(
            T("Somebody saved revision {number} of this document meanwhile.", number=newest.number),
            T("Your text is kept; compare the two and save again."),
        )
        self.newest = newest


def insert_document(work: Work, new: DocumentId, kind: DocumentKind, created_by: MemberId) -> str:
    """Add a document and return its number, the next of the year in the office's zone; its first revision follows."""
    zone = work.connection.execute(_ZONE).scalar_one()
    year = work.at.astimezone(ZoneInfo(zone)).year
    ordinal = work.connection.execute(_NEXT_ORDINAL, {"year": year}).scalar_one()
    work.connection.execute(
        _INSERT,
        {
            "id": new,
            "year": year,
            "ordinal": ordinal,
            "kind": kind.value,
            "created_by": created_by,
            "created_at": work.at,
        },
    )
    return _number(year, ordinal)


def insert_revision(work: Work, new: Revision) -> None:
    """Add a revision on top of the newest.

    Raises:
        Superseded: it does not follow from the newest one.
    """
    newest = work.connection.execute(_HEAD_OF, {"document": new.document}).first()
    if newest is not None and (newest.number + 1, newest.id) != (new.number, new.parent):
        raise Superseded(revision_from_row(newest))
    work.connection.execute(_INSERT_REVISION, revision_values(new))


def document_by_id(snapshot: Snapshot, wanted: DocumentId) -> Document:
    """The document with that id.

    Raises:
        NotFound: no such document.
    """
    row = _BY_ID.first(snapshot.connection, {"wanted": wanted})
    if row is None:
        raise NotFound(T("There is no such document."))
    require_seen(snapshot, wanted)
    return _document(row)


def document_by_id_or_number(snapshot: Snapshot, text: str) -> Document:
    """The document that a person names: `2026-0017`, `2026-17`, an id or at least six digits of its beginning.

    Raises:
        NotFound: no such document.
        Invalid: the beginning fits several.
    """
    if found := _NUMBER.fullmatch(text):
        rows = snapshot.connection.execute(_BY_NUMBER, {"year": int(found[1]), "ordinal": int(found[2])}).all()
    else:
        rows = _BY_ID.rows(snapshot.connection, {"wanted": text})
    if not rows and _PREFIX.fullmatch(text.lower()):
        rows = snapshot.connection.execute(_BY_PREFIX, {"prefix": text.lower()}).all()
    if not rows:
        raise NotFound(T("There is no document “{name}”.", name=text), T("See the documents with `editor-app list`."))
    if len(rows) > 1:
        raise Invalid(T("“{name}” fits several documents.", name=text), T("Write more of the id."))
    require_seen(snapshot, rows[0].id)
    return _document(rows[0])


def revision_by_id(snapshot: Snapshot, wanted: RevisionId) -> Revision:
    """The revision with that id.

    Raises:
        NotFound: no such revision.
    """
    row = _REVISION.first(snapshot.connection, {"wanted": wanted})
    if row is None:
        raise NotFound(T("There is no such revision."))
    require_seen(snapshot, row.document)
    return revision_from_row(row)


def head_revision(snapshot: Snapshot, of: DocumentId) -> Revision:
    """The newest revision.

    Raises:
        NotFound: no such document.
    """
    require_seen(snapshot, of)
    row = snapshot.connection.execute(_HEAD_OF, {"document": of}).first()
    if row is None:
        raise NotFound(T("There is no such document."))
    return revision_from_row(row)


def revisions(snapshot: Snapshot, of: DocumentId) -> list[Revision]:
    """Every revision, oldest first."""
    require_seen(snapshot, of)
    return [revision_from_row(row) for row in snapshot.connection.execute(_REVISIONS, {"document": of})]


def authors_since_last_publication(snapshot: Snapshot, of: DocumentId) -> frozenset[MemberId]:
    """Everybody who wrote a revision after the one that was last published (all authors, when none was)."""
    rows = snapshot.connection.execute(_AUTHORS, {"document": of, "document_again": of})
    return frozenset(MemberId(row.author) for row in rows)


def _document(row: Row[tuple[object, ...]]) -> Document:
    return Document(
        id=DocumentId(row.id),
        number=_number(row.year, row.ordinal),
        kind=DocumentKind(row.kind),
        head=RevisionId(row.head),
        created_by=MemberId(row.created_by),
        created_at=row.created_at,
    )


def _number(year: int, ordinal: int) -> str:
    return f"{year}-{ordinal:04d}"


_ZONE = select(workspace.c.zone)
_NEXT_ORDINAL = select(func.coalesce(func.max(document.c.ordinal), 0) + 1).where(document.c.year == bindparam("year"))
_INSERT = insert(document)
_INSERT_REVISION = insert(revision)
_later = revision.alias("later")
_is_head = ~exists().where(and_(_later.c.document == revision.c.document, _later.c.number == revision.c.number + 1))
_DOCUMENTS = (
    select(document, revision.c.id.label("head"))
    .outerjoin(revision, revision.c.document == document.c.id)
    .where(_is_head)
)
"""A document whose revisions a team's database hides is there all the same, so that it can be said to be hidden."""
_BY_ID = Prepared(_DOCUMENTS.where(document.c.id == bindparam("wanted")))
_BY_NUMBER = _DOCUMENTS.where(document.c.year == bindparam("year"), document.c.ordinal == bindparam("ordinal"))
_BY_PREFIX = _DOCUMENTS.where(document.c.id.startswith(bindparam("prefix"))).limit(2)
_REVISION = Prepared(select(revision).where(revision.c.id == bindparam("wanted")))
_REVISIONS = select(revision).where(revision.c.document == bindparam("document")).order_by(revision.c.number)
_HEAD_OF = (
    select(revision).where(revision.c.document == bindparam("document")).order_by(revision.c.number.desc()).limit(1)
)
_published = revision.alias("published")
_last_published = (
    select(func.coalesce(func.max(_published.c.number), 0))
    .select_from(edition)
    .join(_published, _published.c.id == edition.c.revision)
    .where(
        edition.c.document == bindparam("document_again"),
        exists().where(and_(delivery.c.edition == edition.c.id, delivery.c.state.in_(PUBLISHED))),
    )
    .scalar_subquery()
)
_AUTHORS = (
    select(revision.c.author)
    .where(revision.c.document == bindparam("document"), revision.c.number > _last_published)
    .distinct()
)
