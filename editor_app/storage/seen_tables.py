"""Tables of what was seen: what readers got when a post was read back, and where in a picture a comment points."""

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

__all__ = ("comment_region", "metadata", "observed")

_ID = String(36)

observed = Table(
    "observed",
    metadata,
    Column("delivery", _ID, primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("digest", String(64), nullable=False),
    Column("content", Text, nullable=False),
    ForeignKeyConstraint(["delivery", "ordinal"], ["read_back.delivery", "read_back.ordinal"],
                         name="fk_observed_read_back"),
)  # fmt: skip
"""The canonical form whose digest a read-back carries, with the first read-back of a delivery that saw it."""

comment_region = Table(
    "comment_region",
    metadata,
    Column("thread", _ID, ForeignKey("comment_thread.id"), primary_key=True),
    Column("x", Integer, nullable=False),
    Column("y", Integer, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    CheckConstraint(
        "x >= 0 AND y >= 0 AND width > 0 AND height > 0 AND x + width <= 1000 AND y + height <= 1000",
        name="within_the_picture",
    ),
)
"""Which part of its picture a comment is about, in thousandths of its width and height; no row = the whole of it."""
