"""Databases of released versions are brought up to date: whole, or, when that is killed, not at all."""

from __future__ import annotations

import json
import lzma
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import create_engine, inspect

from editor_app.domain.canonical import canonical
from editor_app.domain.identifiers import sha256
from editor_app.domain.secrets import Secret
from editor_app.services import exporting, members, publishing, restoring, workspaces
from editor_app.services.workspaces import Means
from editor_app.storage import audit, schema, soundness
from editor_app.storage.backup import backups
from editor_app.storage.engines import sqlite_engine
from editor_app.storage.files import MediaStore
from editor_app.storage.schema_shape import run_migrations
from editor_app.storage.workspaces import SYSTEM
from tests.migrations.shapes import shape
from tests.services.exported import packed, unpacked
from tests.services.office import CHEAP, PASSPHRASE, FakeClock
from tests.storage.killing import victims

if TYPE_CHECKING:
    from collections.abc import Iterator

STORED = sorted((Path(__file__).parent / "stored").glob("*.db.xz"))
_LOOKED_AT = 25
"""The whole shape is compared after every so many kills, the version after each."""
NAMES = [path.name.removesuffix(".db.xz") for path in STORED]


@pytest.fixture(params=STORED, ids=NAMES)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """The folder of an old workspace; opened once by its own journal mode."""
    folder = tmp_path / "desk"
    for part in ("media", "locks", "backups"):
        (folder / part).mkdir(parents=True)
    (folder / "workspace.db").write_bytes(lzma.decompress(request.param.read_bytes()))
    with closing(sqlite3.connect(folder / "workspace.db")) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
    return folder


def content(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the tables that the first version had, but for what the program fills in itself."""
    with closing(sqlite3.connect(folder / "workspace.db")) as raw:
        names = ("workspace", "audit", "member", "member_key", "document", "revision", "media", "edition", "approval")
        return {name: sorted(raw.execute(f'SELECT * FROM "{name}"').fetchall(), key=str) for name in names}


def test_there_is_one_of_every_release() -> None:
    assert "0.1.0" in NAMES


def test_an_old_workspace_opens_with_everything_in_it_and_a_backup_beside(old: Path) -> None:
    before = content(old)
    with closing(sqlite3.connect(old / "workspace.db")) as raw:
        was = raw.execute("PRAGMA user_version").fetchone()[0]
    desk = workspaces.open_desk(old, Means(FakeClock(), CHEAP))
    with desk.database.read() as snapshot:
        assert soundness.faults(snapshot) == []
        assert audit.first_altered(snapshot) is None
    assert schema.version(desk.database.engine) == schema.VERSION
    assert {row.state.value for row in publishing.status(desk)} == {"verified", "unknown", "queued", "held"}
    assert members.sign_in(desk, "editor", Secret(PASSPHRASE)).member.name == "editor"
    assert desk.store.verify_first
    desk.close()
    after = content(old)
    for name, rows in before.items():
        assert [row[: len(rows[0])] for row in after[name]] == rows, name
    assert len(backups(old / "backups")) == (was < schema.VERSION)


def test_an_old_workspace_brought_up_to_date_equals_one_made_now(old: Path, tmp_path: Path) -> None:
    """Its export is taken in by a fresh workspace under every check of a foreign file."""
    desk = workspaces.open_desk(old, Means(FakeClock(), CHEAP))
    exporting.export(desk, SYSTEM, tmp_path / "old.zip")
    exporting.import_into(tmp_path / "old.zip", tmp_path / "new")
    new = workspaces.open_desk(tmp_path / "new", Means(FakeClock(), CHEAP))
    assert shape(new.database.engine) == shape(desk.database.engine)
    new.close()
    desk.close()


def test_a_backup_of_an_old_version_is_restored_and_brought_up_to_date(old: Path, tmp_path: Path) -> None:
    """As version 0.1.0 made them: without a manifest; its pictures stayed in the workspace."""
    with closing(sqlite3.connect(old / "workspace.db")) as raw:
        raw.execute("PRAGMA journal_mode = DELETE")
        digests = [row[0] for row in raw.execute("SELECT digest FROM media")]
    backup = old / "backups" / "workspace-20261128T000000Z.db"
    (old / "workspace.db").rename(backup)
    lost = restoring.verify(backup)
    said = f"{len(digests)} picture is missing from the backup or damaged in it."
    assert [str(fault) for fault in lost.faults] == [said]
    for picture in (Path(__file__).parent / "stored" / "media").iterdir():
        MediaStore(old / "media").put(picture.read_bytes())
    assert restoring.restore(backup, tmp_path / "restored").is_sound
    desk = workspaces.open_desk(tmp_path / "restored", Means(FakeClock(), CHEAP))
    assert schema.version(desk.database.engine) == schema.VERSION
    desk.close()


def test_an_export_of_an_older_schema_is_brought_up_to_date_as_it_comes_in(old: Path, tmp_path: Path) -> None:
    desk = workspaces.open_desk(old, Means(FakeClock(), CHEAP))
    exporting.export(desk, SYSTEM, tmp_path / "now.zip")
    desk.close()
    parts = unpacked(tmp_path / "now.zip")
    manifest = json.loads(parts["manifest.json"])
    added = [name for name in manifest["tables"] if name not in first_tables()]
    for name in added:
        del parts[f"tables/{name}.jsonl"], manifest["tables"][name]
    for name in manifest["tables"]:
        lines = [without(json.loads(line), first_tables()[name]) for line in parts[f"tables/{name}.jsonl"].splitlines()]
        content_now = b"".join(canonical(line) + b"\n" for line in lines)
        parts[f"tables/{name}.jsonl"] = content_now
        manifest["tables"][name]["sha256"] = sha256(content_now)
    manifest["schema"] = 1
    parts["manifest.json"] = canonical(manifest)
    exporting.import_into(packed(parts, tmp_path / "old.zip"), tmp_path / "new")
    new = workspaces.open_desk(tmp_path / "new", Means(FakeClock(), CHEAP))
    exporting.export(new, SYSTEM, tmp_path / "again.zip")
    assert unpacked(tmp_path / "again.zip") == unpacked(tmp_path / "now.zip")
    new.close()


def first_tables() -> dict[str, set[str]]:
    """Tables and columns of the first schema."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        run_migrations(connection, 1)
        found = inspect(connection)
        tables = {name: {each["name"] for each in found.get_columns(name)} for name in found.get_table_names()}
    engine.dispose()
    return tables


def without(row: dict[str, Any], columns: set[str]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name in columns}


def test_a_migration_killed_at_any_statement_leaves_the_old_database_which_opens(old: Path) -> None:
    """A real child for every statement; afterwards the database is old or new, and the program opens it."""
    path = old / "workspace.db"
    engine = sqlite_engine(path)
    before, was = shape(engine), schema.version(engine)
    with victims("migrate", path) as killed_at:
        for statement in count(1):
            is_killed = killed_at(statement)
            if schema.version(engine) == schema.VERSION:
                break
            assert is_killed
            assert schema.version(engine) == was
            assert statement % _LOOKED_AT or shape(engine) == before
    engine.dispose()
    assert was == schema.VERSION or statement > 100
    desk = workspaces.open_desk(old, Means(FakeClock(), CHEAP))
    with desk.database.read() as snapshot:
        assert soundness.faults(snapshot) == []
        assert audit.first_altered(snapshot) is None
    desk.close()
