"""A workspace whose every row is borne out by a line of its log: what `audit --verify` is measured on."""

from __future__ import annotations

import json
import resource
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.domain.audit import Actor, AuditRow, Subject, row_hash
from editor_app.domain.canonical import canonical
from editor_app.domain.document import Content
from editor_app.domain.identifiers import new_id
from editor_app.domain.instants import instant, microseconds
from editor_app.services import auditing
from editor_app.storage import seals
from editor_app.storage.queries.revision_json import content_as_json
from tests.benchmarks.crowd import without_guards
from tests.services.office import START, full_office

if TYPE_CHECKING:
    import sqlite3

    from tests.services.office import Office

_START = microseconds(START)
_BODY = "政务公开工作要点，共十二项。" * 60
"""About 800 characters, as a news item has them."""


def proven_office(folder: Path, number: int) -> Office:
    """An office with `number` documents of one revision, each begun by a line of its own that seals both rows."""
    office = full_office(folder)
    office.desk.store.database._transactions._put_away()
    with without_guards(folder / "workspace.db") as base:
        author = base.execute("SELECT id FROM member WHERE name = 'editor'").fetchone()[0]
        first = base.execute("SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1").fetchone()
        _fill(base, author, number, first)
    return office


def _fill(base: sqlite3.Connection, author: str, number: int, last: tuple[int, str]) -> None:
    made = (_one(author, at) for at in range(number))
    previous, sequence = last[1], last[0]
    for document, revision, detail in made:
        sequence += 1
        at = instant(revision["saved_at"])  # type: ignore[arg-type]
        row = AuditRow(
            sequence, new_id(), at, Actor(f"member:{author}", "editor"), "document.create",
            Subject("document", str(document["id"])), detail, previous, "",
        )  # fmt: skip
        previous = row_hash(row)
        base.execute(
            "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (sequence, row.transaction, revision["saved_at"], row.actor.key, row.actor.name, row.action, "document",
             document["id"], detail, row.previous, previous),
        )  # fmt: skip
        for table, values in (("document", document), ("revision", revision)):
            names = ", ".join(f'"{name}"' for name in values)
            places = ", ".join(f":{name}" for name in values)
            base.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", values)


def _one(author: str, number: int) -> tuple[dict[str, object], dict[str, object], str]:
    """A document, its revision, and what the line about both says."""
    at, empty = _START + number, canonical([]).decode()
    content = Content(title=f"第 {number} 号便民事项", body=_BODY)
    document: dict[str, object] = {
        "id": f"o{number}", "year": 2025, "ordinal": number + 1, "kind": "news", "created_by": author, "created_at": at,
    }  # fmt: skip
    revision: dict[str, object] = {
        "id": f"r{number}", "document": f"o{number}", "number": 1, "parent": None, "title": content.title,
        "content": canonical(content_as_json(content)).decode(), "overrides": empty, "charts": empty,
        "author": author, "saved_at": at,
    }  # fmt: skip
    sealed = {
        seals.SEAL: {
            table: seals.digest(table, values)  # type: ignore[arg-type]
            for table, values in (("document", document), ("revision", revision))
        }
    }
    return document, revision, canonical({"number": 1, "revision": f"r{number}", **sealed}).decode()


def main(folder: Path, number: int) -> None:
    """Make it, verify it, and say what that took: a process of its own, so that its memory can be told."""
    told: list[float] = []
    with closing(proven_office(folder, number).desk) as desk:
        before, began = _megabytes(), time.process_time()
        said = auditing.verify(desk, lambda share, _words: told.append(share))
        took = time.process_time() - began
    figures = {"lines": said.lines, "valid": said.is_valid, "cpu": took, "told": len(told)}
    print(json.dumps({**figures, "before": before, "after": _megabytes()}))  # noqa: T201 - the test reads it


def _megabytes() -> float:
    """The most memory that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
