"""Tables of a document's history: from what a revision grew besides the one before it, and names that people gave."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    String,
    Table,
    Text,
)

from editor_app.storage.tables import metadata
from editor_app.storage.types import Instant

_ID = String(36)

revision_origin = Table(
    "revision_origin",
    metadata,
    Column("revision", _ID, primary_key=True),
    Column("parent", _ID, primary_key=True),
    Column("document", _ID, nullable=False),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    ForeignKeyConstraint(["revision", "document"], ["revision.id", "revision.document"],
                         name="fk_revision_origin_revision"),
    ForeignKeyConstraint(["parent", "document"], ["revision.id", "revision.document"],
                         name="fk_revision_origin_parent"),
)  # fmt: skip
"""A further parent: what a merge put in beside its own, what was restored, or on what a stale draft was written."""

milestone = Table(
    "milestone",
    metadata,
    Column("revision", _ID, ForeignKey("revision.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("by", _ID, ForeignKey("member.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    CheckConstraint("name <> ''", name="says_something"),
)
"""A name for a revision that people look for later; the last one counts."""
