"""What the simulated WeChat does wrong on demand, by count, and how it behaves where the documents leave a choice."""

from __future__ import annotations

from dataclasses import dataclass, field
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
    """errcode -1 and nothing happens."""
    BUSY_AFTER = "busy_after"
    """It happens, and the answer is errcode -1."""
    MALFORMED = "malformed"
    """It happens, and the answer is broken JSON."""
    QUOTA = "45009"
    """The daily quota of the call is used up."""
    FREQUENT = "45011"
    """Too many calls in this minute."""
    EXPIRED = "42001"
    """The token is over just now."""


class Outcome(StrEnum):
    """What the audit decides about an accepted article."""

    PUBLIC = "public"
    ORIGINALITY = "originality"
    """Status 2."""
    ORDINARY = "ordinary"
    """Status 3, without a reason."""
    REFUSED = "refused"
    """Status 4."""
    NEVER = "never"
    """Status 1 for ever."""


KINDS = ("publish", "draft", "update", "clear", "upload", "read", "withdraw", "token", "reply")
"""What a request is for (`clear` deletes a draft or a picture); mishaps strike publishing unless they are set for
another kind or for `any`."""
WITHOUT_EFFECT = frozenset({
    Mishap.DROP_BEFORE, Mishap.GATEWAY, Mishap.BUSY, Mishap.QUOTA, Mishap.FREQUENT, Mishap.EXPIRED,
})  # fmt: skip


@dataclass(slots=True)
class Conduct:
    """How the simulated platform behaves; changed behind the counter only."""

    verified: bool = True
    """Without it every publishing call is 48001, as for accounts without certification since July 2025."""
    allowed_ips: tuple[str, ...] | None = None
    """The allow-list; None = every address."""
    outcome: Outcome = Outcome.PUBLIC
    audit: timedelta = timedelta(0)
    """How long an accepted article is checked."""
    fresh: timedelta = timedelta(0)
    """How long a new picture is unknown to drafts (40007)."""
    late: timedelta = timedelta(seconds=0.5)
    shuffled: bool = False
    """Lists come in another order each time."""
    lazy: bool = True
    """Articles are given back with `data-src` instead of `src`."""
    title_characters: int = 32
    masses: int = 4
    """How often in a month every follower may be sent to."""
    daily: dict[str, int] = field(default_factory=dict)
    """Quotas that differ from those of a new account."""


class Mishaps(Counted[Mishap]):
    """Those of this platform."""

    def __init__(self) -> None:
        super().__init__(Mishap, KINDS)
