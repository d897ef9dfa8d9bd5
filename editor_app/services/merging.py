"""A save on a revision that isn't the newest any more: put together with what others saved; apart as it asks back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from editor_app.domain.audit import Subject
from editor_app.domain.errors import Conflict
from editor_app.domain.member import Deed, require
from editor_app.domain.merging import merge
from editor_app.domain.text import T, T_n
from editor_app.services import documents
from editor_app.services.documents import Draft, is_same, next_revision, require_storable, saved_detail, void_what_waits
from editor_app.storage.queries import documents as queries
from editor_app.storage.queries import history
from editor_app.storage.queries.documents import Superseded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.canonical import Json
    from editor_app.domain.document import Revision
    from editor_app.domain.identifiers import DocumentId, RevisionId
    from editor_app.domain.merging import Merge
    from editor_app.domain.text_merge import Keep
    from editor_app.services.desk import Desk, Seat
    from editor_app.storage.database import Work


@dataclass(frozen=True, slots=True)
class Stale:
    """A draft whose revision was overtaken, beside what overtook it."""

    base: Revision
    """On which the draft was written."""
    theirs: Revision
    """The newest."""
    draft: Draft
    found: Merge

    def draft_with(self, keeps: Sequence[Keep]) -> Draft:
        """What would be saved with one word for each conflict."""
        return Draft(*self.found.written(keeps))


@dataclass(frozen=True, slots=True)
class Sending:
    """A save from a place that doesn't know whether its last one arrived."""

    document: DocumentId
    based_on: RevisionId
    draft: Draft
    unanswered: Draft | None = None
    """What was sent before and got no answer; found as the newest, it is one's own and nobody else's."""


class Undecided(Conflict):
    """Two people wrote different things at the same places; somebody says what stays."""

    code: ClassVar[str] = "undecided"

    def __init__(self, stale: Stale) -> None:
        super().__init__(
            T_n(
                "Revision {number} was saved meanwhile and differs in {count} place from yours.",
                "Revision {number} was saved meanwhile and differs in {count} places from yours.",
                number=stale.theirs.number,
                count=len(stale.found.conflicts),
            ),
            T("Nothing was saved, and your text is kept; say for each place what stays."),
        )
        self.stale = stale


def compared(desk: Desk, document: DocumentId, based_on: RevisionId, draft: Draft) -> Stale:
    """The draft beside the newest revision, both of which began as `based_on`.

    Raises:
        NotFound: no such document or revision.
    """
    with desk.database.read() as snapshot:
        base = queries.revision_by_id(snapshot, based_on)
        theirs = queries.head_revision(snapshot, document)
    return Stale(base, theirs, draft, merge(base, draft, theirs))


def save(seat: Seat, document: DocumentId, based_on: RevisionId, draft: Draft, *, revise: bool = False) -> Revision:
    """Keep `draft`; when others saved meanwhile and wrote elsewhere in it, together with what they wrote.

    Raises:
        Undecided: both wrote at the same places; nothing was saved.
        Invalid, ReviseFirst, Refused: as in `documents.save_revision`.
    """
    while True:
        try:
            return documents.save_revision(seat, document, based_on, draft, revise=revise)
        except Superseded:
            stale = compared(seat.desk, document, based_on, draft)
        if stale.found.conflicts:
            raise Undecided(stale)
        try:
            return save_merged(seat, stale, (), revise=revise)
        except Superseded:
            continue  # and once more; whoever is slower merges again


def save_after(seat: Seat, sending: Sending, *, revise: bool = False) -> Revision:
    """`save` for who lost an answer, as on a slow disk: their own last words are no conflict with their next ones.

    Raises:
        Undecided, Invalid, ReviseFirst, Refused: as in `save`.
    """
    based_on = sending.based_on
    if sending.unanswered is not None:
        with seat.desk.database.read() as snapshot:
            head = queries.head_revision(snapshot, sending.document)
        if head.author == seat.member.id and head.parent == based_on and is_same(sending.unanswered, head):
            based_on = head.id
    return save(seat, sending.document, based_on, sending.draft, revise=revise)


def save_merged(seat: Seat, stale: Stale, keeps: Sequence[Keep], *, revise: bool = False) -> Revision:
    """Keep the draft as a revision of its own and what both together make as the next; returns the latter.

    Both revisions say in the history from what else they grew. Nothing is stored twice: what is already there, or
    is the draft itself, makes no second revision.

    Raises:
        Superseded: somebody saved again meanwhile; compare anew.
        Invalid, ReviseFirst, Refused: as in `documents.save_revision`.
    """
    require(seat.member, Deed.WRITE)
    merged, theirs = stale.draft_with(keeps), stale.theirs
    for draft in (stale.draft, merged):
        require_storable(draft)
    if is_same(stale.draft, theirs) or (is_same(merged, theirs) and not stale.found.conflicts):
        return theirs
    mine = next_revision(seat, stale.draft, theirs.document, theirs)
    detail: dict[str, Json] = {**saved_detail(mine), "base": stale.base.id}
    with seat.write(Deed.WRITE, "document.save", _of(mine), detail) as work:
        void_what_waits(work, theirs.document, revise=revise)
        queries.insert_revision(work, mine)
        history.insert_origin(work, mine, stale.base.id)
        return mine if is_same(merged, mine) else _save_on_top(work, seat, merged, (mine, theirs))


def _save_on_top(work: Work, seat: Seat, merged: Draft, parents: tuple[Revision, Revision]) -> Revision:
    mine, theirs = parents
    both = next_revision(seat, merged, mine.document, mine)
    detail: dict[str, Json] = {**saved_detail(both), "merged": [mine.id, theirs.id]}
    work.record("document.save", _of(both), detail)
    queries.insert_revision(work, both)
    history.insert_origin(work, both, theirs.id)
    return both


def _of(revision: Revision) -> Subject:
    return Subject("document", revision.document)
