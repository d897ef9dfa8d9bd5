"""A post that notifies everybody who follows an account, and how often its platform lets it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from datetime import datetime

CALENDAR = ZoneInfo("Asia/Shanghai")
"""Platforms that notify followers count by this clock."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """Rare, and out only after a second confirmation."""

    most: int
    per: str
    """`day` or `month`."""

    def began(self, now: datetime) -> datetime:
        """When the day or month began in which `now` lies."""
        midnight = now.astimezone(CALENDAR).replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight if self.per == "day" else midnight - timedelta(days=midnight.day - 1)
