import os
import shutil
import sqlite3
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from editor_app.domain.errors import (
    Conflict,
    DeskError,
    DiskFull,
    NotFound,
    Unavailable,
    WorkspaceLocked,
    WorkspaceNewer,
    WorkspaceReadOnly,
)
from editor_app.storage import audit, places, schema, workspaces
from editor_app.storage.backup import backups
from editor_app.storage.queries import people
from editor_app.storage.workspaces import Store, create, open_store
from tests.storage.conftest import FACTS
from tests.storage.scene import ACTOR, SOMETHING, TurnedClock


def opened(folder: Path) -> Store:
    return open_store(folder, TurnedClock())


def test_a_new_workspace_knows_what_it_is_and_opens_again(store: Store) -> None:
    again = open_store(store.url or store.folder, TurnedClock())
    assert again.info == store.info
    assert (again.info.name, again.info.zone, again.info.sample) == (FACTS.name, FACTS.zone, False)
    assert not again.verify_first
    with again.database.read() as snapshot:
        assert audit.rows(snapshot)[0].action == "workspace.create"
        assert audit.first_altered(snapshot) is None
    again.close()


def test_a_workspace_is_a_folder_with_its_parts(folder_store: Store) -> None:
    names = {path.name for path in folder_store.folder.iterdir()}
    assert {"workspace.db", "media", "locks", "backups"} <= names


def test_two_windows_may_have_one_workspace_open(folder_store: Store) -> None:
    second = opened(folder_store.folder)
    with second.database.write(ACTOR, "test.second", SOMETHING):
        pass
    with folder_store.database.read() as snapshot:
        assert audit.rows(snapshot)[-1].action == "test.second"
    second.close()


def test_a_workspace_is_not_made_twice_in_one_place(store: Store) -> None:
    with pytest.raises(Conflict, match="already"):
        create(store.url or store.folder, FACTS, TurnedClock())
    with store.database.read() as snapshot:
        assert len(people.members(snapshot)) == 7


def test_where_there_is_none_the_way_to_make_one_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no workspace") as caught:
        opened(tmp_path)
    assert "editor-app init" in str(caught.value.next_step)


@pytest.mark.parametrize("content", [b"", b"# notes\n", b"SQLite format 3\0" + bytes(100)])
def test_a_file_that_is_not_a_workspace_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "workspace.db").write_bytes(content)
    with pytest.raises(Unavailable, match="not a workspace of Press Desk"):
        opened(tmp_path)
    assert (tmp_path / "workspace.db").read_bytes() == content


def test_the_database_of_another_program_is_not_touched(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "workspace.db")
    other.execute("CREATE TABLE t (x)")
    other.commit()
    other.close()
    with pytest.raises(Unavailable, match="not a workspace of Press Desk"):
        opened(tmp_path)


def test_a_damaged_workspace_is_said_to_be_damaged(folder_store: Store) -> None:
    folder_store.close()
    path = folder_store.folder / "workspace.db"
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(Unavailable, match="damaged"):
        opened(folder_store.folder)


