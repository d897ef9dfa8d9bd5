"""An office that is made once and copied for every run: approved editions for one account of each practice profile."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.domain.document import Content
from editor_app.platforms.sandbox.profiles import Profile
from editor_app.services import accounts, documents, media
from editor_app.services.desk import Desk, Seat
from editor_app.services.documents import Draft
from editor_app.services.media import Words
from editor_app.storage import workspaces
from tests.services.emergencies import emergency
from tests.services.office import CHEAP, START, FakeClock, Office, full_office
from tests.services.test_media import png

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.edition import Edition
    from editor_app.domain.identifiers import AccountId
    from editor_app.domain.instants import Clock
    from editor_app.platforms.registry import Registry
    from editor_app.storage.workspaces import Store

PROFILES = tuple(profile.value for profile in Profile)
NARROW = Profile.PUBLIC_READABLE.value
URL = "http://127.0.0.1:9"
"""Nothing listens there: requests of these runs never become sockets unless a run gives its own address."""
SECRET = "practice"
_EDITIONS = 6
_WINDOW = timedelta(hours=12)


@dataclass(frozen=True)
class Stage:
    """The master copy: where it lies, who works there, what is approved."""

    folder: Path
    lineage: str
    seats: dict[str, Seat]
    editions: tuple[Edition, ...]
    """The first has a picture, the third is an emergency, the last has a window of twelve hours; all go everywhere."""
    narrow: tuple[Edition, ...]
    """Each goes to the one account whose platform removes no duplicates and can be read: where errors show at once."""
    accounts: dict[str, AccountId]
    """By profile."""

    def store(self, folder: Path, clock: Clock) -> Store:
        """A copy in `folder`, opened as if it had always been there."""
        shutil.copytree(self.folder, folder)
        return self.reopened(folder, clock)

    def reopened(self, folder: Path, clock: Clock) -> Store:
        """What lies in `folder`, opened without the look that a restored copy would need."""
        workspaces._write_lineage(folder, self.lineage)
        return workspaces.open_store(folder, clock)

    def office(self, store: Store, clock: FakeClock, platforms: Registry) -> Office:
        """Everybody at a desk over `store`."""
        desk = Desk(store, platforms, clock, CHEAP)
        seats = {name: Seat(desk, seat.member, seat.keys) for name, seat in self.seats.items()}
        return Office(clock, seats.pop("admin"), seats)


@cache
def the_stage() -> Stage:
    """The master copy of this process; it ends with the process."""
    folder = quick_folder("stage-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return built(folder / "office", FakeClock())


def built(folder: Path, clock: FakeClock, url: str = URL) -> Stage:
    """A master copy made in `folder`."""
    office = full_office(folder)
    office.clock.turn(clock.now() - office.clock.now())
    for profile in PROFILES:
        office.connect(profile, url, profile=profile)
    picture = media.add(office.editor, png(24, 16), Words("A teal field"))

    def approved(number: int, *names: str, **window: datetime) -> Edition:
        body = f"第 {number} 段，共 12 件事。" + (f"\n\n![](media:{picture.digest})" if number == 0 else "")
        draft = Draft(Content(title=f"第 {number} 份", body=body, source="区政务公开办"))
        return office.approve(office.submitted(draft, *names, **window))

    wide = [approved(number, *PROFILES) for number in range(_EDITIONS - 1)]
    wide.insert(2, emergency(office, *PROFILES))
    wide.append(approved(_EDITIONS - 1, *PROFILES, not_after=START + _WINDOW))
    narrow = [approved(number, NARROW) for number in range(_EDITIONS, 2 * _EDITIONS)]
    known = {name: accounts.by_name(office.desk, name).id for name in PROFILES}
    lineage = office.desk.workspace.lineage
    office.desk.close()
    return Stage(folder, lineage, {"admin": office.admin, **office.seats}, tuple(wide), tuple(narrow), known)


def saved(office: Office, edition: Edition) -> None:
    """The editor saves the edition's document again, which voids what of it still waits."""
    opened = documents.opened(office.desk, edition.document)
    draft = Draft(Content(title=opened.revision.content.title, body="Anders.", source="区政务公开办"))
    documents.save_revision(office.editor, edition.document, opened.revision.id, draft, revise=True)


def quick_folder(prefix: str) -> Path:
    """A folder in memory where there is one: what is measured here is order, not the disk."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    place = memory if memory.is_dir() and os.access(memory, os.W_OK) else None
    return Path(tempfile.mkdtemp(prefix=f"press-desk-{prefix}", dir=place))
