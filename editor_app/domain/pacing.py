"""When a delivery may go out beside the others: gaps, quiet days, regular times and what stands in each other's way."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from editor_app.domain.edition import EditionKind
from editor_app.domain.timetable import wall_instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from editor_app.domain.identifiers import AccountId, DeliveryId
    from editor_app.domain.timetable import Timetable

ORDINARY = frozenset({EditionKind.PUBLICATION, EditionKind.REPLY})
"""What pacing may make wait; a correction, a withdrawal or an emergency never waits for a calmer moment."""
_DAYS_AHEAD = 400


class ClashKind(StrEnum):
    """What is wrong with a planned time."""

    TOO_CLOSE = "too_close"
    """Nearer to the delivery before it on the same account than the account's gap."""
    OUTSIDE_WINDOW = "outside_window"
    QUIET_DAY = "quiet_day"
    SKIPPED = "skipped"
    """The wall time that was chosen does not exist there: the clocks are put forward."""
    REPEATED = "repeated"
    """The wall time that was chosen happens twice there."""
    CHANGED = "changed"
    """The zone's rules were changed since: the wall time that was chosen is another instant now."""


class Planned(Protocol):
    """What is needed of a delivery to judge its time."""

    @property
    def id(self) -> DeliveryId:
        """Its id."""

    @property
    def account(self) -> AccountId:
        """Where it goes."""

    @property
    def kind(self) -> EditionKind:
        """What kind of edition it is."""

    @property
    def planned_at(self) -> datetime:
        """When it shall go out."""

    @property
    def planned_zone(self) -> str:
        """The zone in which that was chosen; empty = none was."""

    @property
    def planned_wall(self) -> str:
        """The wall time that was chosen, as written; empty = none was."""

    @property
    def not_before(self) -> datetime | None:
        """The beginning of the signed window."""

    @property
    def not_after(self) -> datetime | None:
        """Its end."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing that stands in the way of a planned delivery."""

    delivery: DeliveryId
    kind: ClashKind
    other: DeliveryId | None = None
    """The delivery that is too close."""


def earliest(timetable: Timetable, account: AccountId, planned: datetime, last_out: datetime | None) -> datetime:
    """The first moment from `planned` on that keeps the account's gap and lies on no quiet day.

    Args:
        last_out: when the account published last; None = never.
    """
    gap = timetable.of(account).gap
    spaced = max(planned, last_out + gap) if last_out is not None and gap else planned
    return timetable.after_quiet(spaced)


def regular_times(timetable: Timetable, account: AccountId, after: datetime) -> Iterator[datetime]:
    """The account's regular times later than `after`, for a year to come, without quiet and skipped ones."""
    regular, zone = timetable.of(account).regular, timetable.zone
    first = timetable.day(after)
    for days in range(_DAYS_AHEAD):
        day = first + timedelta(days=days)
        if timetable.quiet.covers(day):
            continue
        walls = [each.wall for each in regular if each.weekday == day.weekday()]
        found = sorted(at for wall in walls if (at := wall_instant(day, wall, zone)) is not None)
        yield from (at for at in found if at > after)


def free_time(timetable: Timetable, account: AccountId, after: datetime, taken: Iterable[datetime]) -> datetime | None:
    """The next regular time that is free, and no nearer to a taken one than the account's gap; None = there is none."""
    gap, others = timetable.of(account).gap, sorted(taken)
    for at in regular_times(timetable, account, after):
        if not any(other == at or abs(other - at) < gap for other in others):
            return at
    return None


def conflicts(timetable: Timetable, planned: Sequence[Planned]) -> list[Clash]:
    """Everything that stands in the way of these deliveries, in the order of their times."""
    found = [Clash(each.id, clash) for each in planned for clash in _clashes(timetable, each)]
    found += _too_close(timetable, planned)
    at = {each.id: each.planned_at for each in planned}
    return sorted(found, key=lambda each: (at[each.delivery], each.kind))


def _clashes(timetable: Timetable, planned: Planned) -> Iterator[ClashKind]:
    early = planned.not_before is not None and planned.planned_at < planned.not_before
    late = planned.not_after is not None and planned.planned_at > planned.not_after
    if early or late:
        yield ClashKind.OUTSIDE_WINDOW
    if planned.kind in ORDINARY and timetable.is_quiet(planned.planned_at):
        yield ClashKind.QUIET_DAY
    if planned.planned_zone and planned.planned_wall:
        yield from _of_the_clocks(planned)


def _of_the_clocks(planned: Planned) -> Iterator[ClashKind]:
    try:
        zone = ZoneInfo(planned.planned_zone)
        wall = datetime.fromisoformat(planned.planned_wall)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return
    if wall.tzinfo is not None:
        return
    first, second = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if wall_instant(wall.date(), wall.time(), zone) is None:
        yield ClashKind.SKIPPED
    elif first != second:
        yield ClashKind.REPEATED
    elif first != planned.planned_at:
        yield ClashKind.CHANGED


def _too_close(timetable: Timetable, planned: Sequence[Planned]) -> Iterator[Clash]:
    by_account: dict[AccountId, list[Planned]] = defaultdict(list)
    for each in planned:
        if each.kind in ORDINARY and timetable.of(each.account).gap:
            by_account[each.account].append(each)
    for account, some in by_account.items():
        gap = timetable.of(account).gap
        for one, following in pairwise(sorted(some, key=lambda each: each.planned_at)):
            if following.planned_at - one.planned_at < gap:
                yield Clash(following.id, ClashKind.TOO_CLOSE, one.id)
