"""How the queue's rows are put together: by edition, by day, by account; apart because table and reading share it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Final

from editor_app.domain.delivery import OUT, DeliveryState, k_of_n
from editor_app.storage.queries.queue_rows import Order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from editor_app.storage.queries.queue_rows import DeliveryRow

SEGMENTS: Final = 24
"""At most so many segments stand for the deliveries of a day or an account."""
_UNCOUNTED: Final = frozenset({DeliveryState.CANCELLED, DeliveryState.VOID})


class Grouping(StrEnum):
    """What the heads of the queue stand for."""

    EDITION = "edition"
    DAY = "day"
    ACCOUNT = "account"


ORDERS: Final = {Grouping.EDITION: Order.QUEUED, Grouping.DAY: Order.PLANNED, Grouping.ACCOUNT: Order.ACCOUNT}


@dataclass(frozen=True, slots=True)
class Group:
    """One head of the queue: the rows shown, and the states of all its deliveries."""

    key: str
    """The id of the edition or the account, or the day as 2026-12-04."""
    number: int
    """The edition's; 0 for a day or an account."""
    digest: str
    title: str
    rows: tuple[DeliveryRow, ...]
    states: tuple[DeliveryState, ...]
    """One for each delivery of an edition; of a day or an account a sample in proportion."""
    kind: Grouping = Grouping.EDITION
    counted: tuple[int, int] | None = None
    """How many are out, and of how many; None = as the states say."""

    @property
    def out(self) -> tuple[int, int]:
        """How many are out, and of how many."""
        return self.counted or k_of_n(list(self.states))


Tally = Counter[DeliveryState]


def by_edition(rows: Sequence[DeliveryRow]) -> list[Group]:
    """Rows of one edition lie side by side, as they were queued in one transaction."""
    return [_edition(tuple(some)) for _, some in groupby(rows, key=lambda row: row.edition)]


def by_account(rows: Sequence[DeliveryRow], tallies: Mapping[str, Tally]) -> list[Group]:
    """Rows of one account, read in the order of accounts."""
    return _counted(rows, lambda row: row.account, Grouping.ACCOUNT, tallies)


def by_day(rows: Sequence[DeliveryRow], zone: ZoneInfo, tallies: Mapping[str, Tally]) -> list[Group]:
    """Rows of one day of the office, read in the order of slots."""
    return _counted(rows, lambda row: day_key(row.planned_at, zone), Grouping.DAY, tallies)


def day_key(moment: datetime, zone: ZoneInfo) -> str:
    """The day of a moment in the office's zone."""
    return moment.astimezone(zone).date().isoformat()


def summed(counted: Iterable[tuple[str, DeliveryState, int]]) -> dict[str, Tally]:
    """Numbers of states by key."""
    found: dict[str, Tally] = {}
    for key, state, number in counted:
        found.setdefault(key, Counter())[state] += number
    return found


def sample(tally: Tally, most: int = SEGMENTS) -> tuple[DeliveryState, ...]:
    """The states of a tally in proportion, in the order of `DeliveryState`; each that occurs is there at least once."""
    total = sum(tally.values())
    shown: list[DeliveryState] = []
    for state in DeliveryState:
        if number := tally[state]:
            shown += [state] * (number if total <= most else max(1, round(number * most / total)))
    return tuple(shown)


def _edition(rows: tuple[DeliveryRow, ...]) -> Group:
    head, ordered = rows[0], tuple(reversed(rows))
    states = tuple(row.state for row in ordered)
    return Group(head.edition, head.edition_number, head.digest, head.title, ordered, states)


def _counted(
    rows: Sequence[DeliveryRow], key: Callable[[DeliveryRow], str], kind: Grouping, tallies: Mapping[str, Tally]
) -> list[Group]:
    found: list[Group] = []
    for name, some in groupby(rows, key=key):
        shown = tuple(some)
        tally = tallies.get(name) or Counter(row.state for row in shown)
        title = shown[0].account_name if kind is Grouping.ACCOUNT else ""
        found.append(Group(name, 0, "", title, shown, sample(tally), kind, _out_of(tally)))
    return found


def _out_of(tally: Tally) -> tuple[int, int]:
    return sum(tally[state] for state in OUT), sum(number for state, number in tally.items() if state not in _UNCOUNTED)
