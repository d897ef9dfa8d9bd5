"""An SFTP server on loopback in this process, over a real folder, that fails when it is told to."""

from __future__ import annotations

import contextlib
import logging
import os
import socket
import threading
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import paramiko
from paramiko.common import AUTH_FAILED, AUTH_SUCCESSFUL, OPEN_SUCCEEDED
from paramiko.sftp import SFTP_FAILURE, SFTP_NO_SUCH_FILE, SFTP_OK, SFTP_PERMISSION_DENIED
from typing_extensions import override

from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection
from editor_app.platforms.site_sftp.host_keys import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator

USER, PASSWORD = "press", "four plain words here"
HOST_KEY = paramiko.ECDSAKey.generate()
CLIENT_KEY = paramiko.ECDSAKey.generate()
logging.getLogger("paramiko").setLevel(logging.CRITICAL)


class Sshd:
    """The server; `faults` names what goes wrong with the next request of a kind, such as `rename: drop_after`."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.faults: dict[str, str] = {}
        self.lets_in = True
        self.can_replace = True
        self.asked: Counter[str] = Counter()
        self.sign_ins = 0
        self.released = threading.Event()
        self.transports: list[paramiko.Transport] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def connection(self, *, pinned: bool = True, secret: str = f"{USER}:{PASSWORD}", **options: str) -> Connection:
        """How an account reaches it."""
        key = {"host_key": fingerprint(HOST_KEY.asbytes())} if pinned else {}
        return Connection(f"sftp://127.0.0.1:{self.port}{self.root}", Secret(secret), {**key, **options})

    def hang_up(self) -> None:
        """Close every connection, as a server does with idle ones."""
        for transport in self.transports:
            transport.close()

    def close(self) -> None:
        self.released.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)
        self.hang_up()

    def _accept(self) -> None:
        while True:
            try:
                connection, _address = self._listener.accept()
            except OSError:
                return
            transport = paramiko.Transport(connection)
            transport.add_server_key(HOST_KEY)
            transport.set_subsystem_handler("sftp", paramiko.SFTPServer, Files, sshd=self, transport=transport)
            self.transports.append(transport)
            with contextlib.suppress(paramiko.SSHException, EOFError, OSError):
                transport.start_server(threading.Event(), Doorman(self))


@contextlib.contextmanager
def serving(root: Path) -> Iterator[Sshd]:
    """A server for the length of a block."""
    root.mkdir(exist_ok=True)
    server = Sshd(root)
    try:
        yield server
    finally:
        server.close()


class Doorman(paramiko.ServerInterface):
    def __init__(self, sshd: Sshd) -> None:
        self._sshd = sshd

    @override
    def get_allowed_auths(self, username: str) -> str:
        return "password,publickey"

    @override
    def check_auth_password(self, username: str, password: str) -> int:
        return self._judged(fits=(username, password) == (USER, PASSWORD))

    @override
    def check_auth_publickey(self, username: str, key: paramiko.PKey) -> int:
        return self._judged(fits=username == USER and key.asbytes() == CLIENT_KEY.asbytes())

    @override
    def check_channel_request(self, kind: str, chanid: int) -> int:
        return OPEN_SUCCEEDED

    def _judged(self, *, fits: bool) -> int:
        self._sshd.sign_ins += 1
        return AUTH_SUCCESSFUL if fits and self._sshd.lets_in else AUTH_FAILED


class Files(paramiko.SFTPServerInterface):
    """The files of the folder."""

    def __init__(self, server: paramiko.ServerInterface, sshd: Sshd, transport: paramiko.Transport) -> None:
        super().__init__(server)
        self._sshd = sshd
        self._transport = transport

    @override
    def canonicalize(self, path: str) -> str:
        here = Path(path) if path.startswith("/") else self._sshd.root.parent / path
        return str(here.resolve())

    @override
    def list_folder(self, path: str) -> object:
        try:
            return [paramiko.SFTPAttributes.from_stat(one.stat(), one.name) for one in Path(path).iterdir()]
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno or 0)

    @override
    def stat(self, path: str) -> object:
        try:
            return paramiko.SFTPAttributes.from_stat(os.stat(path))  # noqa: PTH116 - its result is what is sent
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno or 0)

    lstat = stat

    @override
    def open(self, path: str, flags: int, attr: object) -> object:
        if flags & os.O_WRONLY and self.strike("open") is not None:
            return SFTP_PERMISSION_DENIED
        try:
            descriptor = os.open(path, flags, 0o644)
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno or 0)
        handle = Handle(self, flags)
        handle.readfile = handle.writefile = os.fdopen(descriptor, "wb" if flags & os.O_WRONLY else "rb")  # type: ignore[assignment]
        return handle

    @override
    def remove(self, path: str) -> int:
        return self._does("remove", lambda: Path(path).unlink())

    @override
    def mkdir(self, path: str, attr: object) -> int:
        return self._does("mkdir", lambda: Path(path).mkdir())

    @override
    def rename(self, oldpath: str, newpath: str) -> int:
        if Path(newpath).exists():
            return SFTP_FAILURE
        return self._does("rename", lambda: Path(oldpath).rename(newpath))

    @override
    def posix_rename(self, oldpath: str, newpath: str) -> int:
        if not self._sshd.can_replace:
            return SFTP_FAILURE
        return self._does("rename", lambda: Path(oldpath).replace(newpath))

    def strike(self, kind: str) -> str | None:
        """What goes wrong with this request; it happens once."""
        self._sshd.asked[kind] += 1
        return self._sshd.faults.pop(kind, None)

    def lose(self) -> None:
        """The connection breaks."""
        self._transport.close()

    def _does(self, kind: str, deed: object) -> int:
        fault = self.strike(kind)
        if fault == "drop_before":
            self.lose()
            return SFTP_FAILURE
        if fault == "refuse":
            return SFTP_FAILURE
        try:
            deed()  # type: ignore[operator]
        except FileNotFoundError:
            return SFTP_NO_SUCH_FILE
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno or 0)
        if fault == "drop_after":
            self.lose()
        if fault == "late":
            self._sshd.released.wait(20)
        return SFTP_OK


class Handle(paramiko.SFTPHandle):
    """An open file; half an upload breaks off after its first piece."""

    def __init__(self, files: Files, flags: int) -> None:
        super().__init__(flags)
        self._files = files

    @override
    def stat(self) -> object:
        return paramiko.SFTPAttributes.from_stat(os.fstat(self.readfile.fileno()))  # type: ignore[attr-defined]

    @override
    def write(self, offset: int, data: bytes) -> int:
        if self._files.strike("write") == "half":
            super().write(offset, data[: len(data) // 2])
            self._files.lose()
            return SFTP_FAILURE
        return super().write(offset, data)
