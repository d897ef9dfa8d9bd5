"""One consistent view of a workspace, apart from the door so that queries and the audit log can take it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Snapshot:
    """Everything read through it belongs to the same moment; named queries take it."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
