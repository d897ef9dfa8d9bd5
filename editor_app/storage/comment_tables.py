"""Tables of comments, suggestions and proof reading: what is said about a text, beside it, and how far it was read."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from editor_app.domain.comment import Ending
from editor_app.storage.tables import metadata
from editor_app.storage.types import CanonicalJson, Instant

__all__ = ("comment_closing", "comment_remark", "comment_thread", "metadata", "reading")

_ID = String(36)

comment_thread = Table(
    "comment_thread",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("document", _ID, ForeignKey("document.id"), nullable=False),
    Column("revision", _ID, ForeignKey("revision.id"), nullable=False),
    Column("field", String(24), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("account", _ID, ForeignKey("account.id")),
    Column("quote", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("suffix", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("is_must", Integer, nullable=False),
    Column("replacement", Text),
    Column("by", _ID, ForeignKey("member.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    CheckConstraint("is_must IN (0, 1)", name="must_or_may"),
    CheckConstraint("replacement IS NULL OR quote <> ''", name="replaces_something"),
    Index("ix_comment_thread_document", "document"),
)
"""What a comment or suggestion is about, as it stood when it was begun."""

comment_remark = Table(
    "comment_remark",
    metadata,
    Column("thread", _ID, ForeignKey("comment_thread.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("words", Text, nullable=False),
    Column("mentions", CanonicalJson, nullable=False),
    Column("by", _ID, ForeignKey("member.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    CheckConstraint("words <> ''", name="says_something"),
)
"""What was said, one after the other."""

comment_closing = Table(
    "comment_closing",
    metadata,
    Column("thread", _ID, ForeignKey("comment_thread.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("ending", String(10), nullable=False),
    Column("reason", Text, nullable=False),
    Column("revision", _ID, ForeignKey("revision.id")),
    Column("by", _ID, ForeignKey("member.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    CheckConstraint(f"ending IN ({', '.join(repr(word.value) for word in Ending)})", name="ending_known"),
    CheckConstraint("ending <> 'rejected' OR reason <> ''", name="rejects_with_a_reason"),
    CheckConstraint("(ending = 'applied') = (revision IS NOT NULL)", name="applies_in_a_revision"),
)
"""How it ended, or was opened again; the last row counts."""

reading = Table(
    "reading",
    metadata,
    Column("edition", _ID, ForeignKey("edition.id"), primary_key=True),
    Column("account", _ID, ForeignKey("account.id"), primary_key=True),
    Column("by", _ID, ForeignKey("member.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("reached", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    CheckConstraint("reached >= 0 AND reached <= total AND total > 0", name="within_the_text"),
)
"""How far somebody proof-read the variant of an account, sentence by sentence; reached = total is "to the end"."""
