import sqlite3
from pathlib import Path

import pytest

from editor_app.domain.delivery import DeliveryState
from editor_app.storage import audit, guards, schema
from editor_app.storage.database import Snapshot
from editor_app.storage.engines import new_sqlite_file, sqlite_engine
from editor_app.storage.queries import queue_rows
from tests.migrations.shapes import shape

RELEASED = sorted((Path(__file__).parent / "released").glob("*.sql"))


def stored(released: Path, folder: Path) -> Path:
    """The database of that version, as an office has it."""
    path = folder / "workspace.db"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(released.read_text("utf-8"))
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    return path


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_an_office_of_every_released_version_is_brought_up_to_date(released: Path, tmp_path: Path) -> None:
    engine = sqlite_engine(stored(released, tmp_path))
    assert schema.version(engine) == int(released.stem)
    schema.migrate(engine)
    new_sqlite_file(tmp_path / "fresh.db")
    fresh = sqlite_engine(tmp_path / "fresh.db")
    schema.create(fresh)
    assert shape(engine) == shape(fresh)
    with engine.connect() as connection, connection.begin():
        snapshot = Snapshot(connection)
        assert guards.altered(connection) == []
        assert audit.first_altered(snapshot) is None
        assert queue_rows.counts(snapshot)[DeliveryState.UNKNOWN] == 1
    for each in (engine, fresh):
        each.dispose()
