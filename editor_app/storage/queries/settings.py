"""Named queries about the workspace itself and its settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, select, update

from editor_app.domain.identifiers import WorkspaceId
from editor_app.storage.prepared import Prepared
from editor_app.storage.tables import setting, workspace

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.canonical import Json
    from editor_app.storage.database import Snapshot, Work


@dataclass(frozen=True, slots=True)
class Workspace:
    """What a workspace says about itself."""

    id: WorkspaceId
    name: str
    language: str
    zone: str
    """IANA name of the office's time zone."""
    sample: bool
    """A practice workspace: loopback accounts only."""
    lineage: str
    """Differs from the one beside the locks when the database was restored or copied."""
    created_at: datetime


def insert_workspace(work: Work, new: Workspace) -> None:
    """Say what the workspace is; once, at its making."""
    work.connection.execute(
        _INSERT,
        {
            "one": 1,
            "id": new.id,
            "name": new.name,
            "language": new.language,
            "zone": new.zone,
            "sample": int(new.sample),
            "lineage": new.lineage,
            "created_at": new.created_at,
        },
    )


def workspace_itself(snapshot: Snapshot) -> Workspace | None:
    """The workspace; None in a database that isn't one yet."""
    row = snapshot.connection.execute(_ITSELF).first()
    if row is None:
        return None
    return Workspace(
        WorkspaceId(row.id), row.name, row.language, row.zone, bool(row.sample), row.lineage, row.created_at
    )


def set_lineage(work: Work, lineage: str) -> None:
    """Begin a new lineage, after everything unsettled was read back."""
    work.connection.execute(_SET_LINEAGE, {"new": lineage})


def value_of(snapshot: Snapshot, name: str) -> Json:
    """The setting's value; None when it was never set."""
    row = _VALUE.first(snapshot.connection, {"wanted": name})
    return None if row is None else row.value


def set_value(work: Work, name: str, value: Json) -> None:
    """Replace the setting's value; None forgets it."""
    work.connection.execute(_FORGET, {"wanted": name})
    if value is not None:
        work.connection.execute(_KEEP, {"name": name, "value": value})


_INSERT = insert(workspace)
_ITSELF = select(workspace)
_SET_LINEAGE = update(workspace).values(lineage=bindparam("new"))
_VALUE = Prepared(select(setting.c.value).where(setting.c.name == bindparam("wanted")))
_FORGET = delete(setting).where(setting.c.name == bindparam("wanted"))
_KEEP = insert(setting)
