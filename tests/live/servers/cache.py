"""Installs that outlive a test run, made whole or not at all; apart because all three servers come out of it."""

import contextlib
import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from threading import Event

ATTEMPTS = 3
TAIL_LINES = 25


class ServerError(RuntimeError):
    """A server could not be installed or started; the message says what was tried, with the end of its log."""


def root() -> Path:
    """The folder of kept installs."""
    named = os.environ.get("PRESS_DESK_SERVERS_CACHE")
    if named:
        return Path(named)
    caches = os.environ.get("XDG_CACHE_HOME")
    return (Path(caches) if caches else Path.home() / ".cache") / "press-desk-servers"


@contextlib.contextmanager
def locked(name: str) -> Iterator[Path]:
    """Holds the cache's lock of that name, against threads and other test runs alike; yields the cache folder."""
    folder = root()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f".{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


def installed(name: str, build: Callable[[Path], None]) -> Path:
    """The folder `name` of the cache; `build` fills it when it isn't there whole.

    It is built beside its place and renamed, so an install that was cut off is begun again.
    """
    with locked(name) as folder:
        place = folder / name
        if (place / "ok").exists():
            return place
        shutil.rmtree(place, ignore_errors=True)
        for left_over in folder.glob(f".{name}.making.*"):
            shutil.rmtree(left_over, ignore_errors=True)
        making = Path(tempfile.mkdtemp(prefix=f".{name}.making.", dir=folder))
        build(making)
        (making / "ok").touch()
        making.rename(place)
        return place


def tail(log: Path) -> str:
    """The last lines of a log, for an error message."""
    if not log.exists():
        return "(no log was written)"
    return "\n".join(log.read_text("utf-8", "replace").splitlines()[-TAIL_LINES:])


def run(
    argv: Sequence[str | Path],
    *,
    log: str,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    seconds: float = 900,
) -> None:
    """Runs one step of an install to its end, its output in the cache's logs folder.

    Raises:
        ServerError: it failed or took longer than `seconds`.
    """
    path = root() / "logs" / f"{log}.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    words = " ".join(str(part) for part in argv)
    with path.open("w", encoding="utf-8") as output:
        try:
            done = subprocess.run(
                [str(part) for part in argv],
                cwd=cwd,
                env={**os.environ, **(env or {})},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise ServerError(f"not done after {seconds:.0f} s: {words}\n{tail(path)}") from None
        except OSError as error:
            raise ServerError(f"cannot run {words}: {error}") from error
    if done.returncode:
        raise ServerError(f"exit code {done.returncode}: {words}\n{tail(path)}")


def repeatedly(step: Callable[[], None], *, mend: Callable[[], None] | None = None) -> None:
    """Runs a step that the network may fail, up to three times with growing pauses; `mend` goes before a repeat."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            if attempt > 1 and mend is not None:
                mend()
            step()
        except ServerError:
            if attempt == ATTEMPTS:
                raise
            Event().wait(3.0 * attempt)
        else:
            return


def require_packages(names: Sequence[str]) -> None:
    """Installs the Debian packages of that name that are missing.

    Raises:
        ServerError: this machine has no apt, we aren't root, or the install failed three times.
    """
    with locked("apt"):
        missing = [name for name in names if not _has_package(name)]
        if not missing:
            return
        line = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
        if shutil.which("apt-get") is None:
            raise ServerError(f"this machine has no apt-get; please install: {' '.join(missing)}")
        if os.geteuid() != 0:
            raise ServerError(f"not root; please run: sudo {' '.join(line)}")
        repeatedly(lambda: _apt(*line[1:]), mend=refresh_package_lists)


def refresh_package_lists() -> None:
    """Fetches apt's package lists."""
    _apt("update")


def _has_package(name: str) -> bool:
    query = shutil.which("dpkg-query")
    if query is None:
        return False
    told = subprocess.run([query, "-W", "-f=${Status}", name], capture_output=True, text=True, check=False, timeout=60)
    return told.stdout == "install ok installed"


def _apt(*arguments: str) -> None:
    options = ("-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3")
    quiet = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    run(["apt-get", *options, *arguments], log=f"apt-{arguments[0]}", env=quiet)
