"""Documents and their revisions: begin, save, say it differently for an account, look back and compare."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, ClassVar, cast

from editor_app.domain.audit import Subject
from editor_app.domain.delivery import OUT, UNRESOLVED, DeliveryState
from editor_app.domain.document import (
    FIELD_NAMES,
    Content,
    Document,
    DocumentKind,
    FieldName,
    Override,
    Revision,
    Target,
)
from editor_app.domain.edition import EditionKind, EditionState
from editor_app.domain.errors import Invalid, Refused
from editor_app.domain.identifiers import DocumentId, RevisionId, new_id
from editor_app.domain.member import Deed, require
from editor_app.domain.text import T, Text
from editor_app.storage import seals
from editor_app.storage.queries import deliveries, editions
from editor_app.storage.queries import documents as queries
from editor_app.storage.queries.documents import Superseded
from editor_app.storage.queries.lists import document_rows
from editor_app.storage.queries.revision_json import revision_values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from editor_app.domain.canonical import Json
    from editor_app.domain.chart import Chart
    from editor_app.domain.edition import Edition
    from editor_app.domain.identifiers import ChartId
    from editor_app.services.desk import Desk, Seat
    from editor_app.storage.database import Work
    from editor_app.storage.queries.lists import DocumentRow, Mark

_LONGEST = 5 * 1024 * 1024
"""Characters of a document's text."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything of a revision that a person writes."""

    content: Content
    overrides: tuple[Override, ...] = ()
    charts: tuple[Chart, ...] = ()


class ReviseFirst(Refused):
    """The last signature stands and something still waits to go out; saving would void that, so it asks first."""

    code: ClassVar[str] = "revise_first"


@dataclass(frozen=True, slots=True)
class Opened:
    """A document as a person finds it."""

    document: Document
    revision: Revision
    """The newest."""
    edition: Edition | None
    """The latest, whatever its state."""


def create(seat: Seat, title: str, kind: DocumentKind = DocumentKind.EXPLAINER, draft: Draft | None = None) -> Opened:
    """Begin a document; `draft` is its first revision (its title wins over none).

    Raises:
        Invalid: text that can't be kept.
        Refused: no editor.
    """
    begun = draft or Draft(Content())
    begun = replace(begun, content=replace(begun.content, title=title.strip() or begun.content.title))
    require_storable(begun)
    first = next_revision(seat, begun, DocumentId(new_id()), parent=None)
    kept = seals.sealed(document={"kind": kind.value}, revision=revision_values(first))
    detail: dict[str, Json] = {"revision": first.id, "number": 1, **kept}
    with seat.write(Deed.WRITE, "document.create", _of(first.document), detail) as work:
        queries.insert_document(work, first.document, kind, seat.member.id)
        queries.insert_revision(work, first)
        return Opened(queries.document_by_id(work, first.document), first, None)


def opened(desk: Desk, reference: str) -> Opened:
    """The document with that id, beginning of an id (6 characters or more) or number.

    Raises:
        NotFound: none, or several.
    """
    with desk.database.read() as snapshot:
        document = queries.document_by_id_or_number(snapshot, reference)
        return Opened(
            document,
            queries.head_revision(snapshot, document.id),
            next(reversed(editions.editions_of(snapshot, document.id)), None),
        )


def save_revision(
    seat: Seat, document: DocumentId, based_on: RevisionId, draft: Draft, *, revise: bool = False
) -> Revision:
    """Keep `draft` as the next revision; the same text as the newest makes none.

    An edition in review is voided. After the last signature, `revise` voids the edition and what is queued or held;
    what is already on its way or out goes on.

    Raises:
        Invalid: text that can't be kept (lone surrogates, NUL).
        Superseded: `based_on` isn't the newest revision; the error carries the newest, nothing was lost.
        ReviseFirst: the last signature stands, and `revise` was not said.
        Refused: no editor.
    """
    require_storable(draft)
    require(seat.member, Deed.WRITE)
    with seat.desk.database.read() as snapshot:
        head = queries.head_revision(snapshot, document)
        if is_same(draft, head):
            return head
        if based_on != head.id:
            raise Superseded(head)
    new = next_revision(seat, draft, document, head)
    with seat.write(Deed.WRITE, "document.save", _of(document), saved_detail(new)) as work:
        void_what_waits(work, document, revise=revise)
        queries.insert_revision(work, new)
    return new


