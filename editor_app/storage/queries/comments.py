"""Named queries about comments, suggestions and proof reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, exists, func, insert, select

from editor_app.domain.anchor import Anchor
from editor_app.domain.comment import Closing, Ending, Remark, Thread, ThreadId
from editor_app.domain.errors import Invalid, NotFound
from editor_app.domain.identifiers import AccountId, DocumentId, EditionId, MemberId, RevisionId
from editor_app.domain.text import T
from editor_app.storage.comment_tables import comment_closing, comment_remark, comment_thread, reading
from editor_app.storage.queries import embargo, seen
from editor_app.storage.tables import member, revision

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Row

    from editor_app.storage.database import Snapshot, Work


@dataclass(frozen=True, slots=True)
class Reading:
    """How far somebody proof-read the variant of an account."""

    edition: EditionId
    account: AccountId
    by: MemberId
    name: str
    reached: int
    """Sentences read."""
    total: int
    at: datetime

    @property
    def is_to_the_end(self) -> bool:
        """Whether every sentence was read."""
        return self.reached == self.total


def insert_thread(work: Work, new: Thread) -> None:
    """Begin a thread; its first remark follows."""
    who = {"by": new.by, "at": new.at, "audit_sequence": work.sequence}
    work.connection.execute(_INSERT_THREAD, {**thread_values(new), **who})
    if new.anchor.region is not None:
        seen.insert_region(work, new.id, new.anchor.region)


def thread_values(new: Thread) -> dict[str, object]:
    """The columns that say what a thread is about."""
    anchor = new.anchor
    return {
        "id": new.id,
        "document": new.document,
        "revision": new.revision,
        "field": anchor.field,
        "subject": anchor.subject,
        "account": anchor.account,
        "quote": anchor.quote,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "start": anchor.start,
        "is_must": int(new.is_must),
        "replacement": new.replacement,
    }


def insert_remark(work: Work, thread: ThreadId, new: Remark) -> None:
    """Add what was said at the end of a thread."""
    values = {"thread": thread, "ordinal": new.ordinal, "words": new.words, "mentions": list(new.mentions)}
    work.connection.execute(_INSERT_REMARK, {**values, "by": new.by, "at": new.at, "audit_sequence": work.sequence})


def insert_closing(work: Work, thread: Thread, new: Closing) -> None:
    """Close a thread, or open it again."""
    values = {"thread": thread.id, "ordinal": len(thread.closings) + 1, "by": new.by, "at": new.at}
    kept = closing_values(new.ending, new.reason, new.revision)
    work.connection.execute(_INSERT_CLOSING, {**values, **kept, "audit_sequence": work.sequence})


def closing_values(ending: Ending, reason: str, revision_: RevisionId | None) -> dict[str, object]:
    """The columns of how a thread ended."""
    return {"ending": ending.value, "reason": reason, "revision": revision_}


def threads_of(snapshot: Snapshot, document: DocumentId) -> list[Thread]:
    """Every thread on a document, the oldest first."""
    embargo.require_seen(snapshot, document)
    rows = snapshot.connection.execute(_OF_DOCUMENT, {"wanted": document}).all()
    return [_thread(snapshot, row) for row in rows]


def thread_by_id(snapshot: Snapshot, wanted: str) -> Thread:
    """The thread with that id, or six characters or more of its beginning.

    Raises:
        NotFound: none.
        Invalid: the beginning fits several.
    """
    beginning = wanted.lower()
    rows = snapshot.connection.execute(_BY_PREFIX, {"prefix": beginning}).all() if len(beginning) >= _SHORTEST else []
    if not rows:
        raise NotFound(T("There is no such comment."), T("See them with `editor-app comment list DOCUMENT`."))
    if len(rows) > 1:
        raise Invalid(T("“{name}” fits several comments.", name=wanted), T("Write more of the id."))
    embargo.require_seen(snapshot, rows[0].document)
    return _thread(snapshot, rows[0])


def open_counts(snapshot: Snapshot) -> dict[DocumentId, tuple[int, int]]:
    """For each document with open threads: how many, and how many of them should be settled before signing."""
    rows = snapshot.connection.execute(_COUNTS)
    return {DocumentId(row.document): (row.threads, row.musts) for row in rows}


def open_for(snapshot: Snapshot, who: MemberId) -> list[Thread]:
    """Open threads that name `who` or stand on what `who` wrote, and whose last word is somebody else's."""
    hidden = embargo.hidden(snapshot)
    rows = [row for row in snapshot.connection.execute(_OPEN_ALL) if row.document not in hidden]
    found = [(_thread(snapshot, row), MemberId(row.author)) for row in rows]
    return [each for each, author in found if each.remarks[-1].by != who and (author == who or _concerns(each, who))]


def _concerns(thread: Thread, who: MemberId) -> bool:
    return thread.by == who or any(remark.by == who or who in remark.mentions for remark in thread.remarks)


def insert_reading(work: Work, new: Reading) -> None:
    """Keep how far somebody has read."""
    wanted = {"edition": new.edition, "account": new.account, "reader": new.by}
    last = work.connection.execute(_LAST_READING, wanted).scalar_one()
    values = {"edition": new.edition, "account": new.account, "by": new.by, "ordinal": last + 1}
    read = {"reached": new.reached, "total": new.total, "at": new.at, "audit_sequence": work.sequence}
    work.connection.execute(_INSERT_READING, {**values, **read})


