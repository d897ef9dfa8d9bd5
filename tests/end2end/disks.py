"""Disks that are full or read-only, for whole processes: a real small one, or a stand-in where nobody may mount one."""

from __future__ import annotations

import contextlib
import os
import subprocess
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.end2end.shell import Shell

# Read by every process of the stand-in when it starts: SQLite itself says that it is full or read-only.
STAND_IN = """
import errno, os, pathlib
from editor_app.storage import engines, files
state = pathlib.Path(__file__).with_name("state").read_text()

def no_room(path, content):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

if state == "full":
    engines._SETTINGS += ("PRAGMA max_page_count = 1",)
    files._write_durably = no_room
if state == "read_only":
    engines._SETTINGS += ("PRAGMA query_only = ON",)
"""


class Disk(Protocol):
    """Where an office lies."""

    def fill(self) -> None:
        """Leave room to look at the office, and none to write."""

    def read_only(self) -> None:
        """Let nobody write."""

    def mend(self) -> None:
        """Give room and writing back."""


@dataclass(frozen=True)
class SmallDisk:
    """24 MB that only its own processes see."""

    folder: Path
    inside: tuple[str, ...]

    def fill(self) -> None:
        self._run("dd if=/dev/zero of=spare bs=1k count=700; dd if=/dev/zero of=rest bs=4k || true; rm spare")

    def read_only(self) -> None:
        self._run("mount -o remount,ro .")

    def mend(self) -> None:
        self._run("mount -o remount,rw . && rm -f rest spare")

    def _run(self, script: str) -> None:
        line = [*self.inside, "sh", "-c", f"cd {self.folder} && {{ {script}; }}"]
        subprocess.run(line, check=True, capture_output=True)


@dataclass(frozen=True)
class StandIn:
    """Processes whose database and picture store find the disk full or read-only."""

    folder: Path

    def fill(self) -> None:
        self._be("full")

    def read_only(self) -> None:
        self._be("read_only")

    def mend(self) -> None:
        self._be("")

    def _be(self, state: str) -> None:
        (self.folder / "state").write_text(state, "utf-8")


@contextlib.contextmanager
def disk_of_its_own(office: Shell, folder: Path) -> Iterator[tuple[Shell, Disk]]:
    """A copy of the office on a real small disk where this machine allows one, else on the stand-in."""
    place = folder / "disk"
    place.mkdir()
    with _small_disk(office, place) as inside:
        if inside is None:
            yield stand_in(office, folder)
        else:
            yield replace(office, workspace=place / "office", inside=inside), SmallDisk(place, inside)


def stand_in(office: Shell, folder: Path) -> tuple[Shell, Disk]:
    """The office itself, read by processes that find no room."""
    made = StandIn(folder / "stand-in")
    made.folder.mkdir()
    made.mend()
    (made.folder / "sitecustomize.py").write_text(STAND_IN, "utf-8")
    path = os.pathsep.join(filter(None, (str(made.folder), os.environ.get("PYTHONPATH"))))
    return replace(office, environment={**office.environment, "PYTHONPATH": path}), made


@contextlib.contextmanager
def _small_disk(office: Shell, place: Path) -> Iterator[tuple[str, ...] | None]:
    """What enters the namespace of the disk; None = this machine lets nobody mount."""
    script = (
        f"mount -t tmpfs -o size=24m tmpfs {place} && cp -a {office.workspace} {place}/office && echo there && exec cat"
    )
    line = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script]
    try:
        holder = subprocess.Popen(
            line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
    except OSError:  # no such program: another system than Linux
        yield None
        return
    with holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        is_there = holder.stdout.readline() == "there\n"
        enter = ("nsenter", "-t", str(holder.pid), "--user", "--preserve-credentials", "--mount", "--")
        try:
            yield enter if is_there else None
        finally:
            holder.stdin.close()
