"""Closing a workspace that has moved elsewhere, saying where it went, and opening it again when the move failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.storage.database import Work
from editor_app.storage.move_rules import MOVED
from editor_app.storage.queries.settings import set_value, value_of
from editor_app.storage.refusals import in_words
from editor_app.storage.transactions import Transactions

if TYPE_CHECKING:
    from editor_app.domain.audit import Actor, Subject
    from editor_app.storage.database import Database
    from editor_app.storage.snapshot import Snapshot


def close_for_writing(work: Work, place: str) -> None:
    """Let this write be the last one, and keep where the workspace goes."""
    set_value(work, MOVED, place)


def moved_to(snapshot: Snapshot) -> str | None:
    """Where the workspace went; None = it is still here."""
    said = value_of(snapshot, MOVED)
    return None if said is None else str(said)


def open_for_writing(database: Database, actor: Actor, action: str, subject: Subject) -> None:
    """Take the closing back, with an audit row of its own."""
    transactions = Transactions(database.engine)
    try:
        with in_words(), transactions.writing() as connection:
            work = Work(connection, database.clock, actor)
            set_value(work, MOVED, None)
            work.record(action, subject)
    finally:
        transactions.close()
