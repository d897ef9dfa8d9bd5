"""What is asked all day long looks up what it wants: nothing reads a table whole that grows with the years."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from editor_app.services import ahead, deadlines, publishing, silence, vaults
from editor_app.storage.queries.queue_rows import Order, QueueFilter
from editor_app.worker import Worker
from tests.benchmarks.statements import recorded
from tests.services.office import full_office
from tests.services.outbox import new_outbox

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tests.benchmarks.statements import Said
    from tests.services.outbox import Outbox

GROWING = (
    "delivery", "delivery_step", "delivery_late", "attempt", "read_back", "edition", "revision", "document", "approval",
    "audit", "reading", "recheck", "message_reply", "comment_thread", "acknowledgement",
)  # fmt: skip
_BARE = re.compile(r"SCAN (\w+)$")
_NEWEST = re.compile(r"FROM audit\s+ORDER BY audit\.sequence DESC\s+LIMIT")
"""A scan of the audit from its end, which stops at once."""


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    """On SQLite, whose plans are read."""
    made = new_outbox(full_office(tmp_path / "office"), tmp_path)
    yield made
    made.close()


class AnyValue(dict[str, object]):
    """A value for every name."""

    def __missing__(self, _name: str) -> None:
        return None


def scans(database: Path, said: Iterable[Said]) -> dict[str, set[str]]:
    """The statements that read a growing table from its beginning to its end, by table or its name in the statement."""
    connection, found = sqlite3.connect(database), defaultdict[str, set[str]](set)
    for sql in {each.sql for each in said}:
        if not sql.lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE", "WITH")) or _NEWEST.search(sql):
            continue
        values = [None] * sql.count("?") if "?" in sql else AnyValue()
        for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values):
            scanned = _BARE.match(step)
            if scanned is not None and _table(sql, scanned[1]) in GROWING:
                found[scanned[1]].add(" ".join(sql.split()))
    connection.close()
    return dict(found)


def _table(sql: str, name: str) -> str:
    """The table that a name stands for in a statement."""
    named = re.search(rf"(\w+) AS {name}\b", sql)
    return named[1] if named else name


def test_serving_showing_and_freezing_read_no_growing_table_whole(outbox: Outbox) -> None:
    outbox.connect("site", "draft-flip")
    desk = outbox.office.desk
    with recorded(desk.database) as said:
        delivery = outbox.queued("site", "一份")
        worker = Worker(desk, vaults.opened(outbox.office.admin), lambda _outcome: None)
        worker.run_until_idle()
        ahead.expire_overdue(worker._sender)
        worker.close()
        deadlines.escalate(desk, worker._sender.actor)
        for order in (Order.QUEUED, Order.PLANNED):
            publishing.status(desk, QueueFilter(order=order))
        publishing.counts(desk)
        publishing.timeline(desk, delivery.id)
        silence.freeze(outbox.office.publisher, "数字有误")
        silence.lift(outbox.office.publisher, "已核对")
    assert len({each.sql for each in said}) > 60
    assert scans(desk.store.folder / "workspace.db", said) == {}


def test_a_table_read_whole_is_seen(outbox: Outbox) -> None:
    with recorded(outbox.office.desk.database) as said, outbox.office.desk.database.read() as snapshot:
        snapshot.connection.exec_driver_sql("SELECT count(*) FROM attempt AS tried WHERE tried.key = 'x'")
    assert set(scans(outbox.office.desk.store.folder / "workspace.db", said)) == {"tried"}
