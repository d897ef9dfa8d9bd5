"""Moving many deliveries at once: every audit row in one pass of the chain, every change in one run of a statement."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import Integer, bindparam, func, select, update

from editor_app.domain.audit import AuditRow, Subject
from editor_app.domain.canonical import canonical
from editor_app.domain.delivery import Delivery, DeliveryState, Event, after
from editor_app.domain.errors import Conflict
from editor_app.domain.text import T, Text
from editor_app.storage import audit
from editor_app.storage.prepared import Prepared
from editor_app.storage.queries import deliveries, embargo
from editor_app.storage.tables import delivery

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from editor_app.domain.canonical import Json
    from editor_app.storage.database import Work
    from editor_app.storage.queries.deliveries import Change

_NOTHING: dict[str, Json] = {}
_first = (
    select(delivery.c.id, delivery.c.position)
    .where(delivery.c.state == bindparam("before"))
    .order_by(delivery.c.position)
    .limit(bindparam("most", type_=Integer))
    .subquery("first")
)
_FIRST = Prepared(select(_first.c.id).order_by(_first.c.position))


def move_many(
    work: Work, event: Event, moved: Sequence[tuple[Delivery, Change]], more: Mapping[str, Json] = _NOTHING
) -> list[Delivery]:
    """Move them all as `deliveries.move` does, each with an audit row of its own; the door's own row serves one.

    Args:
        work: the write in progress.
        event: never a claim, which raises a fence.
        moved: each with what its move sets; every one of them sets the same columns.
        more: what the audit row of each says besides.

    Raises:
        Conflict: one of them isn't any more as `moved` says; the write must not be committed.
        ValueError: no such move.
    """
    if not moved:
        return []
    on_record = _on_record(work, event, moved, more)
    moved = [(one, replace(said, reason=embargo.discreet(work, one.edition, said.reason))) for one, said in moved]
    rows = [
        {
            "state": after(one.state, event).value,
            "audit_sequence": sequence,
            **deliveries.columns_of(change),
            "moved_id": one.id,
            "moved_state": one.state.value,
            "moved_fence": one.fence,
        }
        for (one, change), sequence in zip(moved, on_record, strict=True)
    ]
    columns = tuple(name for name in rows[0] if not name.startswith("moved_"))
    if deliveries.moving(columns).run_many(work.connection, rows) != len(rows):
        raise Conflict(T("This delivery was moved on by somebody else."), T("Look at its newest state."))
    return [deliveries.moved_on(one, after(one.state, event), one.fence, change) for one, change in moved]


def move_first(work: Work, event: Event, before: DeliveryState, most: int, change: Change) -> int:
    """Move the first `most` deliveries that stand in `before`, all by one statement, each with its own audit row.

    Returns:
        How many were moved; fewer than `most` = none is left.

    Raises:
        Conflict: not all of them could be moved; the write must not be committed.
        ValueError: no such move.
    """
    chosen = _FIRST.rows(work.connection, {"before": before.value, "most": most})
    if not chosen:
        return 0
    sequence, previous = (work.sequence, work.head) if work.sequence else audit.head(work)
    one = deliveries.delivery_by_id(work, chosen[0].id)
    subjects = [Subject("delivery", row.id) for row in chosen]
    detail = canonical(deliveries.move_detail(one, event, change)).decode()
    said = (work.transaction, work.at, work.actor, f"delivery.{event.value}", subjects[0], detail)
    first = AuditRow(sequence + 1, *said, previous, "")
    work.sequence, work.head = audit.append_alike(work, first, subjects)
    work.changed.extend(subjects)
    values = {"state": after(before, event).value, **deliveries.columns_of(change)}
    given = {**values, "before": before.value, "most": most, "ahead": sequence}
    if _moving_first(tuple(values)).run(work.connection, given) != len(chosen):
        raise Conflict(T("This delivery was moved on by somebody else."), T("Look at its newest state."))
    return len(chosen)


@lru_cache
def _moving_first(columns: tuple[str, ...]) -> Prepared:
    """The statement that sets these columns, and to each its own audit row: they were numbered in the same order."""
    place = func.row_number().over(order_by=_first.c.position)
    ranked = select(_first.c.id, place.label("place")).subquery("ranked")
    values = {name: bindparam(name, type_=delivery.c[name].type) for name in columns}
    return Prepared(
        update(delivery)
        .where(delivery.c.id == ranked.c.id)
        .values({**values, "audit_sequence": bindparam("ahead", type_=Integer) + ranked.c.place})
    )


def _on_record(
    work: Work, event: Event, moved: Sequence[tuple[Delivery, Change]], more: Mapping[str, Json]
) -> list[int]:
    """The sequence number of each one's audit row, written here but for the row that the door has written."""
    action = f"delivery.{event.value}"
    subjects = [Subject("delivery", one.id) for one, _change in moved]
    said: dict[tuple[DeliveryState, Text | None], dict[str, Json]] = {}
    details = []
    for one, change in moved:
        key = one.state, change.reason
        if key not in said:
            said[key] = {**deliveries.move_detail(one, event, change), **more}
        details.append(said[key])
    written = [work.row_for(action, subject) for subject in subjects]
    new = [pair for pair, row in zip(zip(subjects, details, strict=True), written, strict=True) if row is None]
    numbers = iter(_recorded(work, action, new))
    return [next(numbers) if row is None else row for row in written]


def _recorded(work: Work, action: str, about: Sequence[tuple[Subject, Mapping[str, Json]]]) -> list[int]:
    """A row with its detail for each subject; returns their sequence numbers."""
    if not about:
        return []
    sequence, previous = (work.sequence, work.head) if work.sequence else audit.head(work)
    alike = {id(detail): detail for _subject, detail in about}  # many say the same
    words = {key: canonical(dict(detail)).decode() for key, detail in alike.items()}
    made = audit.append_many(
        work,
        [
            AuditRow(
                sequence + 1, work.transaction, work.at, work.actor, action, subject, words[id(detail)], previous, ""
            )
            for subject, detail in about
        ],
    )
    work.sequence, work.head = made[-1].sequence, made[-1].hash
    work.changed.extend(row.subject for row in made)
    return [row.sequence for row in made]
