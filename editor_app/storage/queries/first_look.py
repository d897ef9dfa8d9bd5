"""The gate's first look: one question that is answered with yes when nothing at all stands in a delivery's way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, literal_column, select, text

from editor_app.storage.prepared import Prepared
from editor_app.storage.queries.register import CALLED, UNFILED
from editor_app.storage.queries.silence import STOPPING
from editor_app.storage.tables import delivery

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.identifiers import DeliveryId
    from editor_app.storage.database import Snapshot


def is_clear(snapshot: Snapshot, wanted: DeliveryId, now: datetime) -> bool:
    """Whether none of the gate's rules has anything to look at; False says only that they must look one by one.

    Each condition is wider than its rule: any pause of any account, any step of an embargo that isn't over, any
    timetable, any other unresolved delivery to the account, any emergency that isn't out, any freeze there ever was
    for what was tried before.
    """
    return _CLEAR.first(snapshot.connection, {"id": wanted, "now": now}) is not None


def may_begin(snapshot: Snapshot, wanted: DeliveryId, now: datetime) -> bool:
    """Whether neither a freeze nor the register may have anything against an attempt; False = they must be asked."""
    return _MAY_BEGIN.first(snapshot.connection, {"delivery": wanted, "now": now}) is not None


_EMERGENCY = (
    "SELECT 1 FROM edition AS u CROSS JOIN delivery AS o WHERE u.kind = 'emergency' AND o.edition = u.id"
    " AND o.account = d.account AND o.id <> d.id AND o.state IN ('queued', 'working', 'unknown', 'ask')"
)
_NOTHING_OF = (
    'SELECT 1 FROM "freeze" WHERE lifted_at IS NULL',
    "SELECT 1 FROM budget WHERE paused_until > :now",
    "SELECT 1 FROM setting WHERE name = 'timetable'",
    "SELECT 1 FROM edition_use WHERE edition = d.edition",
    "SELECT 1 FROM embargo WHERE document = e.document AND until > :now",
    "SELECT 1 FROM recall_case WHERE document = e.document AND closed_at IS NULL",
    "SELECT 1 FROM delivery WHERE account = d.account AND state IN ('working', 'unknown', 'ask') AND id <> d.id",
    _EMERGENCY,
    UNFILED,
    CALLED,
)
_CONDITIONS = (
    "d.id = :id AND e.id = d.edition AND a.id = d.account AND a.state = 'active'",
    "(d.fence > 0 OR d.planned_at + d.grace_seconds * 1000000 >= :now)",
    "(e.not_after IS NULL OR e.not_after >= :now)",
    '(d.fence = 0 OR NOT EXISTS (SELECT 1 FROM "freeze"))',
    *(f"NOT EXISTS ({question})" for question in _NOTHING_OF),
)
_CLEAR = Prepared(
    select(literal_column("d.id").label("id"))
    .select_from(text("delivery AS d CROSS JOIN edition AS e CROSS JOIN account AS a"))
    .where(text(" AND ".join(_CONDITIONS)).bindparams(bindparam("now", type_=delivery.c.next_try_at.type)))
)
_d = delivery.alias("d")
_MAY_BEGIN = Prepared(
    select(_d.c.id).where(
        _d.c.id == bindparam("delivery"),
        ~STOPPING.exists(),
        text(f"NOT EXISTS ({UNFILED}) AND NOT EXISTS ({CALLED})").bindparams(
            bindparam("now", type_=delivery.c.next_try_at.type)
        ),
    )
)
