"""The table of adoptions: posts that a copy of a workspace sent elsewhere, and that a person keeps here as sent."""

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

__all__ = ("adoption", "metadata")

_ID = String(36)

adoption = Table(
    "adoption",
    metadata,
    Column("delivery", _ID, primary_key=True),
    Column("step", Integer, primary_key=True, autoincrement=False),
    Column("remote_id", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("observed", String(64), nullable=False),
    Column("by", _ID, ForeignKey("member.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    ForeignKeyConstraint(["delivery", "step"], ["delivery_step.delivery", "delivery_step.ordinal"],
                         name="fk_adoption_step"),
    CheckConstraint("remote_id <> ''", name="names_a_post"),
    CheckConstraint("observed = '' OR length(observed) = 64", name="digest_of_a_reading"),
)  # fmt: skip
"""Each public step that another copy did: what it gave, and the digest of what readers got when it was adopted.

`observed` is empty where the platform can't be read.
"""
