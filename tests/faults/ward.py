"""A practice office at which real processes die: its platform over HTTP, its nursery, and the rounds of dying."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from typing_extensions import override

from editor_app.domain.delivery import DeliveryState
from editor_app.domain.document import Content
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection
from editor_app.platforms.sandbox.faults import Fault
from editor_app.platforms.sandbox.server import SandboxServer
from editor_app.services import accounts, media, publishing
from editor_app.services.documents import Draft
from editor_app.services.media import Words
from editor_app.services.sending import MOST_TRIES
from editor_app.storage.queries import deliveries
from tests.faults.inprocess import Remote
from tests.faults.shared_clock import SharedClock
from tests.faults.stage import quick_folder
from tests.faults.weather import Weather
from tests.services.office import full_office
from tests.services.test_media import png

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import timedelta
    from pathlib import Path

    from editor_app.domain.delivery import Delivery
    from editor_app.platforms.sandbox.exchange import Answer, Asked
    from tests.services.office import Office

_ACCOUNTS_OF_AN_EDITION = 8
_ORDERED: dict[str, list[Fault | None]] = {
    "outcome_unknown": [Fault.DROP_AFTER],
    "found": [Fault.DROP_AFTER],
    "found_absent": [Fault.DROP_BEFORE],
    "answered": [None],
    "result_committed": [None],
    "read_back": [None],
    "denied": [Fault.DENIED],
}
"""What must strike the publishing request so that the point is reached at all."""


class PatientRemote(Remote):
    """The platform behind HTTP whose late effects keep the shared clock's time."""

    @override
    def answer(self, asked: Asked) -> Answer:
        self.settle_late_effects()
        return super().answer(asked)


@dataclass
class Round:
    """What became of one delivery whose workers died."""

    delivery: Delivery
    state: DeliveryState
    posts: int
    """How often readers see it."""
    codes: list[int]
    took: timedelta
    """From its release to its rest, by the shared clock."""


@dataclass
class Ward:
    """Deliveries that wait, each on an account of its own, and the nursery of the workers that die over them."""

    office: Office
    server: SandboxServer
    remote: PatientRemote
    weather: Weather
    clock: SharedClock
    folder: Path
    nursery: subprocess.Popen[str]
    waiting: list[Delivery] = field(default_factory=list)
    given_up: int = 0
    """After so many tries as there are, which a person then took up again."""

    @property
    def log(self) -> Path:
        """Where victims write the point before they die."""
        return self.folder / "killed.log"

    def killed(self) -> Counter[str]:
        """How many were ended at which point, as they wrote down themselves."""
        lines = self.log.read_text("utf-8").splitlines() if self.log.exists() else []
        return Counter(line.split()[0] for line in lines)

    def job(self, name: str, point: str, **more: str) -> dict[str, str]:
        """One worker for the nursery."""
        return {"log": str(self.log), "beat": str(self.folder / f"beat-{name}"), "name": name, "point": point, **more}

    def begin(self, *jobs: dict[str, str]) -> None:
        """Fork these workers."""
        _input(self.nursery).write(json.dumps(jobs) + "\n")
        _input(self.nursery).flush()

    def end(self) -> list[int]:
        """The exit codes of those workers, when all have ended."""
        assert self.nursery.stdout is not None
        codes: list[int] = json.loads(self.nursery.stdout.readline())
        return codes

    def stopped(self) -> tuple[str, int] | None:
        """Name and number of the worker that stopped itself; None = none has yet."""
        words = self.log.read_text("utf-8").split() if self.log.exists() else []
        return (words[2], int(words[1])) if len(words) == 3 else None

    def beats(self, name: str) -> int:
        """How many passes that worker has made."""
        path = self.folder / f"beat-{name}"
        return int(path.read_text("ascii") or 0) if path.exists() else 0

    def released(self) -> Delivery:
        """The next delivery, which a person releases now."""
        chosen = self.waiting.pop()
        return publishing.release(self.office.publisher, chosen.id, "now")

    def round(self, point: str) -> Round:
        """Two workers side by side, both of which die when they come to the point; then a third that lives."""
        self.weather.ordered = list(_ORDERED.get(point, []))
        delivery, begun = self.released(), self.clock.now()
        self.begin(self.job("first", point), self.job("second", point))
        codes = self.end()
        self.begin(self.job("third", "never"))
        codes += self.end()
        while self._was_tried_often(delivery):
            self.given_up += 1
            publishing.retry(self.office.publisher, delivery.id)
            self.begin(self.job("third", "never"))
            codes += self.end()
        self.remote.settle_late_effects()
        return self.result(delivery, codes, self.clock.now() - begun)

    def _was_tried_often(self, delivery: Delivery) -> bool:
        """Whether chance refused it so often in a row that a person has to say so: then that person does."""
        with self.office.desk.database.read() as snapshot:
            found = deliveries.delivery_by_id(snapshot, delivery.id)
        return found.state is DeliveryState.FAILED and found.tries == MOST_TRIES - 1

    def story(self, of: Round) -> list[str]:
        """What the queue wrote down of it, move by move."""
        return [f"{row.action} {row.detail}" for row in publishing.timeline(self.office.desk, of.delivery.id).rows]

    def result(self, delivery: Delivery, codes: list[int], took: timedelta) -> Round:
        """What the queue says of it, and what readers see."""
        row = publishing.timeline(self.office.desk, delivery.id).row
        public = [post for post in self.server.ledger.posts.values() if post.public]
        posts = sum(post.channel == row.account_name for post in public)
        return Round(delivery, row.state, posts, codes, took)


