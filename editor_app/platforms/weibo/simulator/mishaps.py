"""What the simulated Weibo does wrong on demand, by count, and how it behaves where the documents leave a choice."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.canonical import Json


class Mishap(StrEnum):
    """One thing that goes wrong once."""

    DROP_BEFORE = "drop_before"
    """The connection breaks and nothing happens."""
    DROP_AFTER = "drop_after"
    """It happens, and the connection breaks before the answer."""
    LATE = "late"
    """No answer now, and the effect comes half a second later."""
    GATEWAY = "5xx"
    """502 in HTML and nothing happens."""
    GATEWAY_AFTER = "5xx_after"
    """It happens, and the answer is 502."""
    BUSY = "busy"
    """10001 and nothing happens."""
    BUSY_AFTER = "busy_after"
    """It happens, and the answer is 10001."""
    MALFORMED = "malformed"
    """It happens, and the answer is broken JSON."""
    DELAYED = "20032"
    """It happens, and the answer says that it will be seen in a minute or two."""
    USER_LIMIT = "10023"
    """This hour's calls of the user are used up."""
    ADDRESS_LIMIT = "10022"
    """This hour's calls of the address are used up."""
    TOO_MUCH = "20016"
    """Too many posts; a rest is asked for."""
    TOO_MANY = "429"
    """429 with a wait in seconds."""
    TOO_MANY_DATE = "429_date"
    """429 with a wait as a date."""
    EXPIRED = "21327"
    """The token is over from now on."""
    CAPTCHA = "20031"
    """A person must show that they are one."""


KINDS = ("publish", "upload", "comment", "read", "withdraw", "sign")
"""What a request is for; mishaps strike publishing unless they are set for another kind or for `any`."""
WITHOUT_EFFECT = frozenset(Mishap) - {
    Mishap.DROP_AFTER, Mishap.LATE, Mishap.GATEWAY_AFTER, Mishap.BUSY_AFTER, Mishap.MALFORMED, Mishap.DELAYED,
}  # fmt: skip


@dataclass(slots=True)
class Conduct:
    """How the simulated platform behaves; changed behind the counter only."""

    granted: bool = False
    """Whether the application has the advanced interfaces: long posts, nine pictures, posts for oneself only."""
    articles: bool = False
    """Whether it has headline articles."""
    article_links: bool = True
    """Whether the address of an article is put at the end of its post."""
    safe_domains: tuple[str, ...] | None = None
    """The domains that are bound to the application; None = every one."""
    rip_required: bool = False
    """Newer copies of the documents ask for the user's address, older ones don't."""
    topics: str = "refuse"
    """What becomes of `#topic#` in a share: `refuse` or `strip`."""
    shorten: bool = True
    """Addresses become t.cn ones."""
    lag: timedelta = timedelta(0)
    """So long a new post is in no list and can't be read."""
    late: timedelta = timedelta(seconds=0.5)
    shuffled: bool = False
    """Lists come in another order."""
    text_codes: bool = False
    """Numbers of refusals come as text."""
    user_hourly: int = 150
    address_hourly: int = 1000
    publish_hourly: int = 30
    """Calls an hour of an application that is being tested (copies of the wiki's page of frequencies, 2026-11-29)."""


class Mishaps:
    """Counters that requests use up; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._left: dict[tuple[Mishap, str], int] = {}

    def put(self, wanted: Mapping[str, Json]) -> None:
        """Set counters: `{"drop_after": 3}` or `{"busy": {"count": 2, "on": "upload"}}`; 0 clears one.

        Raises:
            ValueError: no such mishap or kind, or a count that is no number.
        """
        parsed = [_wish(name, value) for name, value in wanted.items()]
        with self._lock:
            self._left.update(parsed)

    def left(self) -> dict[str, Json]:
        """What is still to come, by mishap and kind."""
        with self._lock:
            return {f"{mishap}@{on}": count for (mishap, on), count in sorted(self._left.items()) if count}

    def strike(self, kind: str) -> Mishap | None:
        """What strikes the next request of that kind, used up by it."""
        with self._lock:
            for mishap in Mishap:
                for on in (kind, "any"):
                    if self._left.get((mishap, on), 0) > 0:
                        self._left[mishap, on] -= 1
                        return mishap
        return None


def _wish(name: str, value: Json) -> tuple[tuple[Mishap, str], int]:
    if name not in list(Mishap):
        raise ValueError(f"there is no mishap {name!r}; there are {', '.join(Mishap)}")
    fields: Mapping[str, Json] = value if isinstance(value, dict) else {"count": value}
    count, on = fields.get("count"), fields.get("on", "publish")
    if not isinstance(count, int) or isinstance(count, bool) or count < 0:
        raise ValueError(f"the count of {name!r} is not a number")
    if on not in (*KINDS, "any"):
        raise ValueError(f"mishaps strike {', '.join(KINDS)} or any")
    return (Mishap(name), str(on)), count
