"""The audit chain: what a row says, and how its hash binds it to the row before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.identifiers import Digest, sha256
from editor_app.domain.instants import microseconds

if TYPE_CHECKING:
    from datetime import datetime


GENESIS = "0" * 64
"""The hash before the first row."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it: `member:<id>`, `worker:<name>` or `system`."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What it was done to: a kind from the glossary in lower case, and its id."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One line of the audit log."""

    sequence: int
    transaction: str
    at: datetime
    actor: Actor
    action: str
    """`document.save`, `delivery.claim` …"""
    subject: Subject
    detail: str
    """Canonical JSON with ids, digests and reasons; never the text of drafts, never a secret."""
    previous: str
    hash: str
    fits: bool | None = None
    """Whether the hash is the row's, as the database says of a row whose detail an embargo hides; None = see itself."""


def row_hash(row: AuditRow) -> Digest:
    """SHA-256 over the length-prefixed UTF-8 fields, the same in Python and in plpgsql.

    Each field is its length in bytes as 4 big-endian bytes, then its bytes; numbers travel as decimal text.
    """
    fields = (
        row.previous, str(row.sequence), row.transaction, str(microseconds(row.at)), row.actor.key, row.actor.name,
        row.action, row.subject.kind, row.subject.id, row.detail,
    )  # fmt: skip
    parts: list[bytes] = []
    for field in fields:
        content = field.encode()
        parts += len(content).to_bytes(4, "big"), content
    return sha256(b"".join(parts))


def first_break(rows: list[AuditRow], previous: str = GENESIS, sequence: int = 0) -> int | None:
    """The sequence number of the first row that doesn't follow from what stands before it; None = the chain holds.

    Args:
        rows: in order of their sequence.
        previous: the hash before the first of `rows`.
        sequence: the number before the first of `rows`.
    """
    for row in rows:
        if row.sequence != sequence + 1:
            return sequence + 1
        fits = row_hash(row) == row.hash if row.fits is None else row.fits
        if row.previous != previous or not fits:
            return row.sequence
        previous, sequence = row.hash, row.sequence
    return None
