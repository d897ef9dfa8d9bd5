"""One delivery after the other over one platform by the real worker, each with its fault, judged by the platform."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.delivery import OUT, DeliveryState, Verdict
from editor_app.domain.document import Content
from editor_app.services import accounts, asking, media, publishing, vaults
from editor_app.services.documents import Draft
from editor_app.services.media import Words as PictureWords
from editor_app.worker import Worker
from tests.faults.crossing import Fault, Twist
from tests.faults.grounds import body_of, words
from tests.faults.world import Inline
from tests.platforms.workshop import FIRST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.identifiers import DeliveryId
    from editor_app.storage.queries.queue_rows import DeliveryRow
    from editor_app.worker import Outcome
    from tests.faults.grounds import Ground, Row, Words
    from tests.services.office import Office

NAME = "门户"
_PASSES = 40
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=2), timedelta(minutes=3)
_IMPATIENT_SECONDS = 0.3
_IN_READING = {Twist.LIST: Fault.DROP_AFTER}
"""A list only matters to who looks something up."""
_ALTERED = {Twist.REWRITE, Twist.REORDER, Twist.STRIP_ALT}
EVERY = (*(fault.value for fault in Fault), *(twist.value for twist in Twist))


@dataclass
class Came:
    """What came of one delivery."""

    fault: str
    row: DeliveryRow
    posts: int
    """How often readers see it."""
    struck: bool
    asked: bool = False
    """Whether a person had to say what became of it."""
    signed_in: bool = False
    """Whether a person had to sign in again."""


@dataclass
class Trial:
    """A practice office with one account on a ground, and its worker."""

    office: Office
    row: Row
    ground: Ground
    worker: Worker
    number: int
    armed: tuple[Fault, str] | None = None
    twist: Twist | None = None
    said: Words = field(default_factory=lambda: words(0))

    def delivered(self, fault: str) -> Came:
        """Queue one more delivery, let its fault happen, and serve until it rests."""
        self.number += 1
        self.said = words(self.number)
        self.twist = Twist(fault) if fault in list(Twist) else None
        wanted = _IN_READING.get(self.twist) if self.twist else Fault(fault) if fault else None
        self.armed = (wanted, self.row.public) if wanted else None
        before = self.ground.struck.total()
        delivery = self._queued()
        came = Came(fault, publishing.line(self.office.desk, delivery), 0, struck=False)
        self._serve(came)
        self.ground.calm()
        came.posts = self.posts()
        came.struck = self.ground.struck.total() > before or (wanted is None and self.twist is None)
        return came

    def posts(self) -> int:
        """How often readers see the delivery that is under way."""
        return sum(self.said.mark in text for text in self.ground.seen())

    def reached(self, point: str) -> None:
        """The worker is at a named point: what was meant for it happens with the request that follows."""
        half = self.armed is not None and self.armed[0] is Fault.HALF
        if self.armed and (point.startswith("before_") and point not in _NO_STEP if half else _comes_now(point)):
            fault, fits = self.armed
            self.armed = None
            self.ground.arm(fault, "." if half else fits)
            if fault is Fault.LATE_REPLY:
                self._hurry(_IMPATIENT_SECONDS)
        elif point == "outcome_unknown":
            self._hurry(0)
            if self.twist is Twist.LIST:
                self.ground.twist(Twist.LIST, self.said)
        elif point in {"result_committed", "found"} and self.twist in _ALTERED:
            twist, self.twist = self.twist, None
            self.ground.twist(twist, self.said)
        elif point == "found" and self.twist is Twist.LIST:
            self.ground.calm()

    def _queued(self) -> DeliveryId:
        office, said = self.office, self.said
        picture = media.add(office.editor, FIRST, PictureWords(said.alt))
        content = Content(
            title=f"便民事项 {said.mark} 一次办好", summary="一次办好。", source="区政务公开办",
            body=body_of(said, picture.digest), cover=picture.digest, cover_alt=said.alt,
        )  # fmt: skip
        edition = office.approve(office.submitted(Draft(content), NAME))
        return publishing.queue(office.publisher, edition.id, again="the matrix")[0].id

    def _serve(self, came: Came) -> None:
        pause = _FIRST_PAUSE
        for _ in range(_PASSES):
            self.worker.run_once()
            came.row = publishing.line(self.office.desk, came.row.id)
            if came.row.state in OUT and (came.row.verdict is not None or not self.row.reads):
                return
            if came.row.state is DeliveryState.FAILED or not self._helped(came):
                return
            self.turn(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)

    def _helped(self, came: Came) -> bool:
        """What a person does about it; False = nothing brings it on any more."""
        if came.row.state is DeliveryState.ASK:
            came.asked = True
            if not self.posts():
                asking.answer_not_there(self.office.publisher, came.row.id)
            elif self.ground.where is not None:
                asking.answer_there(self.office.publisher, came.row.id, *self.ground.where(self.said.mark))
            else:
                return False
        elif came.row.state is DeliveryState.HELD:
            if came.signed_in:
                return False
            came.signed_in = True
            accounts.reconnect(self.office.admin, NAME, self.ground.connection)
            publishing.release(self.office.publisher, came.row.id, "signed in again")
        return True

    def turn(self, by: timedelta) -> None:
        """Time goes by, here and there."""
        self.office.clock.turn(by)
        self.ground.turn(by)
        if self.ground.wire is not None:
            self.ground.wire.arrive()

    def _hurry(self, seconds: float) -> None:
        """How long the open link waits for an answer; 0 = as long as its platform says."""
        for link in self.worker._links._open.values():
            wire = getattr(link, "_client", None) or getattr(getattr(link, "_shelf", None), "_wire", None)
            client = getattr(wire, "_client", wire)
            if client is not None:
                usual = self.office.desk.platforms.platform(self.row.platform).deadline.total_seconds()
                client._seconds = seconds or usual


_NO_STEP = {"before_claim", "before_intent", "before_byte"}


def _comes_now(point: str) -> bool:
    return point == "intent_committed"


@contextmanager
def trial(office: Office, row: Row, ground: Ground, first: int = 4700) -> Iterator[Trial]:
    """The account connected and a worker for it; deliveries are numbered from `first` on."""
    accounts.add(office.admin, row.platform, NAME, ground.connection)
    told: list[Outcome] = []
    at: list[Trial] = []

    def reached(point: str) -> None:
        at[0].reached(point)

    worker = Worker(office.desk, vaults.opened(office.admin), told.append, "matrix", reached)
    worker._pool.shutdown(wait=False)
    worker._pool = Inline()  # type: ignore[assignment]
    at.append(Trial(office, row, ground, worker, first))
    try:
        yield at[0]
    finally:
        worker.close()


def wrong_with(row: Row, came: Came) -> list[str]:
    """What must not be, in words."""
    where = f"{came.fault or 'nothing'}: {came.row.state} {came.row.verdict} ({came.row.reason}), {came.posts} posts"
    wrong = []
    if not came.struck and came.fault:
        wrong.append(f"it never struck: {where}")
    if came.posts != 1:
        wrong.append(f"lost or doubled: {where}")
    if came.asked and came.fault not in row.asks:
        wrong.append(f"a person was asked: {where}")
    if came.signed_in and came.fault != "expired":
        wrong.append(f"a person had to sign in: {where}")
    if not row.reads:
        return wrong if came.row.state in OUT else [*wrong, f"it does not rest: {where}"]
    altered = came.fault in _ALTERED
    if came.row.state is not DeliveryState.VERIFIED and not altered:
        wrong.append(f"it does not rest: {where}")
    if altered != (came.row.verdict is Verdict.DIFFERENT):
        wrong.append(f"the read-back is wrong: {where}")
    return wrong
