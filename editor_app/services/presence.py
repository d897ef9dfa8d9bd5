"""Who else has a document open: shown before the first key, forgotten a minute after the last sign, never a lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.domain.presence import Present
from editor_app.storage.queries import presence as queries

if TYPE_CHECKING:
    from editor_app.domain.identifiers import DocumentId
    from editor_app.domain.presence import Doing, SeatId
    from editor_app.services.desk import Desk, Seat


def sign(seat: Seat, window: SeatId, document: DocumentId, doing: Doing) -> None:
    """Say that this member has the document open in this window.

    Raises:
        Unavailable and its kinds: the store can't take it just now; nothing depends on it.
    """
    now = seat.desk.clock.now()
    here = Present(seat.member.id, seat.member.name, window, doing, now)
    queries.sign(seat.desk.database, here, document, now)


def leave(desk: Desk, window: SeatId) -> None:
    """Say that this window has no document open any more."""
    queries.leave(desk.database, window)


def others(desk: Desk, document: DocumentId, window: SeatId | None = None) -> tuple[Present, ...]:
    """Everybody at the document but this window, who came first first."""
    with desk.database.read() as snapshot:
        found = queries.present(snapshot, document, desk.clock.now())
    return tuple(each for each in found if each.seat != window)
