"""The practice server of a sample workspace: where it listens, and starting it when it isn't running."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from editor_app.domain.errors import Unavailable
from editor_app.domain.text import T
from editor_app.storage.locks import lock_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editor_app.services.desk import Desk
    from editor_app.storage.workspaces import Store

_ENDPOINT = "practice.json"
_STATE = "practice.jsonl"
_LOOPBACK = "127.0.0.1"
_PATIENCE_SECONDS = 20.0
_LOOK_EVERY_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the practice server of a workspace listens, and the file that keeps its posts."""

    url: str
    port: int
    state: Path

    def is_up(self) -> bool:
        """Whether somebody listens there."""
        with socket.socket() as probe:
            probe.settimeout(1)
            return probe.connect_ex((_LOOPBACK, self.port)) == 0


def new_endpoint(store: Store) -> Endpoint:
    """Choose a free port for a new sample workspace and write it down."""
    with socket.socket() as probe:
        probe.bind((_LOOPBACK, 0))
        port: int = probe.getsockname()[1]
    made = Endpoint(f"http://{_LOOPBACK}:{port}", port, store.folder / _STATE)
    (store.folder / _ENDPOINT).touch(mode=0o600)
    (store.folder / _ENDPOINT).write_text(json.dumps({"url": made.url, "port": port, "state": _STATE}), "utf-8")
    return made


def endpoint(store: Store) -> Endpoint | None:
    """The practice server of this workspace; None = it has none."""
    path = store.folder / _ENDPOINT
    if not path.is_file():
        return None
    said = json.loads(path.read_text("utf-8"))
    return Endpoint(str(said["url"]), int(said["port"]), store.folder / _STATE)


def token_of(state: Path) -> str:
    """The token that the practice server with this state will ask for; made when there is none yet."""
    from editor_app.platforms.sandbox.ledger import Ledger

    if state.is_file():  # it may be open in a running server: read only
        with state.open("rb") as lines:
            first = json.loads(lines.readline() or b"{}")
        if first.get("token"):
            return str(first["token"])
    ledger = Ledger(state)
    ledger.close()
    return ledger.token


def start(store: Store) -> subprocess.Popen[bytes] | None:
    """Start the practice server as a process of its own; None = the workspace has none, or it runs already.

    Whoever started it ends it with `terminate()`.

    Raises:
        Unavailable: it doesn't come up.
    """
    where = endpoint(store)
    if where is None or where.is_up():
        return None
    lock = lock_file(store.folder / "locks" / "practice.lock")
    if lock is None:
        raise Unavailable(T("Another window is starting the practice server."), T("Try again in a moment."))
    with lock:
        if where.is_up():  # somebody started it between our look and our lock
            return None
        server = subprocess.Popen(
            [*_program(), "sandbox", "--port", str(where.port), "--state", str(where.state)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _wait_until_up(where, server)
        return server


@contextmanager
def served(desk: Desk) -> Iterator[None]:
    """The practice server of the workspace runs inside the block; nothing happens when it has none.

    Raises:
        Unavailable: it doesn't come up.
    """
    server = start(desk.store)
    try:
        yield
    finally:
        if server is not None:
            server.terminate()
            server.wait(_PATIENCE_SECONDS)


def _program() -> list[str]:
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "editor_app"]


def _wait_until_up(where: Endpoint, server: subprocess.Popen[bytes]) -> None:
    pause, left = Event(), _PATIENCE_SECONDS
    while not where.is_up():
        if server.poll() is not None or left <= 0:
            server.kill()
            raise Unavailable(
                T("The practice server does not start on port {port}.", port=where.port),
                T("Close the program that uses this port, or make a new practice workspace."),
            )
        pause.wait(_LOOK_EVERY_SECONDS)
        left -= _LOOK_EVERY_SECONDS
