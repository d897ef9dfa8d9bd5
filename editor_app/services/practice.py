"""The practice servers of a sample workspace: where they listen, and starting those that aren't running."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from editor_app.domain.errors import Unavailable
from editor_app.domain.manifest_json import Fields
from editor_app.domain.secrets import Secret
from editor_app.domain.text import T
from editor_app.platforms.simulators import PRACTICE
from editor_app.storage.files import arriving
from editor_app.storage.locks import lock_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from editor_app.domain.canonical import Json
    from editor_app.services.desk import Desk
    from editor_app.storage.workspaces import Store

_ENDPOINT = "practice.json"
_STATE = "practice.jsonl"
_SECRETS = "practice-secrets.json"
_LOOPBACK = "127.0.0.1"
_PORTS = 65_536
_LONGEST = 1 << 20
_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")
_PATIENCE_SECONDS = 20.0
_LOOK_EVERY_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a practice server of a workspace listens, and the file that keeps its posts."""

    url: str
    port: int
    state: Path
    platform: str = PRACTICE
    """What it plays."""

    def is_up(self) -> bool:
        """Whether somebody listens there."""
        with socket.socket() as probe:
            probe.settimeout(1)
            return probe.connect_ex((_LOOPBACK, self.port)) == 0


def new_endpoint(store: Store) -> Endpoint:
    """Choose a free port for a new sample workspace and write it down."""
    made = free_endpoint(store, PRACTICE, _STATE)
    (store.folder / _ENDPOINT).touch(mode=0o600)
    (store.folder / _ENDPOINT).write_text(json.dumps({"url": made.url, "port": made.port, "state": _STATE}), "utf-8")
    return made


def free_endpoint(store: Store, platform: str, state: str) -> Endpoint:
    """A place for one more server of the workspace on a port that is free now; nothing is written down."""
    with socket.socket() as probe:
        probe.bind((_LOOPBACK, 0))
        port: int = probe.getsockname()[1]
    return Endpoint(f"http://{_LOOPBACK}:{port}", port, store.folder / state, platform)


def endpoint(store: Store) -> Endpoint | None:
    """The practice platform of this workspace; None = it has none."""
    return next(iter(endpoints(store)), None)


def endpoints(store: Store) -> tuple[Endpoint, ...]:
    """Every practice server of this workspace: the practice platform, then what is played besides.

    Raises:
        Unavailable: what is written down names none, or files elsewhere: whoever gave the workspace to us wrote it.
    """
    path = store.folder / _ENDPOINT
    if not store.info.sample or not path.is_file():
        return ()
    try:
        said = _told(path)
        also = Fields(said).items("also") if "also" in said else []
        return tuple(_endpoint(store.folder, Fields(one)) for one in ({**said, "state": _STATE}, *also))
    except ValueError as wrong:
        raise _damaged(path) from wrong


def also_serve(store: Store, one: Endpoint) -> None:
    """Write down one more server, which starts with the others from now on."""
    path = store.folder / _ENDPOINT
    said = {**_told(path)}
    also: dict[str, Json] = {"platform": one.platform, "url": one.url, "port": one.port, "state": one.state.name}
    said["also"] = [*(Fields(said).items("also") if "also" in said else ()), also]
    with arriving(path) as file:
        file.write(json.dumps(said).encode())


def token_of(state: Path) -> str:
    """The token that the practice server with this state will ask for; made when there is none yet.

    Raises:
        Unavailable: the file is none of a practice server.
    """
    from editor_app.platforms.sandbox.ledger import Ledger

    if state.is_file():  # it may be open in a running server: read only
        with state.open("rb") as lines:
            first = _object(lines.readline(_LONGEST) or b"{}", state)
        if first.get("token"):
            return str(first["token"])
    ledger = Ledger(state)
    ledger.close()
    return ledger.token


def open_secrets(store: Store) -> dict[str, Secret]:
    """The secrets of accounts on what is played besides the practice platform, by account; see docs/adr/0005."""
    path = store.folder / _SECRETS
    return {account: Secret(str(secret)) for account, secret in (_told(path) if path.is_file() else {}).items()}


def keep_open(store: Store, account: str, secret: Secret) -> None:
    """Lay one more secret of a practice account open."""
    told = {name: one.reveal() for name, one in {**open_secrets(store), account: secret}.items()}
    (store.folder / _SECRETS).touch(mode=0o600)
    (store.folder / _SECRETS).write_text(json.dumps(told), "utf-8")


def start(store: Store) -> subprocess.Popen[bytes] | None:
    """Start the servers that don't run, in one process of their own; None = there is none, or all of them run.

    Whoever started it ends it with `terminate()`.

    Raises:
        Unavailable: one doesn't come up.
    """
    if all(one.is_up() for one in endpoints(store)):
        return None
    lock = lock_file(store.folder / "locks" / "practice.lock")
    if lock is None:
        raise Unavailable(T("Another window is starting the practice server."), T("Try again in a moment."))
    with lock:
        down = [one for one in endpoints(store) if not one.is_up()]
        return begun(down) if down else None  # somebody may have started them between our look and our lock


def begun(down: Sequence[Endpoint], out: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    """A process that serves these; all of them listen when it is given back.

    Args:
        down: at least one.
        out: where its one line goes that says address and token of the first.

    Raises:
        Unavailable: one doesn't come up.
    """
    first, *others = down
    line = ["sandbox", "--platform", first.platform, "--port", str(first.port), "--state", str(first.state)]
    for one in others:
        line += ["--also", f"{one.platform}={one.port}={one.state}"]
    server = subprocess.Popen([*_program(), *line], stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.DEVNULL)
    for one in down:
        _wait_until_up(one, server)
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


def _endpoint(folder: Path, said: Fields) -> Endpoint:
    port, state = said.integer("port"), said.text("state")
    platform = said.text("platform") if said.has("platform") else PRACTICE
    if not (0 < port < _PORTS and _PLAIN.fullmatch(state) and _PLAIN.fullmatch(platform)):
        raise ValueError("no place for a practice server")
    return Endpoint(f"http://{_LOOPBACK}:{port}", port, folder / state, platform)


def _told(path: Path) -> Mapping[str, Json]:
    try:
        content = path.read_bytes()
    except OSError as refused:
        raise _damaged(path) from refused
    return _object(content, path)


def _object(content: bytes, path: Path) -> Mapping[str, Json]:
    try:
        said = json.loads(content)
    except (ValueError, RecursionError) as wrong:
        raise _damaged(path) from wrong
    if not isinstance(said, dict):
        raise _damaged(path)
    return said


def _damaged(path: Path) -> Unavailable:
    return Unavailable(
        T("The file {file} of this practice workspace is damaged.", file=path.name), T("Make a new practice workspace.")
    )


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
