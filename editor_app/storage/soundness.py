"""Whether a workspace's database is sound in itself: pages, indexes, foreign keys; apart from what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor_app.storage.database import Snapshot

_FEW = 10


def engine_version(snapshot: Snapshot) -> str:
    """`sqlite 3.45.1`, `postgresql 16.14`."""
    connection = snapshot.connection
    numbers = [str(part) for part in connection.dialect.server_version_info or ()]
    return f"{connection.dialect.name} {'.'.join(numbers)}"


def faults(snapshot: Snapshot) -> list[str]:
    """What the engine finds wrong with its own file, at most ten lines; PostgreSQL looks after itself."""
    connection = snapshot.connection
    if connection.dialect.name != "sqlite":
        return []
    said = [str(row[0]) for row in connection.exec_driver_sql(f"PRAGMA quick_check({_FEW})")]
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_FEW)
    return [line for line in said if line != "ok"] + [f"{row[0]} {row[1]} → {row[2]}" for row in orphans]
