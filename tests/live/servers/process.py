"""Running servers: start, wait for health, end with the test run; apart because each starter needs the same care."""

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Event, Lock
from time import monotonic
from typing import TypeVar

from tests.live.servers.cache import ServerError, tail

SUPERVISOR = Path(__file__).with_name("supervise.py")
STOP_SECONDS = 20.0
PAUSE_SECONDS = 0.2

Started = TypeVar("Started")
_given_ports: set[int] = set()
_ports_lock = Lock()


def free_port() -> int:
    """A loopback port that was free just now and that this run has not given to another server."""
    with _ports_lock:
        while True:
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                port = int(probe.getsockname()[1])
            if port not in _given_ports:
                _given_ports.add(port)
                return port


def on_free_ports(start: Callable[[], Started], tries: int = 3) -> Started:
    """What `start` gives; where another process took a port between the look and the start, it is begun anew."""
    try:
        return start()
    except ServerError as error:
        if tries == 1 or not any(words in str(error) for words in ("EADDRINUSE", "Address already in use")):
            raise
    return on_free_ports(start, tries - 1)


def state_folder(name: str) -> Path:
    """A new folder for one server's database, uploads and logs, removed at the end of the run."""
    folder = Path(tempfile.mkdtemp(prefix=f"press-desk-{name}-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


class Server:
    """One running server in a process group of its own."""

    def __init__(
        self, name: str, argv: Sequence[str | Path], *, cwd: Path, log: Path, env: Mapping[str, str] | None = None
    ) -> None:
        self.name = name
        self.log = log
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                [sys.executable, str(SUPERVISOR), *(str(part) for part in argv)],
                cwd=cwd,
                env={**os.environ, **(env or {})},
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        atexit.register(self.stop)

    def wait_until(self, ready: Callable[[], bool], *, seconds: float) -> None:
        """Returns as soon as `ready` says so.

        Raises:
            ServerError: the process ended early, or it isn't ready after `seconds`.
        """
        deadline = monotonic() + seconds
        while not ready():
            code = self._process.poll()
            if code is not None:
                self.stop()
                raise ServerError(f"{self.name} ended early with exit code {code}:\n{tail(self.log)}")
            if monotonic() > deadline:
                self.stop()
                raise ServerError(f"{self.name} isn't ready after {seconds:.0f} s:\n{tail(self.log)}")
            Event().wait(PAUSE_SECONDS)

    def stop(self) -> None:
        """Ends the server and everything it started; a second call does nothing."""
        atexit.unregister(self.stop)
        pipe = self._process.stdin
        if pipe is not None and not pipe.closed:
            pipe.close()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
