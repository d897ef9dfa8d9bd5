"""Tables of the watch around the queue: budgets, health ahead of a slot, emergencies that pass, alarms that were seen.

Apart from `tables`, which holds what is written, signed and sent.
"""

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

from editor_app.domain.account import HealthVerdict
from editor_app.storage.tables import metadata
from editor_app.storage.types import CanonicalJson, Instant

__all__ = ("account_health", "acknowledgement", "budget", "metadata", "passing", "recheck", "worker_seen")

_ID = String(36)

acknowledgement = Table(
    "acknowledgement",
    metadata,
    Column("delivery", _ID, primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("by", _ID, ForeignKey("member.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("note", Text, nullable=False),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    ForeignKeyConstraint(["delivery", "ordinal"], ["read_back.delivery", "read_back.ordinal"],
                         name="fk_acknowledgement_read_back"),
    CheckConstraint("note <> ''", name="says_something"),
)  # fmt: skip
"""Who saw an alarming read-back and what he made of it."""

passing = Table(
    "passing",
    metadata,
    Column("delivery", _ID, ForeignKey("delivery.id"), primary_key=True),
    Column("past", _ID, ForeignKey("delivery.id"), primary_key=True),
    Column("by", _ID, ForeignKey("member.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("reason", Text, nullable=False),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    CheckConstraint("reason <> ''", name="says_why"),
)
"""Emergencies that a publisher let past another delivery whose outcome is not known."""

budget = Table(
    "budget",
    metadata,
    Column("scope", String(300), primary_key=True),
    Column("told_at", Instant, nullable=False),
    Column("paused_until", Instant),
    Column("reason", CanonicalJson),
    Column("remaining", Integer),
    Column("ceiling", Integer),
    Column("resets_at", Instant),
)
"""What platforms said of how much they take: of one account, or of everything of ours at one host."""

account_health = Table(
    "account_health",
    metadata,
    Column("account", _ID, ForeignKey("account.id"), primary_key=True),
    Column("checked_at", Instant, nullable=False),
    Column("verdict", String(12), nullable=False),
    Column("words", CanonicalJson),
    Column("since", Instant, nullable=False),
    CheckConstraint(f"verdict IN ({', '.join(repr(word.value) for word in HealthVerdict)})", name="verdict_known"),
)
"""The last look at an account ahead of a slot; `since` begins with the verdict, so that an incident is told once."""

recheck = Table(
    "recheck",
    metadata,
    Column("delivery", _ID, ForeignKey("delivery.id"), primary_key=True),
    Column("checked_at", Instant, nullable=False),
)
"""When the checks of a waiting delivery were run again ahead of its slot."""

worker_seen = Table(
    "worker_seen",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("host", Text, nullable=False),
    Column("process", Integer, nullable=False),
    Column("seen_at", Instant, nullable=False),
)
"""For the status bar only; liveness is a kernel lock, never this time."""
