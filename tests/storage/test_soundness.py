"""A damaged database is found before anybody relies on it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from editor_app.services.clock import SystemClock
from editor_app.storage import soundness
from editor_app.storage.workspaces import NewWorkspace, Store, create


def new(folder: Path) -> Store:
    return create(folder, NewWorkspace("Office", "en", "Asia/Shanghai"), SystemClock())


def test_a_new_workspace_has_no_faults(tmp_path: Path) -> None:
    store = new(tmp_path / "office")
    with store.database.read() as snapshot:
        assert soundness.faults(snapshot) == []
        assert soundness.engine_version(snapshot).startswith("sqlite 3.")
    store.close()


def test_a_row_that_belongs_to_nothing_is_found(tmp_path: Path) -> None:
    store = new(tmp_path / "office")
    with closing(sqlite3.connect(store.folder / "workspace.db")) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("INSERT INTO delivery_late VALUES ('nobody', 'x', 'y')")
    with store.database.read() as snapshot:
        assert len(soundness.faults(snapshot)) == 1
    store.close()
