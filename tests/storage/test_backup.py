import itertools
import json
import sqlite3
import threading
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from editor_app.domain.errors import Conflict, DiskFull, NotFound, Unavailable
from editor_app.domain.identifiers import Digest
from editor_app.domain.media import Media
from editor_app.domain.text import Text
from editor_app.storage import audit, backup
from editor_app.storage.backup import BEFORE_MIGRATION, back_up, backups, is_ordinary, moment_of, thin_out
from editor_app.storage.backup_manifest import manifest_path, read_manifest
from editor_app.storage.locks import lock_file
from editor_app.storage.queries import media, people
from editor_app.storage.restore import verify
from editor_app.storage.workspaces import Store
from tests.storage.killing import victims
from tests.storage.scene import ACTOR, SOMETHING, START


def with_picture(store: Store, content: bytes = b"a picture") -> Digest:
    """A picture in the store; its bytes stand in for it."""
    digest = store.media.put(content)
    new = Media(digest, "image/png", 1, 1, len(content), "a.png", "A field", "", ai_made=False)
    with store.database.write(ACTOR, "test.picture", SOMETHING) as work:
        media.insert_media(work, new, people.members(work)[0].id)
    return digest


def test_a_backup_taken_during_work_is_whole_and_says_where_it_ends(folder_store: Store) -> None:
    digest = with_picture(folder_store)
    told: list[float] = []
    with folder_store.database.write(ACTOR, "test.half", SOMETHING):
        made = back_up(folder_store.folder, folder_store.backups, START, progress=lambda share, _w: told.append(share))
    with folder_store.database.read() as snapshot:
        sequence, _ = audit.head(snapshot)
    assert made.manifest.sequence == sequence - 1
    assert told == sorted(told)
    assert made.path.name == "workspace-20261128T010000Z.db"
    assert read_manifest(made.path) == made.manifest
    assert (made.manifest.media, made.manifest.missing) == ((digest,), ())
    assert moment_of(made.path) == START
    assert verify(made.path).is_sound


def test_writers_go_on_while_a_backup_is_taken_and_do_not_make_it_begin_anew(
    folder_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "_PAGES_A_STEP", 5)
    begun: list[float] = []

    def write_meanwhile(share: float, _what: Text) -> None:
        begun.append(share)
        if len(begun) < 20:
            with folder_store.database.write(ACTOR, "test.meanwhile", SOMETHING):
                pass

    before = _sequence(folder_store)
    made = back_up(folder_store.folder, folder_store.backups, START, progress=write_meanwhile)
    assert begun == sorted(begun)
    assert made.manifest.sequence == before
    assert _sequence(folder_store) == before + 19


def test_pictures_are_linked_on_the_workspaces_own_disk_and_copied_elsewhere(
    folder_store: Store, tmp_path: Path
) -> None:
    digest = with_picture(folder_store)
    original = folder_store.folder / "media" / digest[:2] / digest
    near = back_up(folder_store.folder, folder_store.backups, START)
    far = back_up(folder_store.folder, tmp_path / "usb stick", START)
    linked, copied = (made.path.parent / "media" / digest[:2] / digest for made in (near, far))
    assert linked.samefile(original)
    assert not copied.samefile(original)
    assert copied.read_bytes() == original.read_bytes()
    assert verify(far.path).is_sound


def test_neither_what_is_typed_nor_the_locks_are_in_a_backup(folder_store: Store, tmp_path: Path) -> None:
    (folder_store.folder / "journal.db").write_bytes(b"typed")
    back_up(folder_store.folder, tmp_path / "out", START)
    found = sorted(path.name for path in (tmp_path / "out").rglob("*"))
    assert found == [".busy", "workspace-20261128T010000Z.db", "workspace-20261128T010000Z.json"]


def test_a_lost_picture_is_named_and_does_not_stop_the_backup(folder_store: Store) -> None:
    whole, damaged = with_picture(folder_store), with_picture(folder_store, b"another picture")
    folder_store.media.path(damaged).write_bytes(b"not what it was")
    made = back_up(folder_store.folder, folder_store.backups, START)
    assert (made.manifest.media, made.manifest.missing) == ((whole,), (damaged,))
    assert verify(made.path).is_sound
    assert verify(made.path).missing == (damaged,)


def test_a_damaged_database_gives_no_backup(folder_store: Store) -> None:
    folder_store.close()
    path = folder_store.folder / "workspace.db"
    content = bytearray(path.read_bytes())
    content[len(content) // 2 :] = b"\x5a" * (len(content) - len(content) // 2)
    path.write_bytes(content)
    with pytest.raises(Unavailable):
        back_up(folder_store.folder, folder_store.backups, START)
    assert names(folder_store.backups) == []


def test_an_altered_audit_log_gives_no_backup_and_the_older_ones_stay(folder_store: Store) -> None:
    older = back_up(folder_store.folder, folder_store.backups, START)
    _alter_line(folder_store, 2)
    with pytest.raises(Unavailable, match="Line 2 of the audit log was altered"):
        back_up(folder_store.folder, folder_store.backups, START + timedelta(days=1))
    assert backups(folder_store.backups) == [older.path]
    kept = back_up(folder_store.folder, folder_store.backups, START + timedelta(days=2), BEFORE_MIGRATION)
    assert kept.manifest.broken_at == 2
    assert not verify(kept.path).is_sound


def test_what_is_no_workspace_gives_no_backup(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "workspace.db")) as empty:
        empty.execute("CREATE TABLE audit (sequence INTEGER, hash TEXT)")
    with pytest.raises(Unavailable, match="counts as no backup"):
        back_up(tmp_path, tmp_path / "backups", START)
    assert names(tmp_path / "backups") == []
    with pytest.raises(NotFound):
        back_up(tmp_path / "nowhere", tmp_path / "backups", START)


