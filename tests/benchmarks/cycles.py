"""Claim, intent and result through the real sending, on accounts that answer at once; what is measured is ours alone.

    python -m tests.benchmarks.cycles FOLDER NUMBER

runs NUMBER cycles between two syncs of FOLDER/marker, for strace.
"""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

from editor_app.domain.audit import Actor
from editor_app.domain.document import Content
from editor_app.platforms.contract import Absent, Identity, Link, Observed, StepResult
from editor_app.platforms.turns import Turns, aside
from editor_app.services import proof, publishing, rechecking, sending
from editor_app.services.documents import Draft
from editor_app.services.sending import Sender
from tests.benchmarks.measured import Took
from tests.services.office import full_office

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.account import Account
    from editor_app.domain.delivery import Delivery
    from editor_app.domain.identifiers import AccountId
    from editor_app.platforms.contract import Order, Sighting, Step
    from editor_app.storage.locks import Lock
    from tests.benchmarks.statements import Said
    from tests.services.office import Office


class SilentLink(Link):
    """Says yes to everything, and writes nothing anywhere."""

    def identity(self) -> Identity:
        return Identity("us", "us", "0", may_publish=True)

    def perform(self, step: Step, order: Order) -> StepResult:
        return StepResult(remote_id=f"{order.key}-{step.ordinal}", url="http://127.0.0.1:9/post")

    def watermark(self, _order: Order) -> str:
        return ""

    def find(self, _step: Step, _order: Order, _watermark: str) -> Sighting:
        return Absent()

    def observe(self, _order: Order, _remote_ids: Sequence[str]) -> Observed:
        return Observed("", (), (), visible=False)

    def rehearse(self) -> str:
        return ""

    def close(self) -> None:
        pass


class SilentLinks:
    """One silent link for every account."""

    def link(self, _account: Account) -> Link:
        return SilentLink()

    def forget(self, _account: AccountId) -> None:
        pass


class Cycles:
    """An office with a queue of signed deliveries to keyed accounts, and a sender to bring them out."""

    def __init__(self, folder: Path, accounts: int = 10) -> None:
        self.office = full_office(folder)
        self.database = folder / "workspace.db"
        self.names = [f"account {number}" for number in range(accounts)]
        for number, name in enumerate(self.names):
            self.office.connect(name, profile="keyed", channel=f"c{number}")
        self._locks: dict[AccountId, Lock] = {}
        """One for each account and kept, as a worker with much to do keeps them."""
        self.sender = Sender(self.office.desk.for_worker(aside), SilentLinks(), Actor("worker:bench", "bench"))  # type: ignore[arg-type]

    def queue(self, number: int) -> list[Delivery]:
        """At least `number` deliveries, each edition signed by three reviewers and queued to every account."""
        queued: list[Delivery] = []
        while len(queued) < number:
            queued += publish(self.office, self.names, f"第 {len(queued)} 份")
        return queued[:number]

    def serve(self, delivery: Delivery) -> None:
        """One cycle: claim, intent, result."""
        if delivery.account not in self._locks:
            lock = self.office.desk.store.locks.account_lock(delivery.account)
            assert lock is not None
            self._locks[delivery.account] = lock
        sending.serve_queued(self.sender, delivery.id, self._locks[delivery.account])

    def serve_side_by_side(self, batch: Sequence[Delivery]) -> None:
        """The same, each account in a thread of its own that takes turns, as a worker does it."""
        turns = Turns()
        by_account: dict[AccountId, list[Delivery]] = {}
        for delivery in batch:
            by_account.setdefault(delivery.account, []).append(delivery)

        def serve(account: list[Delivery]) -> None:
            with turns.taken():
                for delivery in account:
                    self.serve(delivery)

        with ThreadPoolExecutor(len(by_account)) as pool:
            list(pool.map(serve, by_account.values()))


class Apart:
    """Counts what looking again costs beside the cycle itself, and which statements are its own.

    Before each claim the rules run again over the document, before each attempt every signature is proved: no other
    queue does either, and neither is a part of claim, intent and result.
    """

    PARTS = ((proof, "require_sendable"), (rechecking, "objection"))

    def __init__(self, said: list[Said] | None = None) -> None:
        self.took = {name: Took(0.0, 0.0) for _, name in self.PARTS}
        self.marks: list[tuple[int, int]] = []
        self._said = said if said is not None else []
        self._real = {name: getattr(module, name) for module, name in self.PARTS}

    @property
    def whole(self) -> Took:
        """Both together."""
        return Took(sum(each.clock for each in self.took.values()), sum(each.cpu for each in self.took.values()))

    def __enter__(self) -> Self:
        for module, name in self.PARTS:
            setattr(module, name, partial(self._counted, name))
        return self

    def __exit__(self, *_: object) -> None:
        for module, name in self.PARTS:
            setattr(module, name, self._real[name])

    def _counted(self, name: str, *given: object) -> object:
        cpu, clock, first = time.process_time(), time.perf_counter(), len(self._said)
        try:
            return self._real[name](*given)
        finally:
            before = self.took[name]
            self.took[name] = Took(before.clock + time.perf_counter() - clock, before.cpu + time.process_time() - cpu)
            self.marks.append((first, len(self._said)))


def publish(office: Office, names: Sequence[str], title: str) -> list[Delivery]:
    """One more document, signed by three and queued to those accounts."""
    draft = Draft(Content(title=title, body="第一段，共 12 件事。\n\n第二段。", source="区政务公开办"))
    return publishing.queue(office.publisher, office.approve(office.submitted(draft, *names)).id)


def main(folder: Path, number: int) -> None:
    """What strace looks at."""
    cycles = Cycles(folder)
    first, *rest = cycles.queue(number + 1)
    with cycles.office.desk.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    cycles.serve(first)  # writes the head of a new log
    marker = os.open(folder / "marker", os.O_CREAT | os.O_WRONLY)
    os.fsync(marker)
    for delivery in rest:
        cycles.serve(delivery)
    os.fsync(marker)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
