"""What an answer, or the lack of one, means for the public: statuses and broken connections as the five errors."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from editor_app.domain.budget import LONGEST_PAUSE, Allowance
from editor_app.domain.errors import AuthExpired, OutcomeUnknown, PlatformError, RateLimited, Rejected, Unreachable
from editor_app.domain.text import T
from editor_app.platforms.replies import http_date

if TYPE_CHECKING:
    from editor_app.domain.text import Text
    from editor_app.platforms.replies import Reply

_REFUSED = frozenset({400, 403, 404, 413, 415, 422})
"""Statuses that certainly had no effect; 401 and 429 have errors of their own."""
_USUAL_WAIT = timedelta(minutes=1)
_SHORTEST_WAIT, _LONGEST_WAIT = timedelta(seconds=1), LONGEST_PAUSE
_SINCE_1970 = 10**9
"""A reset from here on is a moment, below it is a time to wait."""


def unreachable(host: str, why: Text) -> Unreachable:
    """The error of a request that never left."""
    return Unreachable(
        T("{host} can't be reached: {why}.", host=host, why=why),
        T("Check the address, the network and the proxy, then try again."),
    )


def unknown(host: str, why: Text) -> OutcomeUnknown:
    """The error of a request that may have had its effect."""
    return OutcomeUnknown(
        T("{host} gave no certain answer: {why}.", host=host, why=why),
        T("Press Desk looks whether it arrived before anything is sent again."),
    )


def refused(host: str, words: str) -> Rejected:
    """The error of a request that the server refused in `words`."""
    return Rejected(
        T("{host} refused it: {words}", host=host, words=brief(words)),
        T("Correct what it names, or check what the account may do there."),
    )


def sign_in_refused(host: str) -> AuthExpired:
    """The error of credentials that are not accepted (any more)."""
    return AuthExpired(
        T("{host} doesn't accept the sign-in of this account.", host=host),
        T("Connect the account again with a new password or key."),
    )


def failure(reply: Reply, host: str, words: str) -> PlatformError | None:
    """The error that a status means on any platform; None = the request was done.

    Args:
        reply: the server's answer.
        host: for the sentence.
        words: what the server says itself, shown when it refuses.
    """
    if 200 <= reply.status < 300:
        return None
    if reply.status == 401:
        return sign_in_refused(host)
    if reply.status == 429:
        wait = retry_after(reply)
        seconds = round(wait.total_seconds())
        return RateLimited(T("{host} asks to wait {seconds} seconds.", host=host, seconds=seconds), wait)
    if reply.status in _REFUSED:
        return refused(host, words or str(reply.status))
    if 300 <= reply.status < 400:
        return unknown(host, T("it points to another address, which is not the one of the account"))
    return unknown(host, T("it answered with the error {status}", status=reply.status))


def retry_after(reply: Reply) -> timedelta:
    """How long the server asks to wait, in seconds or as a date by its own clock; never negative, at most six hours."""
    asked = reply.headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit():
        wait = timedelta(seconds=min(int(asked), 10**6)) if len(asked) < 10 else _LONGEST_WAIT
    else:
        now = reply.server_time or datetime.now(UTC)
        then = http_date(asked) or _reset(reply, now)
        wait = then - now if then else _USUAL_WAIT
    return min(max(wait, _SHORTEST_WAIT), _LONGEST_WAIT)


def allowance(reply: Reply) -> Allowance | None:
    """What the server says of how many requests it still takes until when; None = it says nothing.

    `RateLimit-Limit`, `-Remaining` and `-Reset` of draft-ietf-httpapi-ratelimit-headers-07 (seconds), and as a PDS
    sends them (seconds since 1970; measured on PDS 0.5.35, 2026-11-28); read 2026-11-29.
    """
    resets_at = _reset(reply, reply.server_time or datetime.now(UTC))
    remaining, ceiling = _number(reply, "ratelimit-remaining"), _number(reply, "ratelimit-limit")
    if resets_at is None or remaining is None or not ceiling:
        return None
    return Allowance(remaining, ceiling, resets_at)


def _reset(reply: Reply, now: datetime) -> datetime | None:
    asked = _number(reply, "ratelimit-reset")
    if asked is None:
        return None
    seconds = asked - now.timestamp() if asked >= _SINCE_1970 else asked
    return now + min(timedelta(seconds=seconds), _LONGEST_WAIT)


def _number(reply: Reply, name: str) -> int | None:
    """The leading number of a header; `100, 100;w=10` gives 100."""
    asked = re.match(r"[0-9]{1,12}(?![0-9])", reply.headers.get(name, "").strip())
    return int(asked[0]) if asked else None


def brief(words: str) -> str:
    """A server's own words in one short line without control characters."""
    flat = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return flat if len(flat) <= 200 else flat[:199] + "…"
