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
        connection.execute("INSERT INTO delivery_late VALUES ('nobody', 'x', 'y')")
    with store.database.read() as snapshot:
        assert len(soundness.faults(snapshot)) == 1
    store.close()


def test_a_guard_that_somebody_took_away_is_found(tmp_path: Path) -> None:
    store = new(tmp_path / "office")
    with closing(sqlite3.connect(store.folder / "workspace.db")) as connection, connection:
        connection.execute("DROP TRIGGER guard_approval_is_not_an_authors")
    with store.database.read() as snapshot:
        assert soundness.faults(snapshot) == ["guard altered: guard_approval_is_not_an_authors"]
    store.close()
