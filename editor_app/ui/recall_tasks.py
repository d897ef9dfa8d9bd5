"""What open recall cases need of the member at this desk; apart from what the queue needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.member import Deed
from editor_app.domain.recall import Standing
from editor_app.ui.i18n import joined, tr, tr_n
from editor_app.ui.moments import since
from editor_app.ui.tasks import FIRST, Task

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from editor_app.services.desk import Seat
    from editor_app.services.recalling import Case

_RED = frozenset({Standing.STILL_LIVE, Standing.STUCK})


def tasks(seat: Seat, now: datetime) -> Iterator[Task]:
    """Every open case, for those who bring it on."""
    from editor_app.services import recalling

    if not (seat.member.may(Deed.CONTROL_DELIVERY) or seat.member.may(Deed.SUBMIT)):
        return
    for case in recalling.cases(seat.desk):
        yield _task(case, now)


def _task(case: Case, now: datetime) -> Task:
    is_red = any(place.standing in _RED for place in case.places)
    left = tr_n(
        "{count} copy is neither proven nor signed off",
        "{count} copies are neither proven nor signed off",
        count=len(case.left),
    )
    return Task(
        f"recall:{case.row.id}:{is_red}",
        FIRST,
        "state:failed" if is_red else "icon:rotate-ccw",
        case.row.title,
        joined(tr("Under recall"), left if case.left else tr("Everything is proven; it can be closed")),
        tr("since {time}", time=since(case.row.opened_at, now)),
        tr("See the case"),
        "recall",
        (("case", case.row.id),),
        "carmine" if is_red else "ochre",
        incident=f"recall:{case.row.id}",
        urgent=is_red,
    )