def saved_detail(new: Revision) -> dict[str, Json]:
    """What the log keeps of a save: which revision, and the digest of its content."""
    return {"revision": new.id, "number": new.number, **seals.sealed(revision=revision_values(new))}


def set_override(
    seat: Seat, document: DocumentId, target: Target, values: Mapping[str, str | None], *, revise: bool = False
) -> Revision:
    """Let an account, or every account of a platform, say fields differently; None inherits again.

    Raises:
        Invalid: no such field.
        ReviseFirst, Refused: as in `save_revision`.
    """
    for name in values:
        field_named(name)
    return _on_newest(seat, document, lambda head: _with_overrides(head, target, values), revise=revise)


def append(
    seat: Seat, document: DocumentId, block: str, charts: tuple[Chart, ...] = (), *, revise: bool = False
) -> Revision:
    """Put a block of Markdown at the end of the text, with the charts that it places.

    Raises:
        ReviseFirst, Refused: as in `save_revision`.
    """

    def longer(head: Revision) -> Draft:
        body = f"{head.content.body.rstrip()}\n\n{block}\n".lstrip("\n")
        return Draft(replace(head.content, body=body), head.overrides, head.charts + charts)

    return _on_newest(seat, document, longer, revise=revise)


def rows(desk: Desk, search: str = "", limit: int = 200, after: Mark | None = None) -> tuple[DocumentRow, ...]:
    """One line for each document, the latest saved first.

    Args:
        desk: whose documents.
        search: part of a title, or a document number; empty = all.
        limit: lines of a page.
        after: `mark` of the last line of the page before.
    """
    with desk.database.read() as snapshot:
        return tuple(document_rows(snapshot, search, limit, after))


def history(desk: Desk, document: DocumentId) -> tuple[Revision, ...]:
    """Every revision, the newest first."""
    with desk.database.read() as snapshot:
        return tuple(reversed(queries.revisions(snapshot, document)))


def revision(desk: Desk, wanted: RevisionId) -> Revision:
    """One revision."""
    with desk.database.read() as snapshot:
        return queries.revision_by_id(snapshot, wanted)


def draft_of(saved: Revision) -> Draft:
    """What a person wrote in a revision."""
    return Draft(saved.content, saved.overrides, saved.charts)


def field_named(name: str) -> FieldName:
    """`name` as the name of a field that an account may say differently.

    Raises:
        Invalid: there is none of that name.
    """
    if name not in FIELD_NAMES:
        raise Invalid(
            T("There is no field “{name}”.", name=name),
            T("Choose one of {names}.", names=", ".join(sorted(FIELD_NAMES))),
        )
    return cast("FieldName", name)


def require_storable(draft: Draft) -> None:
    """Pass when every text can be kept, hashed and sent as it is.

    Raises:
        Invalid: a lone surrogate or NUL (named with its place), or more than 5 MiB.
    """
    if len(draft.content.body) > _LONGEST:
        raise Invalid(
            T("The text has more than 5 million characters."), T("Divide it; nothing was saved, and nothing was lost.")
        )
    for name, text in _texts(draft):
        for at, character in enumerate(text):
            if character == "\0" or "\ud800" <= character <= "\udfff":
                raise Invalid(
                    T("The field {field} has a broken character at place {place}.", field=Text(name), place=at + 1),
                    T("Delete it and type it again; nothing was lost."),
                )


