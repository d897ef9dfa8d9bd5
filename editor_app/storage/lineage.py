"""In which PostgreSQL database a workspace lives: a dump put into another one is noticed, as a copied file is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.storage.queries.settings import set_value, value_of

if TYPE_CHECKING:
    from editor_app.storage.database import Snapshot, Work

HERE = "here"
"""The setting; it stays behind when a workspace is exported. Workspaces of version 0.1.0 have none."""
ELSEWHERE = "INSERT INTO setting (name, value) VALUES ('here', '\"\"')"
"""Marks a workspace that has just been put into this database."""
_DATABASE = """
SELECT (SELECT system_identifier FROM pg_control_system())::text || '/' || oid::text
FROM pg_database WHERE datname = current_database()
"""


def is_elsewhere(snapshot: Snapshot) -> bool:
    """Whether the workspace last lived in another database than this one."""
    return value_of(snapshot, HERE) not in (None, _this_database(snapshot))


def settle_here(work: Work) -> None:
    """Record that the workspace lives in this database."""
    set_value(work, HERE, _this_database(work))


def forget_here(work: Work) -> None:
    """Let the workspace be taken for one that came from elsewhere."""
    set_value(work, HERE, "")


def _this_database(snapshot: Snapshot) -> str:
    return str(snapshot.connection.exec_driver_sql(_DATABASE).scalar_one())
