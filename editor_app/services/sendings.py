"""How often accounts may still notify everybody who follows them, by what Press Desk sent itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.text import T
from editor_app.platforms.rationed import announcement_of
from editor_app.storage.queries import announced

if TYPE_CHECKING:
    from datetime import datetime

    from editor_app.domain.account import Account
    from editor_app.domain.announcement import Announcement
    from editor_app.domain.text import Text
    from editor_app.services.desk import Desk
    from editor_app.storage.database import Snapshot


@dataclass(frozen=True, slots=True)
class Sendings:
    """The quota of an account, and how much of it is used in this day or month."""

    quota: Announcement
    used: int

    @property
    def left(self) -> int:
        """How many are left; what was sent by hand on the platform's own page isn't known."""
        return max(self.quota.most - self.used, 0)


def sendings_of(snapshot: Snapshot, desk: Desk, account: Account, now: datetime) -> Sendings | None:
    """What an account has left; None = it notifies nobody."""
    quota = announcement_of(desk.platforms.of(account.platform), account.options)
    if quota is None:
        return None
    return Sendings(quota, announced.count_since(snapshot, account.id, quota.began(now)))


def sendings_words(found: Sendings) -> Text:
    """The same in one line."""
    if found.quota.per == "month":
        return T("{left} of {most} left this month", left=found.left, most=found.quota.most)
    return T("{left} of {most} left today", left=found.left, most=found.quota.most)
