"""Tables of embargoes: every step of a document's, and the consents to those that loosen it."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from editor_app.storage.tables import metadata
from editor_app.storage.types import Instant

__all__ = ("EVERYBODY", "embargo", "embargo_consent", "metadata")

_ID = String(36)
_DIGEST = String(64)
EVERYBODY = "*"
"""In `members`: all of them; else their ids, sorted, with a comma before and after each."""

embargo = Table(
    "embargo",
    metadata,
    Column("document", _ID, ForeignKey("document.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("until", Instant),
    Column("members", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", _ID, ForeignKey("member.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("wish", Integer, nullable=False),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    CheckConstraint("reason <> ''", name="says_why"),
    CheckConstraint("wish IN (0, 1)", name="wish_known"),
)
"""A step in force is no wish, or has a consent; the last one in force counts."""

embargo_consent = Table(
    "embargo_consent",
    metadata,
    Column("document", _ID, primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("by", _ID, ForeignKey("member.id"), nullable=False),
    Column("key", _ID, ForeignKey("member_key.id"), nullable=False),
    Column("digest", _DIGEST, nullable=False),
    Column("audit_head", _DIGEST, nullable=False),
    Column("at", Instant, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    ForeignKeyConstraint(["document", "ordinal"], ["embargo.document", "embargo.ordinal"],
                         name="fk_embargo_consent_embargo"),
    CheckConstraint("length(signature) = 64", name="ed25519"),
)  # fmt: skip
