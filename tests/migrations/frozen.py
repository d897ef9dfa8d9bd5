"""Writes the newest migration out of what the tables have and the older ones have not, until it is released.

`python -m tests.migrations.frozen` after adding a table or an index. A released migration never changes: its digest
stands in `test_chain`. A column that is added or changed needs a migration written by hand.
"""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from editor_app.storage.all_tables import metadata
from editor_app.storage.migrations import m0001_first, m0002_watch, m0003_approval

PATH = Path(__file__).parents[2] / "editor_app" / "storage" / "migrations" / "m0004_scale.py"
HEAD = '''"""The indexes without which a queue of years is read whole."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the tables and indexes."""
    words = {"bytes": "BYTEA" if op.get_bind().dialect.name == "postgresql" else "BLOB"}
    for statement in _STATEMENTS.split(";"):
        op.execute(statement.strip().format_map(words))


_STATEMENTS = """
'''


def statements() -> list[str]:
    """CREATE statements in the order of their dependencies, with names for what the engines call differently."""
    dialect = sqlite.dialect()
    made = []
    for table in metadata.sorted_tables:
        made.append(str(CreateTable(table).compile(dialect=dialect)))
        made += [
            str(CreateIndex(index).compile(dialect=dialect))
            for index in sorted(table.indexes, key=lambda each: str(each.name))
        ]
    flat = [_flat(statement) for statement in made]
    named = [statement.replace(" BLOB", " {bytes}") for statement in flat]
    named = [re.sub(r"\bfreeze \(", '"freeze" (', statement) for statement in named]
    return [re.sub(r"\b(TABLE audit \(sequence) INTEGER", r"\1 {sequence}", statement) for statement in named]


def released() -> list[str]:
    """What the released migrations make."""
    return [_flat(each) for step in (m0001_first, m0002_watch, m0003_approval) for each in step._STATEMENTS.split(";")]


def written() -> str:
    """The file."""
    new = [each for each in statements() if each not in released()]
    wrapped = [textwrap.fill(each, 110, subsequent_indent="    ", break_on_hyphens=False) for each in new]
    return HEAD + ";\n".join(wrapped) + '\n"""\n'


def _flat(statement: str) -> str:
    return re.sub(r"\s+", " ", statement).strip().replace("( ", "(").replace(" )", ")")


if __name__ == "__main__":
    PATH.write_text(written(), "utf-8")
