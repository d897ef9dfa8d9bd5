import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic import op
from sqlalchemy import Engine, text

from editor_app.storage import guards, schema
from editor_app.storage.engines import new_sqlite_file, postgresql_engine, sqlite_engine
from editor_app.storage.migrations import MIGRATIONS
from tests.migrations.shapes import shape
from tests.storage.servers import new_database


@pytest.fixture(params=["sqlite", "postgresql"])
def new_engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Engine]]:
    """Makes empty databases."""
    made: list[Engine] = []

    def make() -> Engine:
        if request.param == "sqlite":
            path = tmp_path / f"workspace-{len(made)}.db"
            new_sqlite_file(path)
            made.append(sqlite_engine(path))
        else:
            made.append(postgresql_engine(new_database(request.getfixturevalue("postgresql"))))
        return made[-1]

    yield make
    for engine in made:
        engine.dispose()


class Second:
    """A migration that does not exist (yet)."""

    revision = f"{len(MIGRATIONS) + 1:04d}"
    down_revision = MIGRATIONS[-1].revision

    def upgrade(self) -> None:
        op.execute("ALTER TABLE media ADD COLUMN colour TEXT NOT NULL DEFAULT ''")
        op.execute("CREATE INDEX ix_media_colour ON media (colour)")


class Failing(Second):
    def upgrade(self) -> None:
        super().upgrade()
        op.execute("SELECT nothing FROM nowhere")


def test_a_migrated_workspace_equals_a_fresh_one(new_engine: Callable[[], Engine]) -> None:
    fresh, migrated = new_engine(), new_engine()
    schema.create(fresh)
    schema.migrate(migrated)
    assert shape(fresh) == shape(migrated)
    assert len(shape(fresh)) > 100


def test_what_makes_a_schema_different_is_seen(new_engine: Callable[[], Engine]) -> None:
    one, other = new_engine(), new_engine()
    for engine in (one, other):
        schema.create(engine)
    assert shape(one) == shape(other)
    drop = "DROP TRIGGER guard_audit_follows" + ("" if one.dialect.name == "sqlite" else " ON audit")
    with other.begin() as connection:
        connection.exec_driver_sql(drop)
    assert shape(one) != shape(other)


def test_a_migration_keeps_what_is_there_and_every_guard(new_engine: Callable[[], Engine]) -> None:
    engine = new_engine()
    schema.create(engine)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO worker_seen VALUES ('w', 'h', 1, 1)"))
    schema.migrate(engine, (*MIGRATIONS, Second()))
    with engine.connect() as connection:
        assert guards.altered(connection) == []
        assert connection.execute(text("SELECT count(*) FROM worker_seen")).scalar() == 1
        assert connection.execute(text("SELECT count(colour) FROM media")).scalar() == 0
    assert schema.version(engine) == len(MIGRATIONS) + 1


def test_a_migration_that_fails_changes_nothing(new_engine: Callable[[], Engine]) -> None:
    engine = new_engine()
    schema.create(engine)
    before = shape(engine)
    with pytest.raises(Exception, match="nowhere"):
        schema.migrate(engine, (*MIGRATIONS, Failing()))
    assert shape(engine) == before


def test_migrating_the_newest_version_does_nothing(new_engine: Callable[[], Engine]) -> None:
    engine = new_engine()
    schema.create(engine)
    before = shape(engine)
    schema.migrate(engine)
    assert shape(engine) == before


KILLED = """
import os, sys
from pathlib import Path
from sqlalchemy import event
from editor_app.storage import schema
from editor_app.storage.engines import sqlite_engine
from editor_app.storage.migrations import MIGRATIONS
from tests.storage.test_schema import Second

left = every = int(sys.argv[2])
engine = sqlite_engine(Path(sys.argv[1]))

@event.listens_for(engine, "before_cursor_execute")
def count(*_):
    global left
    left -= 1
    if left == 0:
        print("killed", flush=True)
        os.kill(os.getpid(), 9)

schema.migrate(engine, (*MIGRATIONS, Second()))
print(every - left, flush=True)
"""


def test_a_migration_that_is_killed_at_any_statement_leaves_the_old_schema(tmp_path: Path) -> None:
    path = tmp_path / "workspace.db"
    new_sqlite_file(path)
    engine = sqlite_engine(path)
    schema.create(engine)
    before = shape(engine)
    engine.dispose()
    copy = tmp_path / "copy.db"
    shutil.copy(path, copy)
    statements = int(_migrating(copy, 10_000).stdout)
    for statement in sorted({1, 2, statements // 4, statements // 2, *range(statements - 3, statements + 1)}):
        done = _migrating(path, statement)
        assert (done.returncode, done.stdout) == (-signal.SIGKILL, "killed\n"), done.stderr
        engine = sqlite_engine(path)
        assert shape(engine) == before
        engine.dispose()


def _migrating(path: Path, statement: int) -> subprocess.CompletedProcess[str]:
    """A process that brings `path` up to date and is killed just before its statement of that number."""
    command = [sys.executable, "-c", KILLED, str(path), str(statement)]
    return subprocess.run(command, capture_output=True, text=True, check=False)
