"""One change after signing, made by the owner of the files, on an edition proven sendable: the worker sends nothing.

Every kind of field, 440 flipped bits of the manifest and 80 of the pictures, in every state from which something
could be sent. One office for all of them. The judge is the practice platform's own request log.
"""

from __future__ import annotations

import itertools
import random
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest

from editor_app.domain.canonical import canonical
from editor_app.domain.delivery import DeliveryState
from editor_app.domain.errors import DeskError
from editor_app.domain.identifiers import new_id, sha256
from editor_app.domain.text import T
from editor_app.services import publishing, vaults
from editor_app.worker import Worker
from tests.end2end.desk import full_edition, real_time_outbox
from tests.services.test_proof import MANIFESTS, PAYLOADS, prove

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from editor_app.domain.edition import Edition, Manifest
    from editor_app.domain.identifiers import DeliveryId
    from tests.services.outbox import Outbox

STATES = ("queued", "held", "failed", "working", "unknown")
"""Where a delivery may stand when somebody changes the files; from each of them something could be sent."""
_SERVED = frozenset({DeliveryState.QUEUED, DeliveryState.WORKING, DeliveryState.UNKNOWN})
_PASSES = 4


@dataclass
class Range:
    """An edition with one delivery that was not sent yet, its owner with SQL and without guards, and a worker."""

    outbox: Outbox
    edition: Edition
    delivery: DeliveryId
    worker: Worker
    rows: dict[str, list[dict[str, Any]]]
    """How the tables stood before anybody changed anything."""

    @property
    def pictures(self) -> list[Path]:
        media = self.outbox.office.desk.store.media
        return [media.path(one.digest) for one in self.edition.sealed().payloads[0].media]

    def requests(self) -> int:
        """Everything that reached the platform but for reading."""
        return sum(request.kind != "read" for request in self.outbox.server.ledger.requests)

    def restore(self, state: str) -> None:
        """Edition and delivery as they were when the edition was proven sendable, the delivery in `state`."""
        with closing(self._connected()) as connection, connection:
            connection.execute("DELETE FROM attempt")
            connection.execute("DELETE FROM read_back")
            connection.execute("DELETE FROM delivery_late")
            for table, rows in self.rows.items():
                connection.execute(f"DELETE FROM {table}")
                for row in rows:
                    names, holes = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
                    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({holes})", tuple(row.values()))
            reason = canonical(["Wait.", {}]).decode() if state in {"held", "failed"} else None
            fence = 1 if state in {"working", "unknown"} else 0
            connection.execute(
                "UPDATE delivery SET state = ?, reason = ?, fence = ? WHERE id = ?",
                (state, reason, fence, self.delivery),
            )
            if state == "unknown":
                self._lose(connection)

    def sql(self, statement: str, *values: object) -> None:
        with closing(self._connected()) as connection, connection:
            assert connection.execute(statement, values).rowcount > 0

    def put(self, content: bytes, *, with_digest: bool) -> None:
        """Another manifest; with its right digest everywhere, or alone."""
        self.sql("UPDATE edition SET manifest = ?", content)
        if with_digest:
            for table in ("edition", "approval", "delivery"):
                self.sql(f"UPDATE {table} SET digest = ?", sha256(content))

    def serve(self, state: str) -> DeliveryState:
        """What a publisher does next in that state, then the worker until the delivery rests."""
        publisher = self.outbox.office.publisher
        try:
            if state == "held":
                publishing.release(publisher, self.delivery, "go on")
            elif state == "failed":
                publishing.retry(publisher, self.delivery)
        except DeskError:
            return self.state
        for _ in range(_PASSES):
            self.worker.run_once()
            assert not self.worker._rest, "an error that nobody foresaw; it would keep the next edition back as well"
            if self.state not in _SERVED:
                break
        return self.state

    @property
    def state(self) -> DeliveryState:
        return self.outbox.row(self.delivery).state

    def _lose(self, connection: sqlite3.Connection) -> None:
        """An attempt whose reply was lost long ago, before this boot; a look will show that nothing came of it."""
        connection.execute("INSERT INTO delivery_late VALUES (?, 'draft_id', 'gone')", (self.delivery,))
        (step,) = connection.execute(
            "SELECT min(ordinal) FROM delivery_step WHERE delivery = ? AND step_class IN ('flip', 'keyed', 'public')",
            (self.delivery,),
        ).fetchone()
        account, key = connection.execute(
            'SELECT account, "key" FROM delivery WHERE id = ?', (self.delivery,)
        ).fetchone()
        connection.execute(
            "INSERT INTO attempt VALUES (?, ?, ?, ?, 1, 'unknown', ?, ?, '', 0, 'long ago', 0, 1, ?)",
            (new_id(), self.delivery, account, step, "0" * 64, key, canonical(T("Lost.").as_json()).decode()),  # type: ignore[arg-type]
        )

    def _connected(self) -> sqlite3.Connection:
        return sqlite3.connect(self.outbox.office.desk.store.folder / "workspace.db", timeout=30)


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Range]:
    """Proven sendable, queued for two accounts, one of which is taken out again; then the guards are dropped."""
    with real_time_outbox(tmp_path_factory.mktemp("range")) as outbox:
        edition = full_edition(outbox)
        prove(outbox.office, edition)
        made = publishing.queue(outbox.office.publisher, edition.id)
        first = edition.sealed().payloads[0].account
        chosen = next(one for one in made if one.account == first)
        publishing.cancel(
            outbox.office.publisher, next(one.id for one in made if one.account != first), "one is enough"
        )
        worker = Worker(outbox.office.desk, vaults.opened(outbox.office.admin), lambda _outcome: None, "test")
        found = Range(outbox, edition, chosen.id, worker, {})
        with closing(found._connected()) as connection, connection:
            connection.row_factory = sqlite3.Row
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                connection.execute(f'DROP TRIGGER "{name}"')
            for table in ("delivery_step", "delivery", "approval", "edition_account", "edition_stage", "edition"):
                found.rows[table] = [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]
        yield found
        worker.close()


