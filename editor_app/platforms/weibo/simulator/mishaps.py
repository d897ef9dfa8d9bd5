"""What the simulated Weibo does wrong on demand, by count, and how it behaves where the documents leave a choice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from editor_app.platforms.sandbox.counted import Counted


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


class Mishaps(Counted[Mishap]):
    """Those of this platform."""

    def __init__(self) -> None:
        super().__init__(Mishap, KINDS)
