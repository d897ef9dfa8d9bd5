import itertools
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from editor_app.domain.errors import Conflict, NotFound, Unavailable, WorkspaceNewer
from editor_app.domain.text import Text
from editor_app.storage import audit, schema
from editor_app.storage.backup import Backup, back_up
from editor_app.storage.backup_manifest import manifest_path
from editor_app.storage.export import export
from editor_app.storage.queries import people
from editor_app.storage.restore import restore, verify
from editor_app.storage.workspaces import Store, open_store
from tests.storage.killing import victims
from tests.storage.scene import ACTOR, SOMETHING, START, TurnedClock
from tests.storage.test_backup import with_picture


@pytest.fixture
def made(folder_store: Store, tmp_path: Path) -> Backup:
    """A backup with a picture, away from its workspace."""
    with_picture(folder_store)
    return back_up(folder_store.folder, tmp_path / "away", START)


def test_a_restored_workspace_has_every_row_and_picture_and_verifies_first(
    folder_store: Store, made: Backup, tmp_path: Path
) -> None:
    with folder_store.database.write(ACTOR, "test.later", SOMETHING):
        pass
    told: list[float] = []
    verified = restore(made.path, tmp_path / "desk", lambda share, _what: told.append(share))
    assert verified.is_sound
    assert told == sorted(told)
    restored = open_store(tmp_path / "desk", TurnedClock())
    assert restored.verify_first
    assert restored.info == folder_store.info
    with restored.database.read() as snapshot:
        assert audit.head(snapshot) == (made.manifest.sequence, made.manifest.head)
        assert audit.first_altered(snapshot) is None
        assert len(people.members(snapshot)) == 7
    assert restored.media.read(made.manifest.media[0]) == b"a picture"
    with restored.database.write(ACTOR, "test.goes_on", SOMETHING):
        pass
    restored.close()


def test_nothing_is_ever_restored_over_something(made: Backup, folder_store: Store, tmp_path: Path) -> None:
    before = (folder_store.folder / "workspace.db").read_bytes()
    with pytest.raises(Conflict, match="nothing is ever written over it"):
        restore(made.path, folder_store.folder)
    assert (folder_store.folder / "workspace.db").read_bytes() == before
    with pytest.raises(NotFound):
        restore(tmp_path / "nothing.db", tmp_path / "desk")


def test_a_byte_that_changed_is_found(made: Backup, tmp_path: Path) -> None:
    content = bytearray(made.path.read_bytes())
    content[-40] ^= 1
    made.path.write_bytes(content)
    assert not verify(made.path).is_sound
    with pytest.raises(Unavailable):
        restore(made.path, tmp_path / "desk")
    assert not (tmp_path / "desk").exists()


def test_a_picture_that_is_missing_or_changed_is_found(made: Backup) -> None:
    digest = made.manifest.media[0]
    path = made.path.parent / "media" / digest[:2] / digest
    path.write_bytes(b"another")
    assert "1 picture is" in str(verify(made.path).faults[0])
    path.unlink()
    assert "1 picture is" in str(verify(made.path).faults[0])


def test_the_manifest_of_another_backup_is_found(folder_store: Store, made: Backup) -> None:
    with folder_store.database.write(ACTOR, "test.later", SOMETHING):
        pass
    other = back_up(folder_store.folder, folder_store.backups, START)
    shutil.copy(manifest_path(other.path), manifest_path(made.path))
    said = [str(fault) for fault in verify(made.path).faults]
    assert said == [
        "The database in the backup is not the one that was backed up.",
        "The manifest belongs to another backup.",
    ]


def test_a_backup_without_manifest_as_the_first_version_made_them_is_restored(made: Backup, tmp_path: Path) -> None:
    manifest_path(made.path).unlink()
    assert restore(made.path, tmp_path / "desk").manifest is None
    open_store(tmp_path / "desk", TurnedClock()).close()


