"""Whether each row on record is what its line of the audit log sealed: content, who, when; table by table."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import ARRAY, BigInteger, Boolean, String, bindparam, column, func, null, select, type_coerce

from editor_app.domain.identifiers import sha256
from editor_app.domain.progress import silent
from editor_app.domain.text import T, Text
from editor_app.storage.all_tables import metadata
from editor_app.storage.export_rows import rows
from editor_app.storage.seals import IN_TURN, RULES, SEAL, Rule, digest
from editor_app.storage.tables import audit
from editor_app.storage.team_state import is_entered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from editor_app.domain.canonical import Json
    from editor_app.domain.progress import Progress
    from editor_app.storage.snapshot import Snapshot

_Row = dict[str, "Json"]
_Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Unproven:
    """A row that the audit log or a signature doesn't bear out."""

    table: str
    key: str
    """Its primary key; several columns with `|` between them."""
    line: int | None
    """Of the audit log; None = no line is about it."""
    why: Text


class _Line(NamedTuple):
    """One about rows of a table."""

    is_veiled: bool
    """Whether an embargo keeps what it says from whoever looks; then the row itself is kept, but for a few."""
    sequence: int
    at: int
    actor: str
    subject: str
    detail: dict[str, Json]


def unproven(snapshot: Snapshot, progress: Progress = silent) -> Iterator[Unproven]:
    """Every row that is not what the log says, in the order of the tables.

    Args:
        snapshot: whose audit chain was found whole.
        progress: told after each table.
    """
    for done, rule in enumerate(RULES, 1):
        yield from _Table(snapshot, rule).unproven()
        progress(done / len(RULES), T("The rows on record are checked"))


class _Table:
    """The rows of one table beside the lines about them."""

    def __init__(self, snapshot: Snapshot, rule: Rule) -> None:
        self._snapshot, self._rule = snapshot, rule
        self._table = metadata.tables[rule.table]
        self._names = tuple(column.name for column in self._table.primary_key)
        self._by_sequence = "audit_sequence" in self._table.columns and not rule.keys
        self._turns: dict[str, int] = {}

    def unproven(self) -> Iterator[Unproven]:
        lines, met = self._lines(), set[_Key]()
        self._turns.clear()
        for raw in rows(self._snapshot.connection, self._table):
            row: _Row = json.loads(raw)
            if not self._is_meant(row):
                continue
            key = self._key_of_row(row)
            met.add(key)
            line = lines.get(key)
            why = T("no line of the log is about it") if line is None else self._fault(row, line)
            if why is not None:
                named = "|".join(str(row[name]) for name in self._names)
                yield Unproven(self._rule.table, named, line.sequence if line else None, why)
        if self._rule.is_promised:
            for key, line in lines.items():
                if key not in met and not line.is_veiled:
                    yield Unproven(self._rule.table, line.subject, line.sequence, T("the row is gone"))

    def _is_meant(self, row: _Row) -> bool:
        only = self._rule.only
        return not only or (row[only.lstrip("!")] is None) is only.startswith("!")

    def _fault(self, row: _Row, line: _Line) -> Text | None:
        rule = self._rule
        if rule.subject and row[rule.subject] != line.subject:
            return T("the log knows it of another")
        if rule.by and line.actor != f"member:{row[rule.by]}":
            return T("the log names somebody else")
        if rule.at and row[rule.at] != line.at:
            return T("the log tells another time")
        if not all(_is_said(line.detail, name, row[column]) for column, name in rule.said):
            return T("the log says something else")
        return T("its content was changed") if _is_changed(rule, row, line.detail.get(SEAL)) else None

    def _lines(self) -> dict[_Key, _Line]:
        connection = self._snapshot.connection
        query = _LINES_OF_TEAM if is_entered(connection) else _LINES
        found = connection.execute(query, {"kind": self._rule.kind, "actions": list(self._rule.actions)})
        lines: dict[_Key, _Line] = {}
        for row in found:
            is_veiled = row.fits is not None
            line = _Line(is_veiled, row.sequence, row.at, row.actor, row.subject_id, self._needed(row.detail))
            lines.setdefault(self._key_of_line(line), line)
        return lines

    def _needed(self, detail: str) -> dict[str, Json]:
        """What this table needs of a line's detail: a log of years is held in memory for each table in turn."""
        rule, said = self._rule, json.loads(detail)
        kept = said.get(SEAL)
        names = {name for _, name in (*rule.said, *rule.keys)} & said.keys()
        needed: dict[str, Json] = {name: said[name] for name in names}
        if isinstance(kept, dict):
            needed[SEAL] = {rule.table: kept[rule.table]} if rule.table in kept else {}
        return needed

    def _key_of_line(self, line: _Line) -> _Key:
        if self._by_sequence:
            return (line.sequence,)
        return (line.subject, *(self._turn(line.subject, name) or line.detail.get(name) for _, name in self._chosen()))

    def _key_of_row(self, row: _Row) -> _Key:
        if self._by_sequence:
            return (row["audit_sequence"],)
        subject = str(row[self._rule.subject])
        return (subject, *(row[column] for column, _ in self._chosen()))

    def _chosen(self) -> tuple[tuple[str, str], ...]:
        return tuple(key for key in self._rule.keys if key[1])

    def _turn(self, subject: str, name: str) -> int:
        """The number of a line among those about its subject; 0 = they aren't counted."""
        if name != IN_TURN:
            return 0
        self._turns[subject] = self._turns.get(subject, 0) + 1
        return self._turns[subject]


def _is_changed(rule: Rule, row: _Row, kept: Json) -> bool:
    if rule.hashed and sha256(str(row[rule.hashed]).encode()) != row["digest"]:
        return True
    return bool(rule.sealed) and isinstance(kept, dict) and kept.get(rule.table, "") != digest(rule.table, row)


def _is_said(detail: dict[str, Json], name: str, value: Json) -> bool:
    if name not in detail:
        return True
    said = detail[name]
    if isinstance(said, list):
        return value in said or value == ",".join(map(str, said))
    return said == value


_LINES = (
    select(
        audit.c.sequence, type_coerce(audit.c.at, BigInteger).label("at"), audit.c.actor, audit.c.subject_id,
        type_coerce(audit.c.detail, String).label("detail"), null().label("fits"),
    )
    .where(audit.c.subject_kind == bindparam("kind"), audit.c.action.in_(bindparam("actions", expanding=True)))
    .order_by(audit.c.sequence)
)  # fmt: skip
_lines = func.team.lines_of(bindparam("kind"), bindparam("actions", type_=ARRAY(String))).table_valued(
    column("sequence", BigInteger), column("at", BigInteger), column("actor", String), column("subject_id", String),
    column("detail", String), column("fits", Boolean),
)  # fmt: skip
_LINES_OF_TEAM = select(_lines).order_by(_lines.c.sequence)
