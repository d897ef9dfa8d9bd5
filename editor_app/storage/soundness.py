"""Whether a workspace's database is sound in itself: guards, pages, references; apart from what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.storage import guards, team_state

if TYPE_CHECKING:
    from editor_app.storage.database import Snapshot

_FEW = 10


def engine_version(snapshot: Snapshot) -> str:
    """`sqlite 3.45.1`, `postgresql 16.14`."""
    connection = snapshot.connection
    numbers = [str(part) for part in connection.dialect.server_version_info or ()]
    return f"{connection.dialect.name} {'.'.join(numbers)}"


def altered_guards(snapshot: Snapshot) -> list[str]:
    """Names of guards that are missing or not as this program made them; of a team also rights and row rules."""
    return [*guards.altered(snapshot.connection), *team_state.altered(snapshot.connection)]


def faults(snapshot: Snapshot) -> list[str]:
    """What is wrong with guards, pages and references, at most ten lines of each kind.

    PostgreSQL looks after its own pages and references.
    """
    connection = snapshot.connection
    altered = [f"guard altered: {name}" for name in altered_guards(snapshot)[:_FEW]]
    if connection.dialect.name != "sqlite":
        return altered
    said = [str(row[0]) for row in connection.exec_driver_sql(f"PRAGMA quick_check({_FEW})")]
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_FEW)
    broken = [f"{row[0]} {row[1]} → {row[2]}" for row in orphans]
    return [*altered, *(line for line in said if line != "ok"), *broken]