def test_a_full_disk_leaves_the_older_backup_and_nothing_else(
    folder_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = back_up(folder_store.folder, folder_store.backups, START)

    def no_room(_database: Path, part: Path, _progress: object) -> None:
        part.write_bytes(b"half")
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(backup, "_copy", no_room)
    with pytest.raises(DiskFull):
        back_up(folder_store.folder, folder_store.backups, START + timedelta(days=1))
    assert names(folder_store.backups) == [older.path.name, manifest_path(older.path).name]


class Stopped(Exception):
    """Somebody pressed Cancel."""


@pytest.mark.parametrize("at", range(5))
def test_a_backup_that_is_cancelled_leaves_nothing(folder_store: Store, at: int) -> None:
    with_picture(folder_store)
    seen: list[float] = []

    def stop(share: float, _what: Text) -> None:
        seen.append(share)
        if len(seen) > at:
            raise Stopped

    if at < _stages(folder_store):
        with pytest.raises(Stopped):
            back_up(folder_store.folder, folder_store.backups, START, progress=stop)
    assert [name for name in names(folder_store.backups) if name != "media"] == []


def test_one_backup_at_a_time_and_none_over_another(folder_store: Store) -> None:
    folder_store.backups.mkdir(exist_ok=True)
    other = lock_file(folder_store.backups / ".busy")
    assert other is not None
    with other, pytest.raises(Conflict, match="being made"):
        back_up(folder_store.folder, folder_store.backups, START)
    made = back_up(folder_store.folder, folder_store.backups, START)
    before = made.path.read_bytes()
    with pytest.raises(Conflict, match="already"):
        back_up(folder_store.folder, folder_store.backups, START)
    assert made.path.read_bytes() == before


def test_old_ordinary_backups_go_by_the_rule_and_those_before_a_migration_stay(folder_store: Store) -> None:
    made = back_up(folder_store.folder, folder_store.backups, START)
    folder = folder_store.backups
    for day in range(1, 100):
        older = folder / f"workspace-{START - timedelta(days=day):%Y%m%dT%H%M%SZ}.db"
        older.hardlink_to(made.path)
        manifest_path(older).write_text(json.dumps({}))
    kept = back_up(folder_store.folder, folder, START - timedelta(days=200), BEFORE_MIGRATION).path
    (folder / "note.txt").write_text("mine")
    gone = thin_out(folder)
    left = backups(folder)
    assert len(gone) + len(left) == 101
    assert 7 <= len(left) <= 16
    assert kept in left
    assert not is_ordinary(kept)
    assert made.path in left
    assert {path.stem for path in folder.glob("*.json")} == {path.stem for path in left}
    assert (folder / "note.txt").exists()
    assert thin_out(folder) == []


def test_a_backup_that_is_killed_at_any_step_is_no_backup_or_a_whole_one(folder_store: Store) -> None:
    with_picture(folder_store)
    older = back_up(folder_store.folder, folder_store.backups, START)
    with_picture(folder_store, b"one more")
    folder_store.close()
    outcomes = []
    with victims("backup", folder_store.folder) as killed_at:
        for step in itertools.count(1):
            is_killed = killed_at(step)
            found = backups(folder_store.backups)
            assert found[-1] == older.path
            assert all(verify(each).is_sound for each in found)
            outcomes.append((is_killed, len(found)))
            for newer in found[:-1]:
                newer.unlink()
                manifest_path(newer).unlink()
            if not is_killed:
                break
    assert len(outcomes) > 20
    assert outcomes.count((True, 1)) > 15
    assert outcomes[-1] == (False, 2)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != ".busy")


def _stages(store: Store) -> int:
    told: list[float] = []
    back_up(store.folder, store.folder / "probe", START, progress=lambda share, _w: told.append(share))
    return len(told)


def _sequence(store: Store) -> int:
    with store.database.read() as snapshot:
        return audit.head(snapshot)[0]


def _alter_line(store: Store, sequence: int) -> None:
    with closing(sqlite3.connect(store.folder / "workspace.db", isolation_level=None)) as raw:
        sources = raw.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'"
        ).fetchall()
        for name, _sql in sources:
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute("UPDATE audit SET actor_name = 'somebody' WHERE sequence = ?", (sequence,))
        for _name, sql in sources:
            raw.execute(sql)


def test_the_lock_of_a_thread_is_seen_by_another(folder_store: Store) -> None:
    """The window and its own sender may both want the daily backup."""
    refused: list[str] = []

    def second(_share: float, _what: Text) -> None:
        if not refused:
            thread = threading.Thread(target=lambda: refused.append(_refusal(folder_store)))
            thread.start()
            thread.join()

    back_up(folder_store.folder, folder_store.backups, START, progress=second)
    assert refused == ["conflict"]


def _refusal(store: Store) -> str:
    try:
        back_up(store.folder, store.backups, START + timedelta(seconds=1))
    except Conflict as error:
        return error.code
    return ""
