import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from editor_app.domain.errors import DiskFull, Unavailable
from editor_app.storage import audit, backup
from editor_app.storage.backup import back_up, backups, thin_out
from editor_app.storage.workspaces import Store, open_store
from tests.storage.scene import ACTOR, SOMETHING, START, TurnedClock


def test_a_backup_taken_during_work_is_whole_and_says_where_it_ends(folder_store: Store) -> None:
    path = folder_store.folder / "workspace.db"
    steps: list[tuple[int, int]] = []
    with folder_store.database.write(ACTOR, "test.half", SOMETHING):
        made = back_up(path, folder_store.backups, START, progress=lambda done, of: steps.append((done, of)))
    with folder_store.database.read() as snapshot:
        sequence, _ = audit.head(snapshot)
    assert (made.sequence, steps[-1][0]) == (sequence - 1, steps[-1][1])
    assert made.path.name == "workspace-20261128T010000Z.db"
    assert list(folder_store.backups.iterdir()) == [made.path]


def test_a_backup_opens_as_a_workspace_that_is_verified_first(folder_store: Store, tmp_path: Path) -> None:
    made = back_up(folder_store.folder / "workspace.db", folder_store.backups, START)
    (tmp_path / "restored" / "locks").mkdir(parents=True)
    made.path.rename(tmp_path / "restored" / "workspace.db")
    restored = open_store(tmp_path / "restored", TurnedClock())
    assert restored.verify_first
    with restored.database.read() as snapshot:
        assert audit.head(snapshot) == (made.sequence, made.head)
        assert audit.first_altered(snapshot) is None
    restored.close()


def test_a_damaged_database_gives_no_backup(folder_store: Store) -> None:
    folder_store.close()
    path = folder_store.folder / "workspace.db"
    content = bytearray(path.read_bytes())
    content[len(content) // 2 :] = b"\x5a" * (len(content) - len(content) // 2)
    path.write_bytes(content)
    with pytest.raises(Unavailable):
        back_up(path, folder_store.backups, START)
    assert list(folder_store.backups.iterdir()) == []


def test_a_database_without_its_log_gives_no_backup(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "empty.db")) as empty:
        empty.execute("CREATE TABLE audit (sequence INTEGER, hash TEXT)")
    with pytest.raises(Unavailable, match="did not pass its check"):
        back_up(tmp_path / "empty.db", tmp_path / "backups", START)
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_full_disk_leaves_the_older_backup_and_nothing_else(
    folder_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder_store.folder / "workspace.db"
    older = back_up(path, folder_store.backups, START)

    def no_room(_database: Path, part: Path, _progress: object) -> None:
        part.write_bytes(b"half")
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(backup, "_copy", no_room)
    with pytest.raises(DiskFull):
        back_up(path, folder_store.backups, START + timedelta(days=1))
    assert list(folder_store.backups.iterdir()) == [older.path]


def test_old_daily_backups_go_and_those_before_a_migration_stay(folder_store: Store) -> None:
    path = folder_store.folder / "workspace.db"
    daily = [back_up(path, folder_store.backups, START + timedelta(days=day)).path for day in range(4)]
    kept = back_up(path, folder_store.backups, START - timedelta(days=9), "before-migration").path
    (folder_store.backups / "note.txt").write_text("mine")
    assert backups(folder_store.backups) == [*reversed(daily), kept]
    assert thin_out(folder_store.backups, keep=2) == [daily[1], daily[0]]
    assert backups(folder_store.backups) == [daily[3], daily[2], kept]
    assert (folder_store.backups / "note.txt").exists()
