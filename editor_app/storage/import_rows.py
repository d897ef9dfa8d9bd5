"""An export put into an empty database, past the guards, in one transaction: looked over before they stand again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import Column, MetaData, Table, inspect
from sqlalchemy.exc import DBAPIError

from editor_app.domain.errors import Conflict, Invalid
from editor_app.domain.progress import within
from editor_app.domain.text import T
from editor_app.storage import audit, guards, schema
from editor_app.storage.export_file import wrong_line
from editor_app.storage.export_rows import NOT_EXPORTED, columns_of, values
from editor_app.storage.refusals import in_words
from editor_app.storage.schema_shape import run_migrations
from editor_app.storage.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection, Engine

    from editor_app.domain.progress import Progress
    from editor_app.storage.export_file import ExportFile

_AT_ONCE = 500
_NAMED = {
    "approval": ("edition", "by"), "edition": ("id",), "delivery": ("id",), "member": ("id",), "member_key": ("id",),
}  # fmt: skip
"""By what the rows of a table are named when one of them is found to be forged."""


@dataclass(slots=True)
class Lines:
    """On which line of the export each row stood that may have to be named."""

    numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def of(self, table: str, key: str) -> int:
        """The line of that row; 0 when nobody kept it."""
        return self.numbers.get((table, key), 0)


def load(
    engine: Engine, export: ExportFile, vouch: Callable[[Snapshot, Lines], None], progress: Progress, here: str
) -> None:
    """Make the workspace of an export in an empty database, or leave the database as it was.

    Args:
        engine: of an empty database.
        export: opened.
        vouch: looks signatures and states over and raises; called before the guards stand.
        progress: told how far it is.
        here: SQL that is run last, such as a mark that the workspace came from elsewhere; may be empty.

    Raises:
        Invalid: a row, a reference or the audit log is not as it should be; the line is named.
        Conflict: the database isn't empty.
    """
    with in_words(), engine.connect() as fresh:
        connection = fresh.execution_options(writing=True)
        with connection.begin():
            if inspect(connection).get_table_names():
                raise Conflict(T("There is something in this database already."), T("Name an empty one."))
            run_migrations(connection, export.schema)
            lines = _rows(connection, export, within(progress, 0.0, 0.7))
            run_migrations(connection, schema.VERSION, export.schema)
            _require_itself(connection, export)
            progress(0.7, T("The audit log is checked"))
            _require_chain(Snapshot(connection), export)
            progress(0.8, T("The signatures are checked"))
            vouch(Snapshot(connection), lines)
            guards.install(connection)
            schema.stamp(connection, schema.VERSION)
            if here:
                connection.exec_driver_sql(here)


def _rows(connection: Connection, export: ExportFile, progress: Progress) -> Lines:
    chosen = [table for table in _tables(connection) if table.name not in NOT_EXPORTED]
    if {table.name for table in chosen} != export.tables.keys():
        raise Invalid(
            T("Its tables are not those of a workspace of that version."),
            T("Nothing was taken over. Ask for the file anew."),
        )
    lines = Lines()
    for number, table in enumerate(chosen):
        _table(connection, table, export, lines, within(progress, number / len(chosen), (number + 1) / len(chosen)))
    return lines


def _tables(connection: Connection) -> Iterator[Table]:
    """The tables as they are now, referred ones first; an older export has those of its own version."""
    inspector = inspect(connection)
    for name, _references in inspector.get_sorted_table_and_fkc_names():
        if name is not None:
            columns = inspector.get_columns(name)
            yield Table(
                name, MetaData(), *(Column(each["name"], each["type"], nullable=each["nullable"]) for each in columns)
            )


def _table(connection: Connection, table: Table, export: ExportFile, lines: Lines, progress: Progress) -> None:
    every = max(1, export.tables[table.name][0])
    for page in _pages(export, table, lines):
        progress(page[0][0] / every, T("The tables are read"))
        try:
            with connection.begin_nested():
                connection.execute(table.insert(), [row for _number, row in page])
        except DBAPIError:
            _find_refused(connection, table, page)
            raise


def _pages(export: ExportFile, table: Table, lines: Lines) -> Iterator[list[tuple[int, dict[str, object]]]]:
    page: list[tuple[int, dict[str, object]]] = []
    names = _NAMED.get(table.name)
    for number, line in export.lines(table.name):
        try:
            row = values(table, line)
        except (ValueError, RecursionError) as error:
            raise wrong_line(number, table.name, T("it is not a row of this table")) from error
        if names:
            lines.numbers[table.name, columns_of(row, *names)] = number
        page.append((number, row))
        if len(page) == _AT_ONCE:
            yield page
            page = []
    if page:
        yield page


def _find_refused(connection: Connection, table: Table, page: list[tuple[int, dict[str, object]]]) -> None:
    """Name the first row that the database refuses: a reference to nothing, a second of its kind, an unknown word."""
    for number, row in page:
        try:
            with connection.begin_nested():
                connection.execute(table.insert(), row)
        except DBAPIError as error:
            raise wrong_line(number, table.name, T("it contradicts other rows or the rules of its table")) from error


def _require_itself(connection: Connection, export: ExportFile) -> None:
    ids = connection.exec_driver_sql("SELECT id FROM workspace").scalars().all()
    if list(ids) != [export.workspace]:
        raise wrong_line(1, "workspace", T("it is another workspace than its manifest says"))


def _require_chain(snapshot: Snapshot, export: ExportFile) -> None:
    broken = audit.first_altered(snapshot)
    if broken is not None:
        raise wrong_line(broken, "audit", T("it does not follow from the line before"))
    if audit.head(snapshot) != (export.sequence, export.head):
        raise wrong_line(export.sequence, "audit", T("the log ends elsewhere than its manifest says"))
