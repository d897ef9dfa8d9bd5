"""The table of renewals: approvals that somebody looked at again before they grew too old."""

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
    UniqueConstraint,
)

from editor_app.domain.approval import Where
from editor_app.storage.tables import metadata
from editor_app.storage.types import Instant

__all__ = ("metadata", "renewal", "renewed_for")

_ID = String(36)
_DIGEST = String(64)

renewal = Table(
    "renewal",
    metadata,
    Column("edition", _ID, primary_key=True),
    Column("round", Integer, primary_key=True, autoincrement=False),
    Column("by", _ID, ForeignKey("member.id"), primary_key=True),
    Column("stage", Integer, nullable=False),
    Column("key", _ID, ForeignKey("member_key.id"), nullable=False),
    Column("digest", _DIGEST, nullable=False),
    Column("audit_head", _DIGEST, nullable=False),
    Column("at", Instant, nullable=False),
    Column("made_in", String(12), nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    ForeignKeyConstraint(["edition", "stage"], ["edition_stage.edition", "edition_stage.ordinal"],
                         name="fk_renewal_stage"),
    CheckConstraint("length(signature) = 64", name="ed25519"),
    CheckConstraint(f"made_in IN ({', '.join(repr(w.value) for w in Where)})", name="made_in_known"),
)  # fmt: skip
"""A signature over the digest that was approved; the latest use counts from the last round that is complete."""

renewed_for = Table(
    "renewed_for",
    metadata,
    Column("edition", _ID, ForeignKey("edition.id"), primary_key=True),
    Column("round", Integer, primary_key=True, autoincrement=False),
    Column("by", _ID, ForeignKey("member.id"), primary_key=True),
    Column("principal", _ID, ForeignKey("member.id"), nullable=False),
    Column("deputy", _ID, ForeignKey("deputy.id"), nullable=False),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    UniqueConstraint("edition", "round", "principal", name="uq_renewed_for_principal"),
)
"""For whom a deputy looks again; it comes before the look itself."""
