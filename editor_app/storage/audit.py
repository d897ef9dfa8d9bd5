"""The audit log in the store: appending to the chain and finding the first line that was altered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import Boolean, bindparam, column, func, insert, select

from editor_app.domain.audit import GENESIS, Actor, AuditRow, Subject, first_break, row_hash
from editor_app.storage.prepared import Prepared
from editor_app.storage.tables import audit
from editor_app.storage.team_state import is_entered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Row

    from editor_app.storage.snapshot import Snapshot

_PAGE = 5_000


def head(snapshot: Snapshot) -> tuple[int, str]:
    """Sequence number and hash of the last row; (0, GENESIS) when there is none."""
    row = (_HEAD_OF_TEAM if is_entered(snapshot.connection) else _HEAD).first(snapshot.connection)
    return (row.sequence, row.hash) if row else (0, GENESIS)


def append(snapshot: Snapshot, row: AuditRow) -> tuple[int, str]:
    """Add one row, whose hash is made here, to the chain; returns its sequence number and hash."""
    digest = row_hash(row)
    _INSERT.run(snapshot.connection, _values(row, digest))
    return row.sequence, digest


def append_many(snapshot: Snapshot, rows: Sequence[AuditRow]) -> list[AuditRow]:
    """Add rows, numbered and chained here in one pass, after the first one's `sequence` and `previous`.

    Args:
        snapshot: the write in progress.
        rows: the first says what it follows; the numbers and hashes of the others are made here.
    """
    chained: list[AuditRow] = []
    for row in rows:
        last = chained[-1] if chained else None
        linked = replace(row, sequence=last.sequence + 1, previous=last.hash) if last is not None else row
        chained.append(replace(linked, hash=row_hash(linked)))
    _INSERT.run_many(snapshot.connection, [_values(row, row.hash) for row in chained])
    return chained


def append_alike(snapshot: Snapshot, first: AuditRow, subjects: Sequence[Subject]) -> tuple[int, str]:
    """Add a row for each subject, which all say the same; returns sequence number and hash of the last one.

    Args:
        snapshot: the write in progress.
        first: what they say, with the number and the `previous` of the first of them.
        subjects: at least one; they are numbered in their order.
    """
    said = first.transaction, first.at, first.actor, first.action
    written, previous = [], first.previous
    for sequence, subject in enumerate(subjects, first.sequence):
        row = AuditRow(sequence, *said, subject, first.detail, previous, "")
        previous = row_hash(row)
        written.append(_values(row, previous))
    _INSERT.run_many(snapshot.connection, written)
    return first.sequence + len(written) - 1, previous


def rows(snapshot: Snapshot, after: int = 0, limit: int = _PAGE) -> list[AuditRow]:
    """Rows with a sequence number greater than `after`, in order; in a team without details that an embargo hides."""
    values = {"after": after, "most": limit}
    if is_entered(snapshot.connection):
        return [replace(_row(row), fits=row.fits) for row in _LINES_OF_TEAM.rows(snapshot.connection, values)]
    return [_row(row) for row in _PAGE_AFTER.rows(snapshot.connection, values)]


def of_subject(snapshot: Snapshot, subject: Subject) -> list[AuditRow]:
    """The rows about one subject, in order."""
    return [_row(row) for row in _OF_SUBJECT.rows(snapshot.connection, {"kind": subject.kind, "id": subject.id})]


def last_of(snapshot: Snapshot, subject: Subject, action: str) -> int:
    """The number of the last row by which that was done to the subject; 0 = it never was."""
    found = {"kind": subject.kind, "id": subject.id, "action": action}
    row = _LAST_OF.first(snapshot.connection, found)
    return 0 if row is None else int(row.sequence or 0)


def first_altered(snapshot: Snapshot) -> int | None:
    """The sequence number of the first row that breaks the chain; None = every row follows from the one before."""
    previous, sequence = GENESIS, 0
    for page in _pages(snapshot):
        broken = first_break(page, previous, sequence)
        if broken is not None:
            return broken
        previous, sequence = page[-1].hash, page[-1].sequence
    return None


def _values(row: AuditRow, digest: str) -> dict[str, object]:
    return {
        "sequence": row.sequence,
        "transaction_id": row.transaction,
        "at": row.at,
        "actor": row.actor.key,
        "actor_name": row.actor.name,
        "action": row.action,
        "subject_kind": row.subject.kind,
        "subject_id": row.subject.id,
        "detail": row.detail,
        "previous": row.previous,
        "hash": digest,
    }


def _pages(snapshot: Snapshot) -> Iterator[list[AuditRow]]:
    after = 0
    while page := rows(snapshot, after):
        yield page
        after = page[-1].sequence


def _row(row: Row[tuple[object, ...]]) -> AuditRow:
    return AuditRow(
        sequence=row.sequence,
        transaction=row.transaction_id,
        at=row.at,
        actor=Actor(row.actor, row.actor_name),
        action=row.action,
        subject=Subject(row.subject_kind, row.subject_id),
        detail=row.detail,
        previous=row.previous,
        hash=row.hash,
    )


_HEAD = Prepared(select(audit.c.sequence, audit.c.hash).order_by(audit.c.sequence.desc()).limit(1))
_last = func.team.head().table_valued(column("sequence", audit.c.sequence.type), column("hash", audit.c.hash.type))
_HEAD_OF_TEAM = Prepared(select(_last.c.sequence, _last.c.hash))
_lines = func.team.lines(bindparam("after"), bindparam("most")).table_valued(
    *(column(each.name, each.type) for each in audit.columns), column("fits", Boolean)
)
_LINES_OF_TEAM = Prepared(select(_lines).order_by(_lines.c.sequence))
_INSERT = Prepared(insert(audit))
_PAGE_AFTER = Prepared(
    select(audit).where(audit.c.sequence > bindparam("after")).order_by(audit.c.sequence).limit(bindparam("most"))
)
_OF_SUBJECT = Prepared(
    select(audit)
    .where(audit.c.subject_kind == bindparam("kind"), audit.c.subject_id == bindparam("id"))
    .order_by(audit.c.sequence)
)
_LAST_OF = Prepared(
    select(func.max(audit.c.sequence).label("sequence")).where(
        audit.c.subject_kind == bindparam("kind"),
        audit.c.subject_id == bindparam("id"),
        audit.c.action == bindparam("action"),
    )
)