@pytest.mark.parametrize(
    ("attack", "names"),
    [
        ("CREATE VIEW innocent AS SELECT 1", "innocent"),
        ("CREATE TABLE more (x)", "more"),
        ("ALTER TABLE media ADD COLUMN evil TEXT", "media"),
        ("DROP TRIGGER guard_approval_is_not_an_authors", "guard_approval_is_not_an_authors"),
        ("CREATE TRIGGER extra AFTER INSERT ON audit BEGIN SELECT 1; END", "extra"),
    ],
)
def test_tables_and_rules_that_are_not_ours_are_named(made: Backup, attack: str, names: str) -> None:
    manifest_path(made.path).unlink()
    with closing(sqlite3.connect(made.path)) as raw:
        raw.execute(attack)
    assert f"not those of Press Desk: {names}" in str(verify(made.path).faults[0])


def test_an_altered_line_is_named(made: Backup) -> None:
    manifest_path(made.path).unlink()
    with closing(sqlite3.connect(made.path, isolation_level=None)) as raw:
        raw.execute("DROP TRIGGER guard_audit_is_fixed")
        raw.execute("UPDATE audit SET detail = '{}' || ' ' WHERE sequence = 1")
    assert "Line 1 of the audit log was altered, taken out or put in." in map(str, verify(made.path).faults)


def test_a_backup_of_a_newer_version_is_refused_in_words(made: Backup, tmp_path: Path) -> None:
    with closing(sqlite3.connect(made.path)) as raw:
        raw.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    with pytest.raises(WorkspaceNewer, match="newer Press Desk"):
        restore(made.path, tmp_path / "desk")


@pytest.mark.parametrize("content", [b"", b"notes", b"SQLite format 3\0" + bytes(5000)])
def test_what_is_no_database_is_no_backup(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "workspace-x.db").write_bytes(content)
    assert not verify(tmp_path / "workspace-x.db").is_sound


def test_looking_a_backup_over_leaves_nothing_beside_it(made: Backup) -> None:
    before = sorted(made.path.parent.rglob("*"))
    verify(made.path)
    assert sorted(made.path.parent.rglob("*")) == before


class Stopped(Exception):
    """Somebody pressed Cancel."""


def test_a_restore_that_is_cancelled_leaves_nothing(made: Backup, tmp_path: Path) -> None:
    def stop(share: float, _what: Text) -> None:
        if share >= 0.5:
            raise Stopped

    before = sorted(tmp_path.iterdir())
    with pytest.raises(Stopped):
        restore(made.path, tmp_path / "desk", stop)
    assert sorted(tmp_path.iterdir()) == before


def test_a_restore_that_is_killed_at_any_step_is_nothing_or_whole(made: Backup, tmp_path: Path) -> None:
    target = tmp_path / "to" / "desk"
    target.parent.mkdir()
    killed = 0
    with victims("restore", made.path, target) as killed_at:
        for step in itertools.count(1):
            is_killed = killed_at(step)
            killed += is_killed
            if target.exists():
                break
            assert {path.name for path in target.parent.iterdir()} <= {".desk.part"}
    assert killed > 20
    restored = open_store(target, TurnedClock())
    with restored.database.read() as snapshot:
        assert audit.head(snapshot) == (made.manifest.sequence, made.manifest.head)
    assert restored.media.read(made.manifest.media[0]) == b"a picture"
    restored.close()


def test_backups_exports_and_what_is_made_of_them_are_nobody_elses(
    folder_store: Store, made: Backup, tmp_path: Path
) -> None:
    """As workspace.db itself: readable by its owner only."""
    restore(made.path, tmp_path / "desk")
    exported = export(folder_store.database, folder_store.media, tmp_path / "office.zip").file
    away = [path for path in made.path.parent.rglob("*") if path.is_file()]
    desk = [path for path in (tmp_path / "desk").rglob("*") if path.is_file()]
    assert len(away) + len(desk) >= 5
    assert {oct(path.stat().st_mode & 0o077) for path in (*away, *desk, exported)} == {"0o0"}
