"""One consistent view of a workspace, apart from the door so that queries and the audit log can take it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Snapshot:
    """Everything read through it belongs to the same moment; named queries take it."""

    def __init__(self, connection: Connection, reader: str | None = None) -> None:
        self.connection = connection
        self.reader = reader
        """Who reads: a member's id; empty = nobody we know; None = the program itself, which sees everything."""
        self.hidden: frozenset[str] | None = None
        """Documents that an embargo hides from the reader, once `queries.embargo` has looked."""
        self.veil = ""
        """What stands instead of their titles, once it has been asked for."""

    def unveiled(self) -> Snapshot:
        """The same moment as the program itself sees it, for what nobody is shown."""
        return Snapshot(self.connection)