@contextlib.contextmanager
def ward(profile: str, wanted: int, seed: int, rate: float = 0.25, database: str = "") -> Iterator[Ward]:
    """An office with `wanted` deliveries of that profile, all held, and a platform that fails by chance.

    Args:
        profile: of every account.
        wanted: how many accounts, each with one delivery.
        seed: of the platform's weather.
        rate: share of its requests that are struck.
        database: address of an empty PostgreSQL database; empty = a folder.
    """
    folder = quick_folder("ward-")
    (folder / "clock").write_bytes(b"0")
    clock, weather = SharedClock(folder / "clock"), Weather(seed, rate)
    office = full_office(database or folder / "office")
    office.clock.turn(clock.now() - office.clock.now())
    server = SandboxServer(0)
    remote = PatientRemote(clock, weather, server.ledger, server.url)
    server._http.practice = remote
    threading.Thread(target=server.serve, daemon=True).start()
    weather.rate, chance = 0.0, rate
    waiting = _filled(office, server, profile, wanted + 1)
    office.keep_time_by(clock)
    made = Ward(office, server, remote, weather, clock, folder, _nursery(office, server, folder), waiting)
    try:
        made.begin()
        assert made.end() == []
        weather.rate = chance
        yield made
    finally:
        _closed(made.nursery)
        server.close()
        office.desk.close()
        shutil.rmtree(folder, ignore_errors=True)


def _filled(office: Office, server: SandboxServer, profile: str, wanted: int) -> list[Delivery]:
    """That many deliveries, all held but the last, by which the nursery warms up."""
    picture = media.add(office.editor, png(24, 16), Words("A teal field"))
    names = [f"{profile}-{number}" for number in range(wanted)]
    for name in names:
        options = {"profile": profile, "channel": name}
        connection = Connection(server.url, Secret(server.token), options)
        accounts.add_for_practice(office.admin, "sandbox", name, connection, f"sandbox:{profile}:{name}")
    made = []
    for at in range(0, wanted, _ACCOUNTS_OF_AN_EDITION):
        body = f"共 12 件事。\n\n![](media:{picture.digest})"
        draft = Draft(Content(title=f"第 {at} 份", body=body, source="区政务公开办"))
        edition = office.approve(office.submitted(draft, *names[at : at + _ACCOUNTS_OF_AN_EDITION]))
        made += publishing.queue(office.publisher, edition.id)
    return [publishing.hold(office.publisher, delivery.id, "its turn comes") for delivery in made[:-1]]


def _nursery(office: Office, server: SandboxServer, folder: Path) -> subprocess.Popen[str]:
    store = office.desk.store
    what = (store.url or str(store.folder), str(folder / "clock"), server.token)
    line = [sys.executable, "-m", "tests.faults.nursery", *what]
    return subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True)


def _closed(nursery: subprocess.Popen[str]) -> None:
    """Ends it, and whatever a test that failed left stopped."""
    _input(nursery).close()
    try:
        nursery.wait(30)
    except subprocess.TimeoutExpired:
        os.killpg(nursery.pid, signal.SIGKILL)
        nursery.wait()
    if nursery.stdout is not None:
        nursery.stdout.close()


def _input(nursery: subprocess.Popen[str]) -> IO[str]:
    assert nursery.stdin is not None
    return nursery.stdin
