"""Signing in at the simulated Weibo: a page that asks, codes that are good once, tokens that end after thirty days."""

from __future__ import annotations

import hmac
import html
import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from editor_app.platforms.sandbox.exchange import Answer
from editor_app.platforms.weibo.simulator.refusals import Fail

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.platforms.weibo.simulator.books import Books

_PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>授权 · {name}</title></head>
<body style="font:16px/1.6 sans-serif;max-width:420px;margin:80px auto;padding:0 16px">
<h1 style="font-size:20px">允许应用使用“{name}”？</h1><p>这是练习平台，不是真正的微博。</p>
<p><a href="/oauth2/authorize?{query}" style="font-size:18px">授权</a></p></body></html>"""
ALLOW = "allow"
"""The field of the page's own link: forms of a browser would come with an Origin, which this server refuses."""


def asked_page(books: Books, told: dict[str, str]) -> Answer:
    """The page that asks the account's owner.

    Raises:
        Fail: another application, or no address to come back to.
    """
    _require_application(books, told)
    page = _PAGE.format(name=html.escape(books.name), query=html.escape(urlencode({**told, ALLOW: "yes"})))
    return Answer(200, page.encode(), "text/html; charset=utf-8")


def allowed(books: Books, told: dict[str, str]) -> Answer:
    """The way back with a code, after the owner has allowed it.

    Raises:
        Fail: as in `asked_page`.
    """
    _require_application(books, told)
    code = secrets.token_hex(16)
    books.codes[code] = told["redirect_uri"]
    back = {"code": code, **({"state": told["state"]} if "state" in told else {})}
    mark = "&" if "?" in told["redirect_uri"] else "?"
    return Answer(302, headers=(("Location", f"{told['redirect_uri']}{mark}{urlencode(back)}"),))


def issued(books: Books, told: dict[str, str], now: float) -> dict[str, Json]:
    """A token for a code.

    Raises:
        Fail: another application or secret, or a code that is not good (any more).
    """
    _require_application(books, told)
    if not hmac.compare_digest(told.get("client_secret", "").encode(), books.app_secret.encode()):
        raise Fail(21324, "invalid client")
    if told.get("grant_type") != "authorization_code":
        raise Fail(21328, "unsupported grant type")
    if books.codes.pop(told.get("code", ""), None) != told["redirect_uri"]:
        raise Fail(21325, "invalid authorization code")
    token = books.issue(now)
    return {"access_token": token, "remind_in": "2592000", "expires_in": 2_592_000, "uid": books.uid}


def about(books: Books, token: str, now: float) -> dict[str, Json]:
    """oauth2/get_token_info.

    Raises:
        Fail: as in `require`.
    """
    left = int(require(books, token, now) - now)
    return {"uid": int(books.uid), "appkey": books.app_key, "scope": "", "create_at": int(now), "expire_in": left}


def revoked(books: Books, token: str) -> dict[str, Json]:
    """oauth2/revokeoauth2."""
    books.tokens = [one for one in books.tokens if one[0] != token]
    books.keep()
    return {"result": "true"}


def require(books: Books, token: str, now: float) -> float:
    """When a good token ends.

    Raises:
        Fail: it is missing, unknown or over.
    """
    if not token:
        raise Fail(10006, "Source paramter(appkey) is missing")
    end = next((end for known, end in books.tokens if hmac.compare_digest(known.encode(), token.encode())), None)
    if end is None:
        raise Fail(21332, "invalid_access_token")
    if end <= now:
        raise Fail(21327, "expired_token")
    return end


def _require_application(books: Books, told: dict[str, str]) -> None:
    if told.get("client_id") != books.app_key:
        raise Fail(21324, "invalid client")
    if not told.get("redirect_uri", "").startswith(("http://", "https://")):
        raise Fail(21322, "redirect_uri_mismatch")
