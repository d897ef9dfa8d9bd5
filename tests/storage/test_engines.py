import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from editor_app.domain.errors import Refused
from editor_app.domain.secrets import Secret
from editor_app.storage import schema
from editor_app.storage.engines import APPLICATION_ID, new_sqlite_file, postgresql_engine, sqlite_engine
from editor_app.storage.workspaces import Store

CYCLES = """
import os, sys
from pathlib import Path
from editor_app.storage.queries import deliveries
from editor_app.storage.workspaces import open_store
from tests.storage.scene import *

store = open_store(Path(sys.argv[1]), TurnedClock())
for number in range(3):
    with store.database.write(ACTOR, "test.prepare", SOMETHING) as work:
        there = scene_of(work)
        queued = queue(there, approved(there, write_document(there)))
    os.write(2, b"begin\\n")
    with store.database.write(ACTOR, "test.claim", SOMETHING) as work:
        claimed = claim(scene_of(work), queued)
    with store.database.write(ACTOR, "test.intent", SOMETHING) as work:
        attempt = begin(scene_of(work), claimed)
    with store.database.write(ACTOR, "test.result", SOMETHING) as work:
        settle(scene_of(work), claimed, attempt)
    os.write(2, b"end\\n")
"""


def test_a_connection_is_durable_and_keeps_references(folder_store: Store) -> None:
    with folder_store.database.engine.connect() as connection:
        values = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in (
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "application_id",
                "user_version",
                "busy_timeout",
            )
        }
    assert values == {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL: a commit is on the disk before it returns
        "foreign_keys": 1,
        "application_id": APPLICATION_ID,
        "user_version": schema.VERSION,
        "busy_timeout": 5000,
    }


def test_a_write_takes_the_lock_when_it_begins(folder_store: Store) -> None:
    other = sqlite3.connect(folder_store.folder / "workspace.db", timeout=0)
    with folder_store.database.engine.connect() as fresh:
        connection = fresh.execution_options(writing=True)
        with connection.begin(), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")
    other.close()


def test_readers_do_not_wait_for_a_writer(folder_store: Store) -> None:
    database = folder_store.database
    with database.engine.connect() as fresh, fresh.execution_options(writing=True).begin(), database.read() as snapshot:
        assert snapshot.connection.execute(text("SELECT count(*) FROM member")).scalar() == 7


def test_a_file_is_never_made_by_looking_for_it(tmp_path: Path) -> None:
    engine = sqlite_engine(tmp_path / "nothing.db")
    with pytest.raises(OperationalError, match="unable to open"), engine.connect():
        pass
    assert not (tmp_path / "nothing.db").exists()


def test_a_file_opened_to_be_looked_at_is_not_written(tmp_path: Path) -> None:
    new_sqlite_file(tmp_path / "workspace.db")
    engine = sqlite_engine(tmp_path / "workspace.db", writable=False)
    with engine.connect() as connection, pytest.raises(OperationalError, match="readonly"):
        connection.exec_driver_sql("CREATE TABLE t (x)")
    engine.dispose()


def test_a_claim_an_intent_and_a_result_are_three_syncs(folder_store: Store, tmp_path: Path) -> None:
    """Counted by strace where the machine has it and allows it (https://man7.org/linux/man-pages/man1/strace.1.html)."""
    strace, log = shutil.which("strace"), tmp_path / "calls"
    if strace is None or subprocess.run([strace, "-o", log, "true"], capture_output=True, check=False).returncode:
        return
    place = str(folder_store.folder)
    folder_store.close()
    watched = [strace, "-f", "-o", str(log), "-e", "trace=fsync,fdatasync,write", sys.executable, "-c", CYCLES, place]
    subprocess.run(watched, check=True, capture_output=True)
    counts: list[int] = []
    inside = False
    for line in log.read_text().splitlines():
        if 'write(2, "begin' in line:
            inside = True
            counts.append(0)
        elif 'write(2, "end' in line:
            inside = False
        elif inside and "sync(" in line:
            counts[-1] += 1
    assert counts == [3, 3, 3]


def _asked_for(url: str) -> dict[str, object]:
    """What libpq would be given besides the address."""
    given: dict[str, object] = {}
    engine = postgresql_engine(url, Secret("a password"))

    @event.listens_for(engine, "do_connect")
    def _look(_dialect: object, _record: object, _arguments: object, named: dict[str, object]) -> None:
        given.update(named)
        raise LookupError

    with pytest.raises(LookupError):
        engine.connect()
    engine.dispose()
    return given


@pytest.mark.parametrize("host", ["db.example.org", "192.0.2.7", "127.0.0.1,db.example.org"])
def test_the_way_to_a_database_on_another_computer_is_encrypted_and_checked(host: str) -> None:
    given = _asked_for(f"postgresql:///press?host={host}")
    assert (given["sslmode"], given["sslrootcert"]) == ("verify-full", "system")
    for weaker in ("disable", "allow", "prefer", "require", "verify-ca"):
        with pytest.raises(Refused):
            postgresql_engine(f"postgresql:///press?host={host}&sslmode={weaker}")


def test_a_house_with_an_authority_of_its_own_names_its_certificate() -> None:
    given = _asked_for("postgresql://db.example.org/press?sslrootcert=house.pem")
    assert (given["sslmode"], given["sslrootcert"]) == ("verify-full", "house.pem")


@pytest.mark.parametrize("place", ["127.0.0.1", "localhost", "[::1]", ""])
def test_the_way_within_this_computer_may_be_plain(place: str) -> None:
    given = _asked_for(f"postgresql://{place}/press")
    assert "sslmode" not in given
    assert given["password"] == "a password"


def test_an_address_that_names_two_hosts_is_as_safe_as_the_farther_one() -> None:
    assert _asked_for("postgresql://127.0.0.1/press?hostaddr=192.0.2.7")["sslmode"] == "verify-full"