def flipped(content: bytes, bit: int) -> bytes:
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def changed_fields() -> Iterator[tuple[str, Callable[[Manifest], Manifest]]]:
    yield from MANIFESTS.items()
    for name, change in PAYLOADS.items():
        yield name, lambda m, change=change: replace(m, payloads=(change(m.payloads[0]), *m.payloads[1:]))


def test_no_kind_of_change_in_any_state_is_ever_sent(ground: Range) -> None:
    tried: Counter[str] = Counter()
    for (kind, change), state in itertools.product(changed_fields(), STATES):
        ground.restore(state)
        ground.put(change(ground.edition.sealed()).canonical_bytes(), with_digest=True)
        assert ground.serve(state) not in {DeliveryState.SENT, DeliveryState.VERIFIED}, (kind, state)
        assert ground.requests() == 0, (kind, state)
        tried[state] += 1
    assert set(tried.values()) == {len(MANIFESTS) + len(PAYLOADS)}


def test_no_flipped_bit_of_the_manifest_in_any_state_is_ever_sent(ground: Range) -> None:
    seeded, content = random.Random(4), ground.edition.manifest
    bits = seeded.sample(range(len(content) * 8), 440)
    for number, (bit, state) in enumerate(zip(bits, itertools.cycle(STATES), strict=False)):
        ground.restore(state)
        ground.put(flipped(content, bit), with_digest=bool(number // len(STATES) % 2))
        assert ground.serve(state) not in {DeliveryState.SENT, DeliveryState.VERIFIED}, (bit, state)
        assert ground.requests() == 0, (bit, state)


def test_no_flipped_bit_of_a_picture_in_any_state_is_ever_published(ground: Range) -> None:
    seeded = random.Random(5)
    for path in ground.pictures:
        content = path.read_bytes()
        bits = seeded.sample(range(len(content) * 8), 80 // len(ground.pictures))
        for bit, state in zip(bits, itertools.cycle(STATES), strict=False):
            ground.restore(state)
            path.write_bytes(flipped(content, bit))
            assert ground.serve(state) not in {DeliveryState.SENT, DeliveryState.VERIFIED}, (bit, state)
            assert ground.requests() == 0, (bit, state)
        path.unlink()
        ground.restore("queued")
        assert ground.serve("queued") is DeliveryState.FAILED, "a picture taken away"
        path.write_bytes(content)


def test_the_unchanged_edition_goes_out_from_every_state(ground: Range) -> None:
    """The legal twin, last: the same range, the same owner, no guards; nothing was changed but the state."""
    for number, state in enumerate(STATES, 1):
        ground.outbox.server.ledger.posts.clear()
        ground.restore(state)
        prove(ground.outbox.office, ground.edition)
        assert ground.serve(state) is DeliveryState.VERIFIED, state
        assert ground.outbox.publishing_requests() == number
