"""The list of documents, a page at a time, quick at any size: keyset by the time of the last save."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, bindparam, exists, or_, select, tuple_

from editor_app.domain.delivery import DeliveryState, k_of_n
from editor_app.domain.document import DocumentKind
from editor_app.domain.edition import EditionState
from editor_app.domain.identifiers import DocumentId, EditionId, RevisionId
from editor_app.storage.queries import embargo
from editor_app.storage.tables import delivery, document, edition, member, revision

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Row, Select

    from editor_app.storage.database import Snapshot

_NUMBER = re.compile(r"(\d{4})-(\d{1,9})")


class Mark(NamedTuple):
    """Where a page ended; the next one begins after it."""

    saved_at: datetime
    head: RevisionId


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One line of the list of documents."""

    id: DocumentId
    number: str
    title: str
    kind: DocumentKind
    head: RevisionId
    head_number: int
    saved_at: datetime
    author: str
    """Name of who saved last."""
    edition: EditionId | None
    """The latest edition."""
    edition_state: EditionState | None
    out: int
    """How many deliveries of the latest edition are out…"""
    deliveries: int
    """… of how many."""

    @property
    def mark(self) -> Mark:
        """For the page that follows this row."""
        return Mark(self.saved_at, self.head)


def document_rows(
    snapshot: Snapshot, search: str = "", limit: int = 50, after: Mark | None = None
) -> list[DocumentRow]:
    """A page of documents, the latest saved first.

    Args:
        snapshot: of the workspace.
        search: part of a title, or a document number; empty = all.
        limit: rows of a page.
        after: `mark` of the last row of the page before; None = the first page.
    """
    statement, values = _page(search.strip(), limit, after)
    if search.strip():
        values["hidden"] = sorted(embargo.hidden(snapshot))
    rows = snapshot.connection.execute(statement, values).all()
    editions = _latest_editions(snapshot, [row.id for row in rows])
    states = _states(snapshot, [each for each, _ in editions.values()])
    shown = [
        replace(each, title=embargo.title_for(snapshot, each.id, each.title))
        for each in (_document_row(row, editions.get(row.id), states) for row in rows)
    ]
    until = None if after is None else after.saved_at
    since = shown[-1].saved_at if shown and len(rows) == limit else None
    veiled = [
        row
        for row in _veiled_rows(snapshot, values)
        if (until is None or row.saved_at < until) and (since is None or row.saved_at >= since)
    ]
    return sorted((*shown, *veiled), key=lambda row: row.saved_at, reverse=True) if veiled else shown


def _veiled_rows(snapshot: Snapshot, asked: dict[str, object]) -> list[DocumentRow]:
    """Documents of which a team's database gives this login no revision, not even when it was saved.

    They stand where they were begun.
    """
    veiled = embargo.veiled(snapshot)
    if not veiled:
        return []
    return [
        _veiled_row(row, embargo.title_for(snapshot, row.id, None))
        for row in snapshot.connection.execute(_VEILED, {"veiled": sorted(veiled)})
        if "like" not in asked or (row.year, row.ordinal) == (asked["year"], asked["ordinal"])
    ]


def _veiled_row(row: Row[tuple[object, ...]], title: str) -> DocumentRow:
    return DocumentRow(
        id=DocumentId(row.id),
        number=f"{row.year}-{row.ordinal:04d}",
        title=title,
        kind=DocumentKind(row.kind),
        head=RevisionId(""),
        head_number=0,
        saved_at=row.created_at,
        author=row.author,
        edition=None,
        edition_state=None,
        out=0,
        deliveries=0,
    )


def _page(search: str, limit: int, after: Mark | None) -> tuple[Select[tuple[object, ...]], dict[str, object]]:
    values: dict[str, object] = {"rows": limit}
    statement = _FIRST if after is None else _NEXT
    if after is not None:
        values |= {"saved_at": after.saved_at, "head": after.head}
    if search:
        number = _NUMBER.fullmatch(search)
        escaped = re.sub(r"([\\%_])", r"\\\1", search)
        values |= {"like": f"%{escaped}%"}
        values |= {"year": int(number[1]) if number else -1, "ordinal": int(number[2]) if number else -1}
        statement = _FIRST_FOUND if after is None else _NEXT_FOUND
    return statement, values


def _latest_editions(snapshot: Snapshot, documents: Sequence[str]) -> dict[str, tuple[EditionId, EditionState]]:
    if not documents:
        return {}
    found = snapshot.connection.execute(_EDITIONS, {"documents": documents})
    return {row.document: (EditionId(row.id), EditionState(row.state)) for row in found}


def _states(snapshot: Snapshot, editions: Sequence[str]) -> dict[str, list[DeliveryState]]:
    states: dict[str, list[DeliveryState]] = {}
    if editions:
        for row in snapshot.connection.execute(_STATES, {"editions": editions}):
            states.setdefault(row.edition, []).append(DeliveryState(row.state))
    return states


def _document_row(
    row: Row[tuple[object, ...]], latest: tuple[EditionId, EditionState] | None, states: dict[str, list[DeliveryState]]
) -> DocumentRow:
    out, deliveries = k_of_n(states.get(latest[0], [])) if latest else (0, 0)
    return DocumentRow(
        id=DocumentId(row.id),
        number=f"{row.year}-{row.ordinal:04d}",
        title=row.title,
        kind=DocumentKind(row.kind),
        head=RevisionId(row.head),
        head_number=row.number,
        saved_at=row.saved_at,
        author=row.author,
        edition=latest[0] if latest else None,
        edition_state=latest[1] if latest else None,
        out=out,
        deliveries=deliveries,
    )


_later = revision.alias("later")
_FIRST: Select[tuple[object, ...]] = (
    select(
        document.c.id,
        document.c.year,
        document.c.ordinal,
        document.c.kind,
        revision.c.id.label("head"),
        revision.c.number,
        revision.c.title,
        revision.c.saved_at,
        member.c.name.label("author"),
    )
    .select_from(revision)
    .join(document, document.c.id == revision.c.document)
    .join(member, member.c.id == revision.c.author)
    .where(~exists().where(and_(_later.c.document == revision.c.document, _later.c.number == revision.c.number + 1)))
    .order_by(revision.c.saved_at.desc(), revision.c.id.desc())
    .limit(bindparam("rows"))
)
_VEILED = (
    select(document, member.c.name.label("author"))
    .join(member, member.c.id == document.c.created_by)
    .where(document.c.id.in_(bindparam("veiled", expanding=True)))
)
_found = or_(
    and_(
        revision.c.title.ilike(bindparam("like"), escape="\\"),
        document.c.id.notin_(bindparam("hidden", expanding=True)),
    ),
    and_(document.c.year == bindparam("year"), document.c.ordinal == bindparam("ordinal")),
)
_beyond = tuple_(revision.c.saved_at, revision.c.id) < tuple_(
    bindparam("saved_at", type_=revision.c.saved_at.type), bindparam("head", type_=revision.c.id.type)
)
_NEXT = _FIRST.where(_beyond)
_FIRST_FOUND = _FIRST.where(_found)
_NEXT_FOUND = _FIRST.where(_beyond, _found)
_EDITIONS = (
    select(edition.c.document, edition.c.id, edition.c.state)
    .where(edition.c.document.in_(bindparam("documents", expanding=True)))
    .order_by(edition.c.document, edition.c.number)
)
_STATES = select(delivery.c.edition, delivery.c.state).where(
    delivery.c.edition.in_(bindparam("editions", expanding=True))
)
