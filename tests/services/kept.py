"""An office made once a process and copied for each test that wants one, for hiring seven people takes a second."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import psycopg

from editor_app.domain.audit import Actor
from editor_app.domain.secrets import Secret
from editor_app.services import members, workspaces
from editor_app.services.workspaces import Means
from editor_app.storage.database import Work
from editor_app.storage.engines import postgresql_engine
from editor_app.storage.lineage import settle_here
from editor_app.storage.places import DATABASE
from tests.services.office import CHEAP, PASSPHRASE, FakeClock, Office, full_office

if TYPE_CHECKING:
    from datetime import datetime, timedelta


@dataclass(frozen=True)
class Kept:
    """A full office as everybody left it."""

    place: Path | str
    workspace: str
    people: tuple[str, ...]
    now: datetime
    boot: timedelta
    beside: Path
    """What lay on this machine outside of the workspace: its vault."""

    def opened(self, place: Path | str) -> Office:
        """A copy of it at `place` (a folder that isn't there, or an empty database), everybody signed in."""
        self._put_beside()
        if isinstance(place, Path):
            _copy_folder(Path(self.place), place)
        else:
            _copy_database(str(self.place), place)
        clock = FakeClock(self.now)
        clock.set_boot(self.boot)
        desk = workspaces.open_desk(place, Means(clock, CHEAP))
        admin = members.sign_in(desk, "admin", Secret(PASSPHRASE))
        office = Office(clock, replace(admin, desk=desk))  # as whoever made it: over the desk that sees all
        for name in self.people:
            office.seats[name] = members.sign_in(office.desk, name, Secret(PASSPHRASE))
        return office

    def _put_beside(self) -> None:
        """As it was: all copies share the workspace's id, by which vaults and pictures of teams are found."""
        for found in _beside(self.workspace):
            shutil.rmtree(found) if found.is_dir() else found.unlink()
        shutil.copytree(self.beside, _data(), dirs_exist_ok=True)


def keep_full_office(place: Path | str, beside: Path) -> Kept:
    """Make a full office and leave it; `beside` is an empty folder for what belongs to it on this machine."""
    office = full_office(place)
    now, boot = office.clock.at()
    workspace = office.desk.workspace.id
    names = tuple(office.seats)
    office.close()
    for found in _beside(workspace):
        kept = beside / found.relative_to(_data())
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(found, kept) if found.is_dir() else shutil.copy2(found, kept)
    return Kept(place, workspace, names, now, boot, beside)


def _data() -> Path:
    return Path(os.environ["XDG_DATA_HOME"]) / "press-desk"


def _beside(workspace: str) -> list[Path]:
    return list(_data().glob(f"*/{workspace}*"))


def _copy_folder(kept: Path, place: Path) -> None:
    shutil.copytree(kept, place)
    mark = place / "locks" / "lineage"
    lineage = mark.read_text("utf-8").partition(" ")[0]
    mark.write_text(f"{lineage} {(place / DATABASE).stat().st_ino}", "utf-8")


def _copy_database(kept: str, place: str) -> None:
    """Into the place of the empty one."""
    new, name = urlsplit(place).path[1:], urlsplit(kept).path[1:]
    server = urlsplit(place)._replace(path="/postgres").geturl()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{new}"'.encode())
        connection.execute(f'CREATE DATABASE "{new}" TEMPLATE "{name}" STRATEGY file_copy'.encode())
    engine = postgresql_engine(place)
    with engine.begin() as connected:
        settle_here(Work(connected, FakeClock(), Actor("system", "")))
    engine.dispose()
