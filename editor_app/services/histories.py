"""Looking back on a document: its history folded up, names for revisions, and bringing an earlier one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.errors import Invalid, NotFound
from editor_app.domain.history import stretches
from editor_app.domain.member import Deed, require
from editor_app.domain.text import T
from editor_app.services.documents import draft_of, is_same, next_revision, saved_detail, void_what_waits
from editor_app.storage import seals
from editor_app.storage.queries import documents as queries
from editor_app.storage.queries import history

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.domain.document import Revision
    from editor_app.domain.history import Moment, Stretch
    from editor_app.domain.identifiers import DocumentId, RevisionId
    from editor_app.services.desk import Desk, Seat

_LONGEST = 80


def moments(desk: Desk, document: DocumentId) -> tuple[Moment, ...]:
    """Every revision without its text, the newest first."""
    with desk.database.read() as snapshot:
        return tuple(history.moments(snapshot, document))


def folded(desk: Desk, document: DocumentId) -> tuple[Stretch, ...]:
    """The history as it is shown first: milestones, and the saves between them folded up."""
    return stretches(moments(desk, document))


def revision_of(desk: Desk, document: DocumentId, number: int) -> Revision:
    """The revision of that number.

    Raises:
        NotFound: the document has none.
    """
    with desk.database.read() as snapshot:
        found = next((each.id for each in history.moments(snapshot, document) if each.number == number), None)
        if found is None:
            raise NotFound(
                T("The document has no revision {number}.", number=number), T("See them with `document history`.")
            )
        return queries.revision_by_id(snapshot, found)


def name(seat: Seat, wanted: RevisionId, words: str) -> None:
    """Call a revision something, so that it is found again; an earlier name stays on record.

    Raises:
        Invalid: no name, or one of more than 80 characters.
        NotFound: no such revision.
        Refused: no editor.
    """
    words = " ".join(words.split())
    if not 1 <= len(words) <= _LONGEST:
        raise Invalid(T("The name is empty or too long."), T("Give it a name of at most 80 characters."))
    with seat.desk.database.read() as snapshot:
        found = queries.revision_by_id(snapshot, wanted)
    detail: dict[str, Json] = {"revision": found.id, "number": found.number, **seals.sealed(milestone={"name": words})}
    with seat.write(Deed.WRITE, "document.name_revision", Subject("document", found.document), detail) as work:
        history.insert_milestone(work, found.id, words, seat.member.id)


def restore(seat: Seat, wanted: RevisionId, *, revise: bool = False) -> Revision:
    """Bring an earlier revision back as the newest; what stood since stays in the history.

    Raises:
        NotFound: no such revision.
        ReviseFirst, Superseded, Refused: as in `documents.save_revision`.
    """
    require(seat.member, Deed.WRITE)
    with seat.desk.database.read() as snapshot:
        old = queries.revision_by_id(snapshot, wanted)
        head = queries.head_revision(snapshot, old.document)
    draft = draft_of(old)
    if is_same(draft, head):
        return head
    new = next_revision(seat, draft, old.document, head)
    detail: dict[str, Json] = {**saved_detail(new), "restored": old.id}
    with seat.write(Deed.WRITE, "document.save", Subject("document", old.document), detail) as work:
        void_what_waits(work, old.document, revise=revise)
        queries.insert_revision(work, new)
        if old.id != head.id:
            history.insert_origin(work, new, old.id)
        return new
