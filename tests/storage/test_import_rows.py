from pathlib import Path

import pytest

from editor_app.domain.errors import Conflict, Invalid
from editor_app.domain.progress import silent
from editor_app.domain.text import T
from editor_app.storage import guards, schema
from editor_app.storage.engines import new_sqlite_file, sqlite_engine
from editor_app.storage.export import export
from editor_app.storage.export_file import opened
from editor_app.storage.import_rows import Lines, load
from editor_app.storage.snapshot import Snapshot
from editor_app.storage.workspaces import Store
from tests.migrations.shapes import shape


def nothing_said(_snapshot: Snapshot, _lines: Lines) -> None:
    """Everybody vouches."""


def test_a_loaded_database_equals_a_fresh_one_in_shape_and_stands_under_its_guards(
    folder_store: Store, tmp_path: Path
) -> None:
    made = export(folder_store.database, folder_store.media, tmp_path / "office.zip")
    new_sqlite_file(tmp_path / "new.db")
    engine = sqlite_engine(tmp_path / "new.db")
    seen: list[int] = []
    with opened(made.file) as found:
        load(engine, found, lambda _s, lines: seen.append(len(lines.numbers)), silent, "")
        with pytest.raises(Conflict):
            load(engine, found, nothing_said, silent, "")
    assert shape(engine) == shape(folder_store.database.engine)
    with engine.connect() as connection:
        assert guards.altered(connection) == []
    assert seen[0] >= 14
    assert schema.version(engine) == schema.VERSION
    engine.dispose()


def test_what_nobody_vouches_for_leaves_the_database_empty(folder_store: Store, tmp_path: Path) -> None:
    def doubt(_snapshot: Snapshot, lines: Lines) -> None:
        assert lines.of("member", "nobody") == 0
        raise Invalid(T("The audit log is checked"))

    made = export(folder_store.database, folder_store.media, tmp_path / "office.zip")
    new_sqlite_file(tmp_path / "new.db")
    engine = sqlite_engine(tmp_path / "new.db")
    with pytest.raises(Invalid), opened(made.file) as found:
        load(engine, found, doubt, silent, "")
    assert schema.version(engine) == 0
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0
    engine.dispose()
