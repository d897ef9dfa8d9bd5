"""Every step from one schema to the next, in order; Alembic's operations, run by `storage.schema` in one transaction.

A migration never rebuilds a guarded table: the guards are taken away before the first step and made anew after the
last, and a migrated workspace equals a fresh one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from editor_app.storage.migrations import m0001_first, m0002_watch, m0003_approval, m0004_scale

if TYPE_CHECKING:
    from types import ModuleType


class Migration(Protocol):
    """One step; a module whose number is its place."""

    revision: str
    """`0001` …"""
    down_revision: str | None

    def upgrade(self) -> None:
        """Change the schema, through `alembic.op`."""
        ...


def _steps(*modules: ModuleType) -> tuple[Migration, ...]:
    return tuple(cast("Migration", module) for module in modules)


MIGRATIONS = _steps(m0001_first, m0002_watch, m0003_approval, m0004_scale)
