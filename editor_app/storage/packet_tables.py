"""The table of what reviewers without a seat read to its end, as their signed decisions say."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Integer, String, Table

from editor_app.storage.tables import metadata

__all__ = ("metadata", "packet_reading")

_ID = String(36)
_DIGEST = String(64)

packet_reading = Table(
    "packet_reading",
    metadata,
    Column("edition", _ID, ForeignKey("edition.id"), primary_key=True),
    Column("by", _ID, ForeignKey("member.id"), primary_key=True),
    Column("account", _ID, ForeignKey("account.id"), primary_key=True),
    Column("ordinal", Integer, nullable=False),
    Column("content", _DIGEST, nullable=False),
    Column("sentences", _DIGEST, nullable=False),
    Column("total", Integer, nullable=False),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    CheckConstraint("total > 0 AND ordinal > 0", name="something"),
)
"""Written in the transaction of the signature, before it, as `signed_for` is."""
