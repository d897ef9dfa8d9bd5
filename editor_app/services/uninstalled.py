"""Accounts whose platform isn't installed here: what waits for its package, in words, and who serves nothing of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.account import AccountState
from editor_app.domain.delivery import DeliveryState
from editor_app.platforms.absent import StandIn, is_absent
from editor_app.storage.queries import accounts, deliveries, queue_rows

if TYPE_CHECKING:
    from editor_app.domain.account import Account
    from editor_app.domain.identifiers import AccountId
    from editor_app.services.desk import Desk
    from editor_app.storage.database import Snapshot
    from editor_app.storage.queries.deliveries import Due

_WAITING = (
    DeliveryState.QUEUED,
    DeliveryState.HELD,
    DeliveryState.WORKING,
    DeliveryState.UNKNOWN,
    DeliveryState.ASK,
)
_READ_ONLY = frozenset({DeliveryState.SENT, DeliveryState.VERIFIED})


@dataclass(frozen=True, slots=True)
class Orphan:
    """An open account whose platform isn't installed here, or can't be used."""

    account: Account
    platform: StandIn
    waiting: int
    """Deliveries to it that are not out and not given up."""


def orphans(desk: Desk) -> tuple[Orphan, ...]:
    """Every such account, in the order in which they were added."""
    with desk.database.read() as snapshot:
        every = [(each, desk.platforms.of(each.platform)) for each in accounts.all_accounts(snapshot)]
        lost = [(a, p) for a, p in every if isinstance(p, StandIn) and a.state is not AccountState.CLOSED]
        counted = Counter(one.account for one in deliveries.in_states(snapshot, _WAITING)) if lost else Counter()
    return tuple(Orphan(account, platform, counted[account.id]) for account, platform in lost)


class Unserved:
    """What a worker leaves alone for want of a platform; it remembers, as packages change only with a new start."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[AccountId, bool] = {}

    def leaves(self, snapshot: Snapshot, due: Due) -> bool:
        """Whether a read-back is put off without a word until the platform is back; everything else is served."""
        return due.state in _READ_ONLY and self._is_lost(snapshot, due.account)

    def awaits(self, snapshot: Snapshot, due: Due) -> bool:
        """Whether its first verdict, or what became of a lost reply, can only be told once the platform is back."""
        if due.state not in {DeliveryState.UNKNOWN, DeliveryState.SENT} or not self._is_lost(snapshot, due.account):
            return False
        return due.state is DeliveryState.UNKNOWN or queue_rows.one_row(snapshot, due.id).verdict is None

    def _is_lost(self, snapshot: Snapshot, account: AccountId) -> bool:
        if account not in self._known:
            platform = accounts.account_by_id(snapshot, account).platform
            self._known[account] = is_absent(self._desk.platforms.of(platform))
        return self._known[account]
