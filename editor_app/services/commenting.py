"""Comments on a document: begin a thread, answer, settle, open again, and see which ones wait."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.comment import (
    Closing,
    Ending,
    Remark,
    Thread,
    ThreadId,
    mentioned,
    require_may_resolve,
    words_of,
)
from editor_app.domain.errors import Refused
from editor_app.domain.identifiers import new_id
from editor_app.domain.member import Deed
from editor_app.domain.text import T
from editor_app.services.anchoring import Placed, placed
from editor_app.storage import seals
from editor_app.storage.queries import accounts, comments, documents, people

if TYPE_CHECKING:
    from editor_app.domain.anchor import Anchor
    from editor_app.domain.canonical import Json
    from editor_app.domain.document import Revision
    from editor_app.domain.identifiers import AccountId, DocumentId, RevisionId
    from editor_app.services.desk import Desk, Seat
    from editor_app.storage.database import Snapshot, Work


@dataclass(frozen=True, slots=True)
class New:
    """What is said, and about what."""

    revision: RevisionId
    """The one that was read."""
    anchor: Anchor
    words: str
    is_must: bool = False
    """It should be settled before anybody signs."""
    replacement: str | None = None
    """What should stand there instead: a suggestion."""


@dataclass(frozen=True, slots=True)
class Count:
    """Open threads of a document."""

    threads: int
    musts: int


def begin(seat: Seat, document: DocumentId, new: New) -> Thread:
    """Begin a thread on a revision of the document.

    Raises:
        Invalid: nothing was said.
        Refused: no right to comment, or a revision of another document.
    """
    words = words_of(new.words)
    thread = ThreadId(new_id())
    # The words stay in their own table: an audit row tells what was done, never what was said.
    who, now = seat.member.id, seat.desk.clock.now()
    begun = Thread(thread, document, new.revision, new.anchor, who, now, new.is_must, new.replacement)
    detail: dict[str, Json] = {"document": document, "revision": new.revision, "suggests": new.replacement is not None}
    content: dict[str, dict[str, object]] = {"comment_thread": comments.thread_values(begun)}
    if new.anchor.region is not None:
        content["comment_region"] = asdict(new.anchor.region)
    detail |= seals.sealed(**content, comment_remark={"words": words})
    with seat.write(Deed.COMMENT, "comment.begin", _of(thread), detail) as work:
        kept = replace(begun, at=work.at)
        comments.insert_thread(work, kept)
        comments.insert_remark(work, thread, _remark(seat, work, 1, words))
        return comments.thread_by_id(work, thread)


def reply(seat: Seat, thread: str, said: str) -> Thread:
    """Say something more in a thread; an answer doesn't settle it.

    Raises:
        NotFound: no such thread.
        Invalid: nothing was said.
    """
    words, found = words_of(said), thread_of(seat.desk, thread)
    detail: dict[str, Json] = {"document": found.document, **seals.sealed(comment_remark={"words": words})}
    with seat.write(Deed.COMMENT, "comment.reply", _of(found.id), detail) as work:
        now = comments.thread_by_id(work, found.id)
        comments.insert_remark(work, found.id, _remark(seat, work, len(now.remarks) + 1, words))
        return comments.thread_by_id(work, found.id)


def resolve(seat: Seat, thread: str, reason: str = "") -> Thread:
    """Say that a thread is settled.

    Raises:
        NotFound: no such thread.
        Refused: it is closed already, or must be settled by somebody else.
    """
    return close(seat, thread, Ending.RESOLVED, reason)


def reopen(seat: Seat, thread: str, reason: str = "") -> Thread:
    """Open a settled thread again.

    Raises:
        NotFound: no such thread.
        Refused: it is open.
    """
    return close(seat, thread, Ending.REOPENED, reason)


def close(seat: Seat, thread: str, ending: Ending, reason: str = "", revision: RevisionId | None = None) -> Thread:
    """Close a thread in one of the ways there are; what `resolve`, `reopen` and suggestions share.

    Raises:
        NotFound, Refused: as there.
    """
    found = thread_of(seat.desk, thread)
    kept = seals.sealed(comment_closing=comments.closing_values(ending, reason.strip(), revision))
    detail: dict[str, Json] = {"document": found.document, "ending": ending.value, **kept}
    with seat.write(Deed.COMMENT, f"comment.{ending.value}", _of(found.id), detail) as work:
        now = comments.thread_by_id(work, found.id)
        if now.is_open is (ending is Ending.REOPENED):
            raise Refused(
                T("This comment is open.") if now.is_open else T("This comment is closed already."),
                T("Look at what was said last."),
            )
        if ending in {Ending.RESOLVED, Ending.REJECTED}:
            require_may_resolve(now, seat.now(work))
        said = Closing(ending, seat.member.id, seat.member.name, work.at, reason.strip(), revision)
        comments.insert_closing(work, now, said)
        return comments.thread_by_id(work, found.id)


def thread_of(desk: Desk, reference: str) -> Thread:
    """The thread with that id or beginning of an id.

    Raises:
        NotFound, Invalid: none, or several.
    """
    with desk.database.read() as snapshot:
        return comments.thread_by_id(snapshot, reference)


def threads(desk: Desk, document: DocumentId, at: RevisionId | None = None) -> tuple[Placed, ...]:
    """Every thread on the document where it stands in the revision `at` (the newest), in reading order, gone ones last.

    A thread on a later revision than `at` is told as well: it was said of the same document.
    """
    with desk.database.read() as snapshot:
        found = comments.threads_of(snapshot, document)
        if not found:
            return ()
        now = documents.revision_by_id(snapshot, at) if at else documents.head_revision(snapshot, document)
        pairs = [(thread, documents.revision_by_id(snapshot, thread.revision)) for thread in found]
        by_id = {account.id: account for account in accounts.all_accounts(snapshot)}
    standing = [placed(each, before, now, by_id.get(each.anchor.account or _NOBODY)) for each, before in pairs]
    return tuple(sorted(standing, key=_in_reading_order))


def placed_now(snapshot: Snapshot, thread: Thread, now: Revision) -> Placed:
    """Where one thread stands in a revision."""
    before = documents.revision_by_id(snapshot, thread.revision)
    by_id = {account.id: account for account in accounts.all_accounts(snapshot)}
    return placed(thread, before, now, by_id.get(thread.anchor.account or _NOBODY))


def counts(desk: Desk) -> dict[DocumentId, Count]:
    """Open threads of each document that has any."""
    with desk.database.read() as snapshot:
        return {document: Count(*pair) for document, pair in comments.open_counts(snapshot).items()}


def waiting(seat: Seat) -> tuple[Thread, ...]:
    """Open threads in which the member is asked or was answered, the oldest first."""
    with seat.desk.database.read() as snapshot:
        return tuple(comments.open_for(snapshot, seat.member.id))


def _remark(seat: Seat, work: Work, ordinal: int, words: str) -> Remark:
    named = mentioned(words, people.members(work))
    return Remark(ordinal, seat.member.id, seat.member.name, work.at, words, named)


def _of(thread: ThreadId) -> Subject:
    return Subject("comment", thread)


def _in_reading_order(one: Placed) -> tuple[bool, int, int, object]:
    order = _FIELDS.index(one.thread.anchor.field) if one.thread.anchor.field in _FIELDS else len(_FIELDS)
    return one.is_orphaned, order, one.found.start if one.found else -1, one.thread.at


_NOBODY: AccountId = ""  # type: ignore[assignment]
_FIELDS = ("title", "summary", "cover", "cover_alt", "body", "picture", "chart", "link")
