"""A workspace as it is after years: 100,000 documents, deliveries and audit rows, put there in seconds by plain SQL."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from editor_app.domain.audit import Actor, AuditRow, Subject, row_hash
from editor_app.domain.canonical import canonical
from editor_app.domain.document import Content
from editor_app.domain.identifiers import new_id, sha256
from editor_app.domain.instants import instant, microseconds
from editor_app.storage.queries.deliveries import NEVER
from editor_app.storage.queries.revision_json import content_as_json
from tests.services.office import START, full_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.services.office import Office

NUMBER = 100_000
ACCOUNTS = 10
_START = microseconds(START)
_STATES = ("verified",) * 8 + ("failed", "cancelled")


def crowded_office(folder: Path, characters: int = 300) -> Office:
    """An office with all its people and ten accounts, and `NUMBER` documents of so many characters."""
    office = full_office(folder)
    for number in range(ACCOUNTS):
        office.connect(f"account {number}", profile="keyed", channel=f"c{number}")
    office.desk.store.database._transactions._put_away()
    with without_guards(folder / "workspace.db") as base:
        _fill(base, characters)
    return office


@contextmanager
def without_guards(path: Path) -> Iterator[sqlite3.Connection]:
    """The database without its guards, which are put on again as they were: what they refuse isn't measured here."""
    base = sqlite3.connect(path, isolation_level=None)
    guards = base.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    base.execute("BEGIN IMMEDIATE")
    for name, _ in guards:
        base.execute(f'DROP TRIGGER "{name}"')
    yield base
    for _, sql in guards:
        base.execute(sql)
    base.execute("COMMIT")
    base.execute("ANALYZE")
    base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    base.close()


def _fill(base: sqlite3.Connection, characters: int) -> None:
    author = base.execute("SELECT id FROM member WHERE name = 'editor'").fetchone()[0]
    accounts = [row[0] for row in base.execute("SELECT id FROM account ORDER BY name")]
    route = base.execute("SELECT id FROM route").fetchone()[0]
    first = base.execute("SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1").fetchone()
    _insert(base, "audit", _audit_rows(*first))
    _insert(base, "document", _documents(author))
    _insert(base, "revision", _revisions(author, characters))
    _insert(base, "edition", _editions(author, route))
    _insert(base, "delivery", _deliveries(accounts, first[0]))
    _insert(base, "delivery_step", _steps())
    _insert(base, "attempt", _attempts(accounts))
    _insert(base, "read_back", _read_backs())


def _insert(base: sqlite3.Connection, table: str, rows: Iterator[dict[str, object]]) -> None:
    head = next(rows)
    places = ", ".join(f":{name}" for name in head)
    names = ", ".join(f'"{name}"' for name in head)
    statement = f"INSERT INTO {table} ({names}) VALUES ({places})"
    base.execute(statement, head)
    base.executemany(statement, rows)


def _audit_rows(sequence: int, previous: str) -> Iterator[dict[str, object]]:
    for number in range(NUMBER):
        at = instant(_START + number)
        row = AuditRow(
            sequence + number + 1, new_id(), at, Actor("system", "crowd"), "delivery.queue",
            Subject("delivery", f"d{number}"), "{}", previous, "",
        )  # fmt: skip
        previous = row_hash(row)
        yield {
            "sequence": row.sequence, "transaction_id": row.transaction, "at": _START + number, "actor": "system",
            "actor_name": "crowd", "action": row.action, "subject_kind": "delivery", "subject_id": f"d{number}",
            "detail": "{}", "previous": row.previous, "hash": previous,
        }  # fmt: skip


def _documents(author: str) -> Iterator[dict[str, object]]:
    for number in range(NUMBER):
        yield {
            "id": f"o{number}", "year": 2025, "ordinal": number + 1, "kind": "news", "created_by": author,
            "created_at": _START + number,
        }  # fmt: skip


def _revisions(author: str, characters: int) -> Iterator[dict[str, object]]:
    body = ("政务公开工作要点，共十二项。" * (characters // 14 + 1))[:characters]
    empty = canonical([]).decode()
    for number in range(NUMBER):
        content = Content(title=f"第 {number} 号便民事项", body=body)
        yield {
            "id": f"r{number}", "document": f"o{number}", "number": 1, "title": content.title,
            "content": canonical(content_as_json(content)).decode(), "overrides": empty, "charts": empty,
            "author": author, "saved_at": _START + number,
        }  # fmt: skip


def _editions(author: str, route: str) -> Iterator[dict[str, object]]:
    for number in range(NUMBER // ACCOUNTS):
        yield {
            "id": f"e{number}", "document": f"o{number}", "revision": f"r{number}", "number": 1,
            "kind": "publication", "state": "approved", "digest": sha256(f"e{number}".encode()), "manifest": b"{}",
            "route": route, "submitted_by": author, "submitted_at": _START + number,
        }  # fmt: skip


def _deliveries(accounts: list[str], sequence: int) -> Iterator[dict[str, object]]:
    never = microseconds(NEVER)
    for number in range(NUMBER):
        state = _STATES[number % 7 % len(_STATES)] if number % 3 else _STATES[number % len(_STATES)]
        out = state == "verified"
        yield {
            "id": f"d{number}", "edition": f"e{number // ACCOUNTS}", "account": accounts[number % ACCOUNTS],
            "digest": sha256(f"e{number // ACCOUNTS}".encode()), "key": f"{number:016x}", "state": state,
            "fence": 1, "planned_at": _START, "planned_zone": "", "planned_wall": "", "grace_seconds": 900,
            "position": sequence + number + 1, "next_try_at": never, "tries": 0,
            "remote_id": f"p{number}" if out else None, "url": "http://127.0.0.1:9/p" if out else None,
            "received_at": _START if out else None, "audit_sequence": sequence + number + 1,
        }  # fmt: skip


def _steps() -> Iterator[dict[str, object]]:
    for number in range(NUMBER):
        yield {
            "delivery": f"d{number}", "ordinal": 1, "name": "publish", "step_class": "public",
            "remote_id": f"p{number}", "url": "http://127.0.0.1:9/p", "done_at": _START,
        }  # fmt: skip


def _attempts(accounts: list[str]) -> Iterator[dict[str, object]]:
    for number in range(NUMBER):
        yield {
            "id": f"t{number}", "delivery": f"d{number}", "account": accounts[number % ACCOUNTS], "step": 1,
            "fence": 1, "state": "done", "request_digest": sha256(f"d{number}".encode()), "key": f"{number:016x}",
            "watermark": "", "begun_at": _START, "boot": "boot", "boot_microseconds": 0, "ended_at": _START,
        }  # fmt: skip


def _read_backs() -> Iterator[dict[str, object]]:
    for number in range(NUMBER):
        yield {
            "delivery": f"d{number}", "ordinal": 1, "at": _START, "verdict": "identical",
            "normalisations": "[]", "differences": "[]", "observed_digest": sha256(f"d{number}".encode()),
        }  # fmt: skip
