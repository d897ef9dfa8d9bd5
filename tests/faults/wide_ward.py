"""One office with an account on every kind of platform, at which real processes die: rounds of each kind and point."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from editor_app.domain.delivery import DeliveryState
from editor_app.domain.document import Content
from editor_app.services import accounts, asking, media, publishing
from editor_app.services.documents import Draft
from editor_app.services.media import Words as PictureWords
from tests.faults.crossing import Fault
from tests.faults.grounds import body_of, words
from tests.faults.shared_clock import SharedClock
from tests.faults.stage import quick_folder
from tests.faults.ward import _closed, _input
from tests.platforms.workshop import FIRST
from tests.services.office import full_office

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from editor_app.domain.delivery import Delivery
    from editor_app.domain.identifiers import AccountId
    from tests.faults.grounds import Ground, Row, Words
    from tests.services.office import Office

_ORDERED = {
    "outcome_unknown": Fault.DROP_AFTER,
    "found": Fault.DROP_AFTER,
    "found_absent": Fault.DROP_BEFORE,
}
"""What must strike the publishing request so that the point is reached at all."""


@dataclass
class End:
    """What became of one delivery whose workers died."""

    row: str
    point: str
    state: DeliveryState
    posts: int
    """How often readers see it."""
    codes: list[int]


@dataclass
class WideWard:
    """Deliveries that wait, one for each kind and round, and the nursery of the workers that die over them."""

    office: Office
    clock: SharedClock
    folder: Path
    grounds: dict[str, tuple[Row, Ground]]
    nursery: subprocess.Popen[str]
    waiting: dict[str, list[tuple[Delivery, Words]]] = field(default_factory=dict)

    def killed(self) -> Counter[str]:
        """How many were ended at which point, as they wrote down themselves."""
        log = self.folder / "killed.log"
        lines = log.read_text("utf-8").splitlines() if log.exists() else []
        return Counter(line.split()[0] for line in lines)

    def round(self, name: str, point: str) -> End:
        """Two workers side by side, both of which die when they come to the point; then one that lives."""
        row, ground = self.grounds[name]
        delivery, said = self.waiting[name].pop(0)
        fault = _ORDERED.get(point)
        if fault is not None:
            ground.arm(fault, row.public)
        publishing.release(self.office.publisher, delivery.id, "its turn has come")
        codes = [*self._live(point, point), *self._live("never")]
        if self._state(delivery) is DeliveryState.ASK:
            self._answered(ground, delivery, said)
            codes += self._live("never")
        return End(name, point, self._state(delivery), self._posts(ground, said), codes)

    def _answered(self, ground: Ground, delivery: Delivery, said: Words) -> None:
        """A person has looked."""
        if not self._posts(ground, said):
            asking.answer_not_there(self.office.publisher, delivery.id)
            return
        assert ground.where is not None
        asking.answer_there(self.office.publisher, delivery.id, *ground.where(said.mark))

    def _live(self, *points: str) -> list[int]:
        """The exit codes of one worker for each point, all at once."""
        log = str(self.folder / "killed.log")
        jobs = [{"log": log, "name": f"worker-{at}", "point": point} for at, point in enumerate(points)]
        _input(self.nursery).write(json.dumps(jobs) + "\n")
        _input(self.nursery).flush()
        assert self.nursery.stdout is not None
        codes: list[int] = json.loads(self.nursery.stdout.readline())
        return codes

    def _state(self, delivery: Delivery) -> DeliveryState:
        return publishing.line(self.office.desk, delivery.id).state

    def _posts(self, ground: Ground, said: Words) -> int:
        return sum(said.mark in text for text in ground.seen())


@contextlib.contextmanager
def wide_ward(rows: Sequence[Row], rounds: int) -> Iterator[WideWard]:
    """An office with an account for each row, and so many deliveries for each, all held."""
    folder = quick_folder("wide-ward-")
    with contextlib.ExitStack() as closing:
        closing.callback(shutil.rmtree, folder, ignore_errors=True)
        (folder / "clock").write_bytes(b"0")
        clock = SharedClock(folder / "clock")
        office = full_office(folder / "office")
        closing.callback(office.desk.close)
        office.clock.turn(clock.now() - office.clock.now())
        grounds, secrets = {}, {}
        for at, row in enumerate(rows):
            (folder / f"ground-{at}").mkdir()
            ground = closing.enter_context(row.begin(folder / f"ground-{at}", None))
            account = accounts.add(office.admin, row.platform, row.name, ground.connection)
            grounds[row.name] = (row, ground)
            secrets[account.id] = ground.connection.secret.reveal()
        made = WideWard(office, clock, folder, grounds, _nursery(office, folder, secrets))
        closing.callback(_closed, made.nursery)
        office_fills(made, rounds)
        office.keep_time_by(clock)
        assert made._live() == []
        yield made


def office_fills(made: WideWard, rounds: int) -> None:
    """The deliveries of every round, all held, and those by which the nursery warms up."""
    office = made.office
    names = list(made.grounds)
    for number in range(rounds + 1):
        said = words(8100 + number)
        picture = media.add(office.editor, FIRST, PictureWords(said.alt))
        content = Content(
            title=f"便民事项 {said.mark} 一次办好", summary="一次办好。", source="区政务公开办",
            body=body_of(said, picture.digest),
            cover=picture.digest, cover_alt=said.alt,
        )  # fmt: skip
        edition = office.approve(office.submitted(Draft(content), *names))
        queued = publishing.queue(office.publisher, edition.id, again="the ward")
        if number == 0:
            continue
        for name, delivery in zip(names, _in_order(made, queued), strict=True):
            held = publishing.hold(office.publisher, delivery.id, "its turn comes")
            made.waiting.setdefault(name, []).append((held, said))


def _in_order(made: WideWard, queued: list[Delivery]) -> list[Delivery]:
    by_account: dict[AccountId, Delivery] = {delivery.account: delivery for delivery in queued}
    return [by_account[accounts.by_name(made.office.desk, name).id] for name in made.grounds]


def _nursery(office: Office, folder: Path, secrets: dict[AccountId, str]) -> subprocess.Popen[str]:
    what = (str(office.desk.store.folder), str(folder / "clock"), json.dumps(secrets))
    line = [sys.executable, "-m", "tests.faults.nursery", *what]
    return subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True)