def _texts(draft: Draft) -> Iterable[tuple[str, str]]:
    for field in fields(draft.content):
        value = getattr(draft.content, field.name)
        if isinstance(value, str):
            yield field.name, value
        elif isinstance(value, tuple):
            yield field.name, "\n".join(value)
    for override in draft.overrides:
        yield override.field, override.value
    for chart in draft.charts:
        words = (chart.title, chart.unit, chart.source, chart.as_of, chart.alt, chart.note, *chart.columns)
        yield "chart", "\n".join((*words, *(cell for row in chart.rows for cell in row)))


def next_revision(seat: Seat, draft: Draft, document: DocumentId, parent: Revision | None) -> Revision:
    """`draft` as the revision that follows `parent` (None: as the first), not stored yet."""
    return Revision(
        id=RevisionId(new_id()),
        document=document,
        number=parent.number + 1 if parent else 1,
        parent=parent.id if parent else None,
        content=draft.content,
        overrides=draft.overrides,
        charts=_used(draft),
        author=seat.member.id,
        saved_at=seat.desk.clock.now(),
    )


def _on_newest(seat: Seat, document: DocumentId, change: Callable[[Revision], Draft], *, revise: bool) -> Revision:
    """Save a change that fits on any revision: when somebody saves at the same moment, it goes on top of that."""
    while True:
        with seat.desk.database.read() as snapshot:
            head = queries.head_revision(snapshot, document)
        with suppress(Superseded):
            return save_revision(seat, document, head.id, change(head), revise=revise)


def _with_overrides(head: Revision, target: Target, values: Mapping[str, str | None]) -> Draft:
    kept = [o for o in head.overrides if not (o.target == target and o.field in values)]
    added = [Override(target, field_named(name), value) for name, value in values.items() if value is not None]
    return Draft(head.content, tuple(kept + added), head.charts)


def _used(draft: Draft) -> tuple[Chart, ...]:
    """One chart for each id, the last one given."""
    by_id: dict[ChartId, Chart] = {chart.id: chart for chart in draft.charts}
    return tuple(by_id.values())


def is_same(draft: Draft, head: Revision) -> bool:
    """Whether the revision says what the draft says."""
    return (draft.content, draft.overrides, _used(draft)) == (head.content, head.overrides, head.charts)


def void_what_waits(work: Work, document: DocumentId, *, revise: bool) -> None:
    """Before a revision comes: void what is in review, and what is approved when `revise` was said.

    Raises:
        ReviseFirst: the last signature stands, and `revise` was not said.
    """
    for edition in editions.editions_of(work, document):
        if edition.state is EditionState.IN_REVIEW:
            void(work, edition, T("The document was saved again."))
        elif edition.state is EditionState.APPROVED and edition.kind is not EditionKind.WITHDRAWAL:
            _revise_approved(work, edition, revise=revise)


def _revise_approved(work: Work, edition: Edition, *, revise: bool) -> None:
    states = [delivery.state for delivery in deliveries.of_edition(work, edition.id)]
    waiting = [s for s in states if s in {DeliveryState.QUEUED, DeliveryState.HELD, DeliveryState.FAILED}]
    under_way = [s for s in states if s in OUT | UNRESOLVED]
    if states and not waiting:
        return
    if not revise:
        raise ReviseFirst(
            T("This document is approved and waits to go out."),
            T("Revise it (--revise): the approval is void then, and what has not gone out yet stays here."),
        )
    reason = T("The document was revised after its approval.")
    deliveries.void_waiting(work, edition.id, reason)
    if not under_way:
        void(work, edition, reason)


def void(work: Work, edition: Edition, reason: Text) -> None:
    """End an edition before it went out, on record."""
    work.record("edition.void", Subject("edition", edition.id), {"reason": reason.msgid})
    editions.set_edition_state(work, edition.id, EditionState.VOID)


def _of(document: DocumentId) -> Subject:
    return Subject("document", document)
