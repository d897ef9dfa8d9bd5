"""Tables of the review room: who is at a document just now."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, String, Table

from editor_app.storage.tables import metadata
from editor_app.storage.types import Instant

_ID = String(36)

presence = Table(
    "presence",
    metadata,
    Column("document", _ID, ForeignKey("document.id"), primary_key=True),
    Column("member", _ID, ForeignKey("member.id"), primary_key=True),
    Column("seat", _ID, primary_key=True),
    Column("view", String(12), nullable=False),
    Column("came_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
)
"""A window in which a member has the document open; a sign of life that is forgotten when it stops."""
