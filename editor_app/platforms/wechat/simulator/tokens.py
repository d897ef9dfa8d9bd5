"""Access tokens as stable_token gives them: the same one until five minutes before its end, then two at once."""

from __future__ import annotations

import hmac
import secrets
from typing import TYPE_CHECKING

from editor_app.platforms.wechat.simulator.refusals import Fail

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.platforms.wechat.simulator.books import Books

LIFE, OVERLAP = 7200.0, 300.0
"""Seconds."""
FORCED_A_DAY, FORCED_APART = 20, 30.0
_DAY = 86_400.0


def issued(books: Books, asked: dict[str, Json], now: float) -> dict[str, Json]:
    """The answer of stable_token.

    Raises:
        Fail: another account, another secret, or forced too often.
    """
    if asked.get("grant_type") != "client_credential":
        raise Fail(40002, "invalid grant_type")
    if asked.get("appid") != books.app_id:
        raise Fail(40013, "invalid appid")
    if not hmac.compare_digest(str(asked.get("secret", "")).encode(), books.secret.encode()):
        raise Fail(40125, "invalid appsecret")
    with books.lock:
        if asked.get("force_refresh") is True:
            _force(books, now)
        books.tokens = [(token, end) for token, end in books.tokens if end > now]
        if not books.tokens or books.tokens[-1][1] - now < OVERLAP:
            books.tokens.append((secrets.token_urlsafe(96), now + LIFE))
        token, end = books.tokens[-1]
        return {"access_token": token, "expires_in": int(end - now)}


def require(books: Books, token: str, now: float) -> None:
    """Pass when the token is good.

    Raises:
        Fail: it is missing, unknown or over.
    """
    if not token:
        raise Fail(41001, "access_token missing")
    end = next((end for known, end in books.tokens if hmac.compare_digest(known.encode(), token.encode())), None)
    if end is None:
        raise Fail(40001, "invalid credential, access_token is invalid or not latest")
    if end <= now:
        raise Fail(42001, "access_token expired")


def _force(books: Books, now: float) -> None:
    books.forced = [at for at in books.forced if at > now - _DAY]
    if books.forced and now - books.forced[-1] < FORCED_APART:
        raise Fail(45011, "api minute-quota reach limit, must slower, retry next minute")
    if len(books.forced) >= FORCED_A_DAY:
        raise Fail(45009, "reach max api daily quota limit")
    books.forced.append(now)
    books.tokens.clear()
