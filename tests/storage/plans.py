"""What SQLite would do for a statement: a plan can be asserted where a time would depend on the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.storage.prepared import Prepared

if TYPE_CHECKING:
    from sqlalchemy import Connection, Executable


def plan(connection: Connection, statement: Executable | Prepared, **values: object) -> str:
    """The lines of EXPLAIN QUERY PLAN, joined; values as the driver takes them."""
    made = statement.statement if isinstance(statement, Prepared) else statement
    compiled = made.compile(dialect=connection.dialect, compile_kwargs={"render_postcompile": True})  # type: ignore[attr-defined]
    bound = compiled.construct_params(values) | values
    row = tuple(bound[name] for name in compiled.positiontup or ())
    return " / ".join(str(each[-1]) for each in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", row))
