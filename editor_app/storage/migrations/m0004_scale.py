"""The indexes without which a queue of years is read whole."""

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
CREATE INDEX ix_attempt_delivery ON attempt (delivery)
"""
