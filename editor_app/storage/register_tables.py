"""Tables of the register of accounts: what is filed of each, line by line, and which are still to be entered."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Integer, String, Table
from sqlalchemy import Text as Words

from editor_app.domain.register import RegisterState
from editor_app.storage.tables import metadata
from editor_app.storage.types import Instant

__all__ = ("metadata", "register_call", "register_entry")

_ID = String(36)
_DAY = String(10)

register_entry = Table(
    "register_entry",
    metadata,
    Column("account", _ID, ForeignKey("account.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("state", String(8), nullable=False),
    Column("owner_unit", Words, nullable=False),
    Column("operator_unit", Words, nullable=False),
    Column("responsible", Words, nullable=False),
    Column("filing_number", Words, nullable=False),
    Column("filed_on", _DAY),
    Column("due_on", _DAY),
    Column("publish_until", Instant),
    Column("exemption", Words, nullable=False),
    Column("note", Words, nullable=False),
    Column("by", _ID, ForeignKey("member.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
    CheckConstraint(f"state IN ({', '.join(repr(word.value) for word in RegisterState)})", name="state_known"),
    CheckConstraint(
        "state <> 'open' OR (filing_number <> '' AND filed_on IS NOT NULL AND owner_unit <> '' AND responsible <> '')",
        name="open_is_complete",
    ),
    CheckConstraint("(state IN ('opening', 'changing', 'closing')) = (due_on IS NOT NULL)", name="owed_has_a_day"),
    CheckConstraint("(state = 'opening') = (publish_until IS NOT NULL)", name="opening_has_an_end"),
)
"""An account's page in the register; the line with the highest number holds, and none is ever changed."""

register_call = Table(
    "register_call",
    metadata,
    Column("account", _ID, ForeignKey("account.id"), primary_key=True),
    Column("at", Instant, nullable=False),
    Column("due_on", _DAY, nullable=False),
    Column("publish_until", Instant, nullable=False),
    Column("audit_sequence", BigInteger, ForeignKey("audit.sequence"), nullable=False),
)
"""An account that was there before the register was: the worker calls for its entry, once."""
