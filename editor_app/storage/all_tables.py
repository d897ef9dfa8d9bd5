"""Every table of the schema, whichever module describes it."""

from __future__ import annotations

from editor_app.storage import (
    adoption_tables,
    comment_tables,
    duty_tables,
    embargo_tables,
    emergency_tables,
    history_tables,
    media_change_tables,
    message_tables,
    packet_tables,
    recall_tables,
    register_tables,
    renewal_tables,
    review_tables,
    seen_tables,
    watch_tables,
)
from editor_app.storage.tables import metadata

__all__ = ("metadata",)

MODULES = (
    adoption_tables,
    watch_tables,
    review_tables,
    comment_tables,
    duty_tables,
    emergency_tables,
    embargo_tables,
    history_tables,
    media_change_tables,
    recall_tables,
    register_tables,
    renewal_tables,
    seen_tables,
    message_tables,
    packet_tables,
)
"""They add their tables to the same metadata; a module of tables is named here."""
