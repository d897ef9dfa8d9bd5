"""OpenSSH's own server (Debian's package, unpacked): key login only, SFTP only, on a free loopback port."""

import os
import pwd
import shutil
import socket
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from tests.live.servers.cache import ServerError, installed, repeatedly, run
from tests.live.servers.process import Server, free_port, state_folder

_PACKAGES = ("openssh-server", "openssh-sftp-server", "openssh-client", "libwrap0")
_PRIVILEGES = Path("/run/sshd")
"""Where sshd changes its root to before anybody has signed in; it must be root's and empty."""


@dataclass(frozen=True, slots=True)
class StartedSftp:
    """A running server: who may sign in by which key, and the folder that is a site."""

    url: str
    user: str
    key: str = field(repr=False)
    """The private key, as its file has it."""
    fingerprint: str
    """Of the host key, as ssh-keygen says it."""
    root: Path
    version: str


def start() -> StartedSftp:
    """A new server over an empty folder."""
    program = _program()
    state, port = state_folder("sftp"), free_port()
    root = state / "site"
    root.mkdir()
    for name in ("host", "client"):
        _call(program, "usr/bin/ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(state / name))
    (state / "authorized").write_bytes((state / "client.pub").read_bytes())
    (state / "authorized").chmod(0o600)
    (state / "sshd_config").write_text(_configuration(state, port), "utf-8")
    _prepare_privileges()
    argv = [program / "usr/sbin/sshd", "-D", "-e", "-f", state / "sshd_config"]
    server = Server("OpenSSH", argv, cwd=state, log=state / "sshd.log", env=_libraries(program))
    server.wait_until(lambda: _greets(port), seconds=60)
    told = _call(program, "usr/bin/ssh-keygen", "-l", "-E", "sha256", "-f", str(state / "host.pub")).split()[1]
    user = pwd.getpwuid(os.geteuid()).pw_name
    return StartedSftp(
        f"sftp://127.0.0.1:{port}{root.resolve()}",
        user,
        (state / "client").read_text("utf-8"),
        told,
        root,
        _greeting(port),
    )


def _program() -> Path:
    """The packages unpacked beside the system: nothing of the machine's own server is touched."""

    def build(place: Path) -> None:
        if shutil.which("apt-get") is None:
            raise ServerError("this machine has no apt-get, so OpenSSH's server can't be fetched")
        debs = place / "debs"
        debs.mkdir()
        repeatedly(
            lambda: run(["apt-get", "download", *_PACKAGES], cwd=debs, log="sftp-download"),
            mend=lambda: run(["apt-get", "update"], log="apt-update"),
        )
        for deb in debs.glob("*.deb"):
            run(["dpkg-deb", "-x", deb, place], log="sftp-unpack")

    return installed("openssh-debian", build)


def _libraries(program: Path) -> dict[str, str]:
    folders = [*program.glob("lib/*-linux-gnu"), *program.glob("usr/lib/*-linux-gnu")]
    return {"LD_LIBRARY_PATH": ":".join(str(folder) for folder in folders)}


def _call(program: Path, name: str, *arguments: str) -> str:
    done = subprocess.run(
        [str(program / name), *arguments],
        env={**os.environ, **_libraries(program)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    if done.returncode:
        raise ServerError(f"{name} failed: {done.stderr[:600]}")
    return done.stdout


def _configuration(state: Path, port: int) -> str:
    return f"""Port {port}
ListenAddress 127.0.0.1
HostKey {state}/host
AuthorizedKeysFile {state}/authorized
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
StrictModes no
UsePAM no
PidFile none
Subsystem sftp internal-sftp
ForceCommand internal-sftp
"""


def _prepare_privileges() -> None:
    """As root, sshd wants a user and a folder of its own; as anybody else it does without."""
    if os.geteuid() != 0:
        return
    _PRIVILEGES.mkdir(mode=0o755, exist_ok=True)
    try:
        pwd.getpwnam("sshd")
    except KeyError:
        run(["useradd", "-r", "-d", _PRIVILEGES, "-s", "/usr/sbin/nologin", "sshd"], log="sftp-user")


def _greeting(port: int) -> str:
    with socket.create_connection(("127.0.0.1", port), 5) as connection:
        return connection.recv(256).decode("ascii", "replace").strip().removeprefix("SSH-2.0-")


def _greets(port: int) -> bool:
    try:
        return _greeting(port).startswith("OpenSSH")
    except OSError:
        return False
