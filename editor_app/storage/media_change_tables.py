"""The table of changes of the place where a team keeps its pictures: one admin proposes, another one agrees."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Integer, String, Table

from editor_app.storage.tables import metadata
from editor_app.storage.types import CanonicalJson, Instant

__all__ = ("media_change", "metadata")

_ID = String(36)

media_change = Table(
    "media_change",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("becomes", CanonicalJson, nullable=False),
    Column("proposed_by", _ID, ForeignKey("member.id"), nullable=False),
    Column("proposed_at", Instant, nullable=False),
    Column("decision", String(8)),
    Column("decided_by", _ID, ForeignKey("member.id")),
    Column("decided_at", Instant),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    CheckConstraint("decision IN ('agreed', 'declined')", name="decision_known"),
    CheckConstraint("(decision IS NULL) = (decided_by IS NULL)", name="decided_by_somebody"),
)
"""`becomes` is the setting of `media_setting`, exactly as it stands once it is agreed to."""