def test_a_workspace_of_a_newer_version_is_left_alone(folder_store: Store) -> None:
    folder_store.close()
    path = folder_store.folder / "workspace.db"
    _run(path, f"PRAGMA user_version = {schema.VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(WorkspaceNewer, match="newer Press Desk"):
        opened(folder_store.folder)
    assert path.read_bytes() == before


def test_a_team_database_of_a_newer_version_is_left_alone(store: Store) -> None:
    if store.url:
        with store.database.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0999'")
        with pytest.raises(WorkspaceNewer):
            open_store(store.url, TurnedClock())


def test_a_workspace_whose_making_was_cut_short_is_said_to_be_empty(tmp_path: Path) -> None:
    workspaces.new_sqlite_file(tmp_path / "workspace.db")
    with pytest.raises(Unavailable, match="cut short"):
        opened(tmp_path)


def test_an_empty_team_database_is_no_workspace(postgresql: str) -> None:
    from tests.storage.servers import new_database

    with pytest.raises(NotFound, match="no workspace in this database"):
        open_store(new_database(postgresql), TurnedClock())


def test_a_network_share_is_refused_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/x {tmp_path}/share nfs4 rw 0 0\n")
    monkeypatch.setattr(places, "_MOUNTS", mounts)
    (tmp_path / "share").mkdir()
    for deed in (lambda: create(tmp_path / "share" / "desk", FACTS, TurnedClock()), lambda: opened(tmp_path / "share")):
        with pytest.raises(Unavailable, match=r"network share \(nfs4\)") as caught:
            deed()
        assert "team database" in str(caught.value.next_step)
    assert list((tmp_path / "share").iterdir()) == []


def test_a_locked_workspace_says_who_is_in_the_way(folder_store: Store) -> None:
    held = threading.Event()
    other = sqlite3.connect(folder_store.folder / "workspace.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with folder_store.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 50")
        connection.connection.driver_connection.execute("PRAGMA busy_timeout = 50")  # type: ignore[union-attr]
    with (
        pytest.raises(WorkspaceLocked, match="Another program is writing"),
        folder_store.database.write(ACTOR, "test.locked", SOMETHING),
    ):
        held.set()
    assert not held.is_set()
    other.execute("ROLLBACK")
    other.close()
    with folder_store.database.write(ACTOR, "test.free", SOMETHING):
        pass


def test_a_full_disk_undoes_the_write_and_says_so(folder_store: Store) -> None:
    """max_page_count stands in for the end of the disk: the engine answers with the same SQLITE_FULL."""
    with folder_store.database.read() as snapshot:
        pages = snapshot.connection.exec_driver_sql("PRAGMA page_count").scalar()
        snapshot.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with (
        pytest.raises(DiskFull, match="disk is full"),
        folder_store.database.write(ACTOR, "test.large", SOMETHING, {"much": "x" * 200_000}),
    ):
        pass
    with folder_store.database.read() as snapshot:
        snapshot.connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    with folder_store.database.write(ACTOR, "test.after", SOMETHING):
        pass
    with folder_store.database.read() as snapshot:
        actions = [row.action for row in audit.rows(snapshot)]
        assert (actions[-1], "test.large" in actions) == ("test.after", False)
        assert audit.first_altered(snapshot) is None


def test_a_read_only_database_refuses_to_write_in_words(folder_store: Store) -> None:
    """Root may write whatever the mode says, so the connection itself is made read-only."""
    with folder_store.database.read() as snapshot:
        snapshot.connection.exec_driver_sql("PRAGMA query_only = ON")
    with (
        pytest.raises(WorkspaceReadOnly, match="can't be written to"),
        folder_store.database.write(ACTOR, "test.read_only", SOMETHING),
    ):
        pass


def test_a_folder_that_may_not_be_written_to_is_refused_at_opening(
    folder_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspaces.os, "access", lambda _path, _mode: False)
    with pytest.raises(WorkspaceReadOnly, match="can't be written to"):
        opened(folder_store.folder)


def test_nothing_is_left_behind_by_a_making_that_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(_engine: object) -> None:
        raise DiskFull(workspaces.T("The disk is full; nothing was changed."))

    monkeypatch.setattr(schema, "create", no_room)
    with pytest.raises(DeskError):
        create(tmp_path / "desk", FACTS, TurnedClock())
    assert not (tmp_path / "desk" / "workspace.db").exists()
    monkeypatch.undo()
    create(tmp_path / "desk", FACTS, TurnedClock()).close()


def test_a_copied_workspace_is_verified_first(folder_store: Store, tmp_path: Path) -> None:
    folder_store.close()
    shutil.copytree(folder_store.folder, tmp_path / "copy")
    copy = opened(tmp_path / "copy")
    assert copy.verify_first
    copy.begin_lineage()
    copy.close()
    again = opened(tmp_path / "copy")
    assert not again.verify_first
    assert again.info.lineage != folder_store.info.lineage
    again.close()
    original = opened(folder_store.folder)
    assert not original.verify_first
    original.close()


def test_a_lineage_that_nobody_can_read_is_another_one(folder_store: Store) -> None:
    folder_store.close()
    (folder_store.folder / "locks" / "lineage").write_bytes(b"\xff\xfe\x00")
    with closing(opened(folder_store.folder)) as again:
        assert again.verify_first


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files")
def test_a_pipe_in_place_of_the_database_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "workspace.db")
    with pytest.raises(Unavailable, match="not a workspace"):
        opened(tmp_path)


@pytest.mark.parametrize("part", ["media", "locks", "backups"])
def test_a_file_in_place_of_a_folder_is_no_workspace(folder_store: Store, part: str) -> None:
    folder_store.close()
    shutil.rmtree(folder_store.folder / part)
    (folder_store.folder / part).touch()
    with pytest.raises(Unavailable, match="not a workspace"):
        opened(folder_store.folder)


@pytest.mark.parametrize("zone", ["../../etc/passwd", "Nowhere/Land", "a" * 5_000, ""])
def test_a_zone_that_was_put_in_by_hand_is_said(folder_store: Store, zone: str) -> None:
    folder_store.close()
    with closing(sqlite3.connect(folder_store.folder / "workspace.db")) as raw, raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute("UPDATE workspace SET zone = ?", (zone,))
    with pytest.raises(Unavailable, match="no time zone"):
        opened(folder_store.folder)


def test_a_restored_database_is_verified_first(folder_store: Store, tmp_path: Path) -> None:
    folder_store.close()
    path = folder_store.folder / "workspace.db"
    shutil.copy(path, tmp_path / "older.db")
    (tmp_path / "older.db").replace(path)
    restored = opened(folder_store.folder)
    assert restored.verify_first
    restored.close()


def test_an_older_workspace_is_backed_up_and_brought_up_to_date(
    folder_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from editor_app.storage import migrations
    from tests.storage.test_schema import Second

    folder_store.close()
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, Second()))
    newer = opened(folder_store.folder)
    assert schema.version(newer.database.engine) == schema.VERSION
    newer.close()
    (kept,) = backups(folder_store.backups)
    assert kept.name.endswith("-before-migration.db")
    assert _run(kept, "PRAGMA user_version") == schema.VERSION - 1


def _run(path: Path, statement: str) -> object:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        row = connection.execute(statement).fetchone()
        return row[0] if row else None
    finally:
        connection.close()
