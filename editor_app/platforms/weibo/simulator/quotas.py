"""How often the simulated Weibo may be called in an hour, counted by user, by address and by what is done."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from editor_app.platforms.weibo.simulator.refusals import Fail

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.platforms.weibo.simulator.books import Books
    from editor_app.platforms.weibo.simulator.mishaps import Conduct

BEIJING = timezone(timedelta(hours=8))


def require(books: Books, conduct: Conduct, kind: str, now: datetime) -> None:
    """Pass when this hour has room for one more call, and count it.

    Raises:
        Fail: it has none.
    """
    if _one_more(books, "address", now) > conduct.address_hourly:
        raise Fail(10022, "IP requests out of rate limit")
    if _one_more(books, "user", now) > conduct.user_hourly:
        raise Fail(10023, "User requests out of rate limit")
    if kind == "publish" and _one_more(books, kind, now) > conduct.publish_hourly:
        raise Fail(10024, "User requests for (statuses/share) out of rate limit")


def told(books: Books, conduct: Conduct, now: datetime) -> dict[str, Json]:
    """account/rate_limit_status."""
    following = _hour(now) + timedelta(hours=1)
    return {
        "api_rate_limits": [],
        "ip_limit": conduct.address_hourly,
        "limit_time_unit": "HOURS",
        "remaining_ip_hits": max(0, conduct.address_hourly - books.counts[_row("address", now)]),
        "remaining_user_hits": max(0, conduct.user_hourly - books.counts[_row("user", now)]),
        "reset_time": following.strftime("%Y-%m-%d %H:%M:%S"),
        "reset_time_in_seconds": round((following - now).total_seconds()),
        "user_limit": conduct.user_hourly,
    }


def _one_more(books: Books, what: str, now: datetime) -> int:
    books.counts[_row(what, now)] += 1
    return books.counts[_row(what, now)]


def _row(what: str, now: datetime) -> str:
    return f"{_hour(now).isoformat()} {what}"


def _hour(now: datetime) -> datetime:
    return now.astimezone(BEIJING).replace(minute=0, second=0, microsecond=0)
