"""Reads the queue on threads, one reading at a time; apart so that the view only shows what came back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor_app.domain.member import Deed
from editor_app.ui import background, undecided
from editor_app.ui.views.queue import loading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor_app.domain.account import Account
    from editor_app.domain.identifiers import DeliveryId
    from editor_app.services.desk import Seat
    from editor_app.storage.queries.queue_rows import DeliveryRow
    from editor_app.ui.views.queue.loading import Chosen, Overview, Page, Sought


@dataclass(frozen=True, slots=True)
class Reading:
    """The queue as it was read: for what was sought, with the accounts that may be chosen."""

    sought: Sought
    found: Overview
    accounts: tuple[Account, ...]
    renewed: tuple[DeliveryRow, ...]
    """Rows in sight read again, when too many are shown to read them all; `found` then holds the newest page only."""
    is_whole: bool
    """Whether `found` holds everything that the table showed."""


class QueueReader(QObject):
    """Asked again while it reads, it reads once more and tells the last reading only."""

    read = Signal(object)  # Reading
    paged = Signal(object)  # Page
    chosen = Signal(object)  # Chosen
    failed = Signal(Exception)

    def __init__(self, owner: QObject, seat: Callable[[], Seat | None]) -> None:
        super().__init__(owner)
        self._seat = seat
        self._is_reading = False
        self._next: tuple[Sought, int, Sequence[DeliveryId]] | None = None
        self._sought: Sought | None = None

    def ask(self, sought: Sought, wanted: int, in_sight: Sequence[DeliveryId] = ()) -> None:
        """Read the first pages until `wanted` rows are there; with `in_sight`, one page and those rows again."""
        self._sought = sought
        if self._is_reading:
            self._next = (sought, wanted, in_sight)
            return
        seat = self._seat()
        if seat is None:
            return
        self._is_reading, self._next = True, None
        background.run(self, lambda: _reading(seat, sought, wanted, in_sight), self._tell, self._fail)

    def ask_page(self, sought: Sought, before: int) -> None:
        """Read the page that follows."""
        seat = self._seat()
        if seat is not None:
            page = self._tell_page(sought)
            background.run(self, lambda: loading.page(seat.desk, sought, before), page, self.failed.emit)

    def ask_chosen(self, delivery: DeliveryId) -> None:
        """Read everything about one delivery."""
        seat = self._seat()
        if seat is not None:
            background.run(self, lambda: loading.chosen(seat.desk, delivery), self._tell_chosen, self.failed.emit)

    def _tell(self, reading: Reading) -> None:
        self._is_reading = False
        if reading.sought == self._sought:
            self.read.emit(reading)
        self._go_on()

    def _tell_page(self, sought: Sought) -> Callable[[Page], None]:
        def tell(page: Page) -> None:
            if sought == self._sought:
                self.paged.emit(page)

        return tell

    def _tell_chosen(self, chosen: Chosen) -> None:
        self.chosen.emit(chosen)

    def _fail(self, error: Exception) -> None:
        self._is_reading = False
        self.failed.emit(error)
        self._go_on()

    def _go_on(self) -> None:
        if self._next is not None and not self._is_reading:
            self.ask(*self._next)


def _reading(seat: Seat, sought: Sought, wanted: int, in_sight: Sequence[DeliveryId]) -> Reading:
    from editor_app.services import accounts, approvals

    found = loading.overview(seat.desk, sought, 0 if in_sight else wanted, len(approvals.waiting(seat)))
    may_queue = seat.member.may(Deed.QUEUE)
    found = replace(found, for_me=undecided.count(seat) + (len(found.ready) if may_queue else 0))
    renewed = loading.again(seat.desk, in_sight) if in_sight else []
    return Reading(sought, found, tuple(accounts.all_accounts(seat.desk)), tuple(renewed), not in_sight)
