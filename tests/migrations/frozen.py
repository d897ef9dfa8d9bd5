"""Writes the first migration out of the tables as they are: `python -m tests.migrations.frozen`, until it is released.

Afterwards that file never changes; a new schema gets a new migration.
"""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from editor_app.storage.tables import metadata

PATH = Path(__file__).parents[2] / "editor_app" / "storage" / "migrations" / "m0001_first.py"
HEAD = '''"""The first schema: every table as it was when the first version was released; never changed."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, from nothing."""
    words = _POSTGRESQL if op.get_bind().dialect.name == "postgresql" else _SQLITE
    for statement in _STATEMENTS.split(";"):
        op.execute(statement.strip().format_map(words))


_SQLITE = {"bytes": "BLOB", "sequence": "INTEGER"}
_POSTGRESQL = {"bytes": "BYTEA", "sequence": "BIGINT"}
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
    flat = [re.sub(r"\s+", " ", statement).strip().replace("( ", "(").replace(" )", ")") for statement in made]
    named = [statement.replace(" BLOB", " {bytes}") for statement in flat]
    named = [re.sub(r"\bfreeze \(", '"freeze" (', statement) for statement in named]
    return [re.sub(r"\b(TABLE audit \(sequence) INTEGER", r"\1 {sequence}", statement) for statement in named]


def written() -> str:
    """The file."""
    wrapped = [textwrap.fill(each, 110, subsequent_indent="    ", break_on_hyphens=False) for each in statements()]
    return HEAD + ";\n".join(wrapped) + '\n"""\n'


if __name__ == "__main__":
    PATH.write_text(written(), "utf-8")
