"""Tables of answers to readers' messages: each with its intent before it was sent, and what became of it."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, Integer, String, Table, Text

from editor_app.domain.message import Outcome
from editor_app.storage.tables import metadata
from editor_app.storage.types import CanonicalJson, Instant

__all__ = ("message_outcome", "message_reply", "metadata")

_ID = String(36)

message_reply = Table(
    "message_reply",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("delivery", _ID, ForeignKey("delivery.id"), nullable=False),
    Column("message", Text, nullable=False),
    Column("mark", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("request_digest", String(64), nullable=False),
    Column("by", _ID, ForeignKey("member.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("boot", String(64), nullable=False),
    Column("boot_microseconds", BigInteger, nullable=False),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    CheckConstraint("words <> ''", name="says_something"),
    Index("ix_message_reply_delivery", "delivery"),
)
"""An intent to answer a message below a published delivery; committed before the first byte."""

message_outcome = Table(
    "message_outcome",
    metadata,
    Column("reply", _ID, ForeignKey("message_reply.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("delivery", _ID, ForeignKey("delivery.id"), nullable=False),
    Column("outcome", String(8), nullable=False),
    Column("remote_id", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("reason", CanonicalJson),
    Column("by", _ID, ForeignKey("member.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    CheckConstraint(f"outcome IN ({', '.join(repr(one.value) for one in Outcome)})", name="outcome_known"),
    CheckConstraint("outcome = 'done' OR remote_id = ''", name="names_what_is_there"),
)
"""What became of it, one after the other: done, refused, unknown, absent; only after `unknown` another one follows."""