def readings(snapshot: Snapshot, edition: EditionId) -> list[Reading]:
    """How far everybody has read each variant of an edition, the newest word of each."""
    return [_reading(row) for row in snapshot.connection.execute(_READINGS, {"wanted": edition})]


def ever_finished(snapshot: Snapshot, edition: EditionId) -> list[Reading]:
    """Who has read which variant to its end, also when they began it again since."""
    return [_reading(row) for row in snapshot.connection.execute(_FINISHED, {"wanted": edition})]


def every_reading(snapshot: Snapshot, edition: EditionId) -> list[Reading]:
    """Every word about reading the variants of an edition, in the order of the audit log."""
    return [_reading(row) for row in snapshot.connection.execute(_EVERY_READING, {"wanted": edition})]


def _reading(row: Row[tuple[object, ...]]) -> Reading:
    edition, account = EditionId(row.edition), AccountId(row.account)
    return Reading(edition, account, MemberId(row.by), row.name, row.reached, row.total, row.at)


def _thread(snapshot: Snapshot, row: Row[tuple[object, ...]]) -> Thread:
    account = AccountId(row.account) if row.account else None
    region = seen.region_of(snapshot, row.id) if row.field == "picture" else None
    wanted = {"wanted": row.id}
    return Thread(
        id=ThreadId(row.id),
        document=DocumentId(row.document),
        revision=RevisionId(row.revision),
        anchor=Anchor(row.field, account, row.subject, row.quote, row.prefix, row.suffix, row.start, region),
        by=MemberId(row.by),
        at=row.at,
        is_must=bool(row.is_must),
        replacement=row.replacement,
        remarks=tuple(
            Remark(one.ordinal, MemberId(one.by), one.name, one.at, one.words, tuple(map(MemberId, one.mentions)))
            for one in snapshot.connection.execute(_REMARKS, wanted)
        ),
        closings=tuple(
            Closing(
                Ending(one.ending),
                MemberId(one.by),
                one.name,
                one.at,
                one.reason,
                RevisionId(one.revision) if one.revision else None,
            )
            for one in snapshot.connection.execute(_CLOSINGS, wanted)
        ),
    )


_SHORTEST = 6
_INSERT_THREAD = insert(comment_thread)
_INSERT_REMARK = insert(comment_remark)
_INSERT_CLOSING = insert(comment_closing)
_INSERT_READING = insert(reading)
_ORDER = (comment_thread.c.at, comment_thread.c.id)
_OF_DOCUMENT = select(comment_thread).where(comment_thread.c.document == bindparam("wanted")).order_by(*_ORDER)
_BY_PREFIX = select(comment_thread).where(comment_thread.c.id.startswith(bindparam("prefix"))).limit(2)
_REMARKS = (
    select(comment_remark, member.c.name)
    .join(member, member.c.id == comment_remark.c.by)
    .where(comment_remark.c.thread == bindparam("wanted"))
    .order_by(comment_remark.c.ordinal)
)
_CLOSINGS = (
    select(comment_closing, member.c.name)
    .join(member, member.c.id == comment_closing.c.by)
    .where(comment_closing.c.thread == bindparam("wanted"))
    .order_by(comment_closing.c.ordinal)
)
_later = comment_closing.alias("later")
_closed = exists().where(
    and_(
        comment_closing.c.thread == comment_thread.c.id,
        comment_closing.c.ending != "reopened",
        ~exists().where(
            and_(_later.c.thread == comment_closing.c.thread, _later.c.ordinal > comment_closing.c.ordinal)
        ),
    )
)
_OPEN_ALL = (
    select(comment_thread, revision.c.author)
    .join(revision, revision.c.id == comment_thread.c.revision)
    .where(~_closed)
    .order_by(*_ORDER)
)
_COUNTS = (
    select(
        comment_thread.c.document,
        func.count().label("threads"),
        func.sum(comment_thread.c.is_must).label("musts"),
    )
    .where(~_closed)
    .group_by(comment_thread.c.document)
)
_LAST_READING = select(func.coalesce(func.max(reading.c.ordinal), 0)).where(
    reading.c.edition == bindparam("edition"),
    reading.c.account == bindparam("account"),
    reading.c.by == bindparam("reader"),
)
_newer = reading.alias("newer")
_FINISHED = (
    select(reading, member.c.name)
    .join(member, member.c.id == reading.c.by)
    .where(reading.c.edition == bindparam("wanted"), reading.c.reached == reading.c.total)
)
_EVERY_READING = (
    select(reading, member.c.name)
    .join(member, member.c.id == reading.c.by)
    .where(reading.c.edition == bindparam("wanted"))
    .order_by(reading.c.audit_sequence)
)
_READINGS = (
    select(reading, member.c.name)
    .join(member, member.c.id == reading.c.by)
    .where(
        reading.c.edition == bindparam("wanted"),
        ~exists().where(
            and_(
                _newer.c.edition == reading.c.edition,
                _newer.c.account == reading.c.account,
                _newer.c.by == reading.c.by,
                _newer.c.ordinal > reading.c.ordinal,
            )
        ),
    )
    .order_by(reading.c.at, reading.c.account)
)
