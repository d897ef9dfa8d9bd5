"""Guards: rules that the database itself enforces by triggers, on both engines, from one source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert

from editor_app.domain.delivery import allowed_moves
from editor_app.storage.tables import transition

if TYPE_CHECKING:
    from sqlalchemy import Connection


def install(connection: Connection) -> None:
    """Make every guard anew and fill the table of allowed moves."""
    connection.execute(delete(transition))
    connection.execute(
        insert(transition), [{"from_state": before, "to_state": after} for before, after in sorted(allowed_moves())]
    )
