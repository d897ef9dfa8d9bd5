"""The register of accounts (账号备案): whose an account is, where it stands with the authority, what is owed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from editor_app.domain.edition import EditionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from zoneinfo import ZoneInfo

    from editor_app.domain.identifiers import AccountId, MemberId

FILING_DAYS = 5
"""Working days within which opening, changing and closing are filed: Hubei measures for 政务新媒体, read 2026-10-12."""
GRACE_DAYS = 20
"""Working days that an account has which was there before the register; only then it is stopped."""
SOON = timedelta(days=7)
"""So long before its end a term is called near."""


class RegisterState(StrEnum):
    """Where an account stands in the register."""

    OPENING = "opening"
    """In use, and to be filed within its term; past it nothing ordinary goes out."""
    OPEN = "open"
    """Filed."""
    CHANGING = "changing"
    """Something of it changed and is to be filed; it publishes as before."""
    CLOSING = "closing"
    """Its closing is to be filed; it may still say goodbye."""
    CLOSED = "closed"
    """Out of the register; nothing but corrections and withdrawals goes there."""


MOVES: frozenset[tuple[RegisterState | None, RegisterState]] = frozenset(
    {
        (None, RegisterState.OPENING),
        (None, RegisterState.OPEN),
        (None, RegisterState.CLOSING),
        (RegisterState.OPENING, RegisterState.OPENING),
        (RegisterState.OPENING, RegisterState.OPEN),
        (RegisterState.OPENING, RegisterState.CLOSING),
        (RegisterState.OPEN, RegisterState.CHANGING),
        (RegisterState.OPEN, RegisterState.CLOSING),
        (RegisterState.CHANGING, RegisterState.CHANGING),
        (RegisterState.CHANGING, RegisterState.OPEN),
        (RegisterState.CHANGING, RegisterState.CLOSING),
        (RegisterState.CLOSING, RegisterState.OPEN),
        (RegisterState.CLOSING, RegisterState.CLOSED),
        (RegisterState.CLOSED, RegisterState.OPENING),
    }
)
"""What may follow what; a guard of the database says the same."""
PENDING = frozenset({RegisterState.OPENING, RegisterState.CHANGING, RegisterState.CLOSING})
"""Something is owed to the authority."""
ALWAYS = frozenset({EditionKind.CORRECTION, EditionKind.WITHDRAWAL})
"""What sets right what is public is never stopped by a paper."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the authority is told of an account."""

    owner_unit: str = ""
    """主办单位: the body whose account it is."""
    operator_unit: str = ""
    """承办或运维单位; empty = the owner itself."""
    responsible: str = ""
    """Who answers for it."""

    def flat(self) -> Particulars:
        """The same without spaces around and within that nobody sees."""
        return Particulars(
            *(" ".join(each.split()) for each in (self.owner_unit, self.operator_unit, self.responsible))
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an account's page in the register; the last one holds."""

    account: AccountId
    number: int
    state: RegisterState
    particulars: Particulars
    filing_number: str
    filed_on: date | None
    """When the authority had it; None = not yet."""
    due_on: date | None
    """The last day for filing; None = nothing is owed."""
    publish_until: datetime | None
    """After it nothing ordinary goes out while nothing is filed; None = no such end."""
    exemption: str
    """Why this body may have a second account on the platform; empty = it has one."""
    note: str
    by: MemberId
    at: datetime


@dataclass(frozen=True, slots=True)
class Call:
    """An account that was there before the register was kept: to be entered, with a longer term."""

    account: AccountId
    at: datetime
    due_on: date
    publish_until: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an account stands: its last entry, or the call to enter it, or neither."""

    entry: Entry | None = None
    call: Call | None = None

    @property
    def state(self) -> RegisterState | None:
        """Of the entry; None = it isn't in the register."""
        return self.entry.state if self.entry else None

    @property
    def due_on(self) -> date | None:
        """The last day of what is owed; None = nothing is owed."""
        if self.entry is not None:
            return self.entry.due_on
        return self.call.due_on if self.call else None

    @property
    def publish_until(self) -> datetime | None:
        """After it nothing ordinary goes out; None = no such end."""
        if self.entry is not None:
            return self.entry.publish_until
        return self.call.publish_until if self.call else None

    def is_overdue(self, today: date) -> bool:
        """Whether what is owed to the authority is owed for too long."""
        return self.due_on is not None and self.due_on < today

    def stops(self, kind: EditionKind, at: datetime) -> RegisterState | None:
        """What stops an edition of that kind then: CLOSED, or OPENING for a term that is over; None = nothing."""
        if kind in ALWAYS:
            return None
        if self.state is RegisterState.CLOSED:
            return RegisterState.CLOSED
        over = self.publish_until is not None and at > self.publish_until
        return RegisterState.OPENING if over and kind is not EditionKind.EMERGENCY else None


def may_follow(before: RegisterState | None, after: RegisterState) -> bool:
    """Whether an entry may come after one of `before`; None = the first."""
    return (before, after) in MOVES


def working_day_after(day: date, count: int, is_free: Callable[[date], bool]) -> date:
    """The `count`-th working day after `day`, which itself isn't counted.

    Args:
        day: any.
        count: 1 or more.
        is_free: whether offices rest on a day.
    """
    for _ in range(count):
        day += timedelta(days=1)
        while is_free(day):
            day += timedelta(days=1)
    return day


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The first moment after `day` in that zone, in UTC."""
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)


def rival(entry: Entry, platform: str, others: Iterable[tuple[Entry, str]]) -> Entry | None:
    """Another account of the same body on the same platform that isn't closed; None = there is none.

    Args:
        entry: what shall be entered.
        platform: of its account.
        others: the last entry of each account with its platform.
    """
    body = entry.particulars.owner_unit
    for other, where in others:
        same = other.account != entry.account and where == platform and other.particulars.owner_unit == body
        if body and same and other.state is not RegisterState.CLOSED:
            return other
    return None
