"""First in, first out: which delivery to an account stands before another, unless a person has let that one past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists, or_

from editor_app.storage.watch_tables import passing

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, FromClause


def stands_before(earlier: FromClause, later: FromClause) -> tuple[ColumnElement[bool], ...]:
    """Conditions under which a row of `earlier` was queued before that of `later` and nobody let the later one past.

    What is being sent just now stands before it in any case: only one of an account is, ever.

    Args:
        earlier: the table of deliveries, or an alias of it.
        later: another of them.
    """
    return (
        earlier.c.account == later.c.account,
        earlier.c.position < later.c.position,
        or_(earlier.c.state == "working", ~let_past(later, earlier)),
    )


def let_past(later: FromClause, earlier: FromClause) -> ColumnElement[bool]:
    """Whether a publisher has let a row of `later` go out before the outcome of that of `earlier` is known."""
    found = exists().where(passing.c.delivery == later.c.id, passing.c.past == earlier.c.id)
    return found.correlate(later, earlier)
