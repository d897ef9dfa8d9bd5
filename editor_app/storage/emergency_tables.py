"""Tables of the emergency lane: templates as admins changed them, what fills them, reasons, second looks, openings."""

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
from editor_app.storage.types import CanonicalJson, Instant

__all__ = ("emergency", "emergency_filling", "emergency_template", "lane_opening", "metadata", "settlement")

_ID = String(36)
_DIGEST = String(64)

emergency_template = Table(
    "emergency_template",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(20), nullable=False),
    Column("wordings", CanonicalJson, nullable=False),
    Column("by", _ID, ForeignKey("member.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("reason", Text, nullable=False),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    CheckConstraint("reason <> ''", name="says_why"),
)
"""Locked wordings that an admin changed; those never changed are read from the program's resources."""

emergency_filling = Table(
    "emergency_filling",
    metadata,
    Column("document", _ID, ForeignKey("document.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("template", String(40), nullable=False),
    Column("version", Integer, nullable=False),
    Column("wording", CanonicalJson, nullable=False),
    Column("digest", _DIGEST, nullable=False),
    Column("slots", CanonicalJson, nullable=False),
    Column("by", _ID, ForeignKey("member.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
)
"""With which wording and values a document was made; the last one counts."""

lane_opening = Table(
    "lane_opening",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("by", _ID, ForeignKey("member.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("reason", Text, nullable=False),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    CheckConstraint("reason <> ''", name="says_why"),
)
"""An admin let one more emergency in although a second look is overdue."""

emergency = Table(
    "emergency",
    metadata,
    Column("edition", _ID, ForeignKey("edition.id"), primary_key=True),
    Column("document", _ID, nullable=False),
    Column("filling", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("opening", _ID, ForeignKey("lane_opening.id"), unique=True),
    Column("by", _ID, ForeignKey("member.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    ForeignKeyConstraint(["document", "filling"], ["emergency_filling.document", "emergency_filling.ordinal"],
                         name="fk_emergency_filling"),
    CheckConstraint("reason <> ''", name="says_why"),
)  # fmt: skip
"""An edition that took the lane, and why."""

settlement = Table(
    "settlement",
    metadata,
    Column("edition", _ID, ForeignKey("emergency.edition"), primary_key=True),
    Column("verdict", String(8), nullable=False),
    Column("by", _ID, ForeignKey("member.id"), nullable=False),
    Column("key", _ID, ForeignKey("member_key.id"), nullable=False),
    Column("digest", _DIGEST, nullable=False),
    Column("audit_head", _DIGEST, nullable=False),
    Column("at", Instant, nullable=False),
    Column("note", Text, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    CheckConstraint("verdict IN ('upheld', 'disputed')", name="verdict_known"),
    CheckConstraint("verdict <> 'disputed' OR note <> ''", name="dispute_says_why"),
    CheckConstraint("length(signature) = 64", name="ed25519"),
)
"""The second person's signature after the fact; kept apart from the stages that let the edition go."""
