import sqlite3
import threading
from contextlib import suppress

import psycopg
import pytest
from sqlalchemy import text

from editor_app.domain.errors import Conflict, Unavailable
from editor_app.storage import audit
from editor_app.storage.prepared import plainly
from editor_app.storage.queries import settings
from editor_app.storage.transactions import _KEPT
from editor_app.storage.workspaces import Store
from tests.storage.scene import ACTOR, SOMETHING


def test_what_went_through_sqlalchemy_and_past_it_is_committed_as_one(store: Store) -> None:
    """`setting` is written through SQLAlchemy, the audit row by the engine itself."""
    with store.database.write(ACTOR, "setting.change", SOMETHING) as work:
        settings.set_value(work, "theme", "dark")
        assert work.connection.in_transaction()
    with store.database.read() as snapshot:
        assert settings.value_of(snapshot, "theme") == "dark"
        assert audit.rows(snapshot)[-1].action == "setting.change"


def test_what_went_past_sqlalchemy_is_undone_by_an_error(store: Store) -> None:
    with suppress(ZeroDivisionError), store.database.write(ACTOR, "test.undone", SOMETHING) as work:
        assert work.connection.in_transaction() is bool(store.url)
        raise ZeroDivisionError
    with store.database.write(ACTOR, "test.next", SOMETHING):
        pass
    with store.database.read() as snapshot:
        actions = [row.action for row in audit.rows(snapshot)]
        assert (actions[-1], "test.undone" in actions) == ("test.next", False)
        assert audit.first_altered(snapshot) is None


def test_a_savepoint_inside_is_undone_alone(store: Store) -> None:
    with store.database.write(ACTOR, "setting.change", SOMETHING) as work:
        settings.set_value(work, "theme", "dark")
        with work.connection.begin_nested() as point:
            settings.set_value(work, "theme", "light")
            point.rollback()
    with store.database.read() as snapshot:
        assert settings.value_of(snapshot, "theme") == "dark"


def test_a_connection_is_used_again_and_nothing_stays_begun(folder_store: Store) -> None:
    database = folder_store.database
    with database.read() as snapshot:
        first = snapshot.connection
        snapshot.connection.execute(text("SELECT 1"))
    assert not first.in_transaction()
    assert first.connection.dbapi_connection.in_transaction is False  # type: ignore[union-attr]
    with database.read() as snapshot:
        assert snapshot.connection is first


def test_after_an_error_the_next_transaction_begins_on_a_clean_connection(folder_store: Store) -> None:
    database = folder_store.database
    with database.read() as snapshot:
        first = snapshot.connection
    with pytest.raises(Conflict), database.write(ACTOR, "test.twice", SOMETHING) as work:
        plainly(work.connection, "INSERT INTO setting VALUES ('once', '1'), ('once', '2')")
    assert first.closed
    with database.write(ACTOR, "test.next", SOMETHING) as work:
        assert settings.value_of(work, "once") is None


def test_a_glance_sees_what_was_committed_and_begins_nothing(store: Store) -> None:
    for number in range(3):
        with store.database.write(ACTOR, "setting.change", SOMETHING) as work:
            settings.set_value(work, "count", number)
        with store.database.glance() as snapshot:
            row = snapshot.connection.execute(text("SELECT value FROM setting WHERE name = 'count'")).one()
            assert row.value == str(number)
    with store.database.glance() as snapshot:
        assert audit.head(snapshot)[0] == work.sequence
        assert snapshot.connection.in_transaction() is bool(store.url)


def test_more_readers_at_once_than_connections_are_kept_all_read(folder_store: Store) -> None:
    many, read = 3 * _KEPT, []
    together = threading.Barrier(many)

    def look() -> None:
        with folder_store.database.read() as snapshot:
            together.wait(10)
            read.append(audit.head(snapshot))

    threads = [threading.Thread(target=look) for _ in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(read)) == 1
    assert len(read) == many


def test_a_closed_store_leaves_the_file_to_others(folder_store: Store) -> None:
    """The last connection to close empties the write-ahead log and takes it away."""
    with folder_store.database.write(ACTOR, "test.last", SOMETHING):
        pass
    folder_store.close()
    path = folder_store.folder / "workspace.db"
    assert not path.with_name("workspace.db-wal").exists()
    alone = sqlite3.connect(path, isolation_level=None)
    alone.execute("BEGIN EXCLUSIVE")
    alone.close()


def test_what_is_read_while_the_store_is_closed_ends_and_leaves_no_connection_open(store: Store) -> None:
    with store.database.read() as snapshot:
        plain = snapshot.connection.connection.dbapi_connection
        store.close()
        audit.head(snapshot)
    with pytest.raises((sqlite3.ProgrammingError, psycopg.OperationalError), match="closed"):
        plain.cursor().execute("SELECT 1")  # type: ignore[union-attr]


def test_a_store_that_was_closed_is_not_opened_again_by_whoever_comes_late(store: Store) -> None:
    store.close()
    with pytest.raises(Unavailable, match="was closed"), store.database.read():
        pass
    with pytest.raises(Unavailable, match="was closed"), store.database.write(ACTOR, "test.late", SOMETHING):
        pass
    assert store.database.engine.pool.checkedin() == 0  # type: ignore[attr-defined]
