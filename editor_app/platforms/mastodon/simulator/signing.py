"""Signing in at the simulated Mastodon: programs, the page where a person allows one, codes and tokens."""

from __future__ import annotations

import base64
import hashlib
import hmac
import html
import json
import secrets
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode

from editor_app.platforms.mastodon.simulator.books import App, Code, Token
from editor_app.platforms.mastodon.simulator.refusals import Fail, invalid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.canonical import Json
    from editor_app.platforms.mastodon.simulator.books import Books
    from editor_app.platforms.sandbox.exchange import Asked

CODE_SECONDS = 600.0
_PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>授权 · Authorize</title><style>
body{{margin:0;background:#eff3f5;color:#000;font:16px/1.6 system-ui,"PingFang SC","Noto Sans CJK SC",sans-serif}}
main{{max-width:26em;margin:12vh auto;background:#fff;padding:32px;border-radius:8px}}
a{{display:block;text-align:center;padding:10px;border-radius:6px;margin-top:12px;text-decoration:none}}
.yes{{background:#6364ff;color:#fff}}.no{{border:1px solid #bbb;color:#444}}code{{font-size:13px;color:#666}}
</style></head><body><main><h1>授权</h1>
<p><b>{name}</b> 请求以 <b>@office</b> 的身份使用本练习服务器。<br>{name} asks to act for @office.</p>
<p><code>{scopes}</code></p>
<a class="yes" href="{yes}">授权 · Authorize</a><a class="no" href="{no}">拒绝 · Deny</a></main></body></html>
"""


def registered(books: Books, asked: Asked) -> dict[str, Json]:
    """A new program.

    Raises:
        Fail: no name, or a redirect that is no address.
    """
    told = form_of(asked)
    redirects = told.get("redirect_uris", "").split()
    if not told.get("client_name", "").strip():
        raise invalid("Application name can't be blank")
    if not redirects or not all("://" in one or one.startswith("urn:") for one in redirects):
        raise invalid("Redirect URI must be an absolute URI.")
    scopes = told.get("scopes", "").split() or ["read"]
    app = App(secrets.token_urlsafe(24), secrets.token_urlsafe(24), told["client_name"], redirects, scopes)
    books.apps[app.id] = app
    books.keep()
    return {
        "id": str(len(books.apps)), "name": app.name, "website": None, "scopes": list(scopes),
        "redirect_uris": list(redirects), "client_id": app.id, "client_secret": app.secret,
        "client_secret_expires_at": 0,
    }  # fmt: skip


def page(books: Books, query: Mapping[str, str]) -> str:
    """The page where a person allows a program to act for the account.

    Raises:
        Fail: an unknown program, another redirect, scopes that were not registered, a challenge of another kind.
    """
    app = _app_of(books, query)
    answers = [html.escape(f"/oauth/authorize/{word}?{urlencode(dict(query))}", quote=True) for word in ("yes", "no")]
    scopes = " ".join(_scopes(app, query.get("scope", "")))
    return _PAGE.format(name=html.escape(app.name), scopes=html.escape(scopes), yes=answers[0], no=answers[1])


def decided(books: Books, query: Mapping[str, str], now: float, *, allowed: bool) -> str:
    """Where the browser is sent to, with a code or a refusal.

    Raises:
        Fail: as in `page`.
    """
    app = _app_of(books, query)
    back = {"state": query["state"]} if query.get("state") else {}
    if not allowed:
        said = {"error": "access_denied", "error_description": "The resource owner denied the request.", **back}
        return f"{query['redirect_uri']}?{urlencode(said)}"
    code = secrets.token_urlsafe(32)
    scopes = _scopes(app, query.get("scope", ""))
    books.codes[code] = Code(app.id, query["redirect_uri"], scopes, query.get("code_challenge", ""), now)
    return f"{query['redirect_uri']}?{urlencode({'code': code, **back})}"


def token(books: Books, asked: Asked, now: float) -> dict[str, Json]:
    """A token for a code; the code is used up, whatever came of it.

    Raises:
        Fail: another program, a code that is used, old, of another redirect, or without the verifier of its challenge.
    """
    told = form_of(asked)
    app = books.apps.get(told.get("client_id", ""))
    if app is None or not hmac.compare_digest(app.secret.encode(), told.get("client_secret", "").encode()):
        raise Fail(401, "Client authentication failed due to unknown client.", "invalid_client")
    if told.get("grant_type") != "authorization_code":
        raise Fail(400, "The authorization grant type is not supported.", "unsupported_grant_type")
    code = books.codes.pop(told.get("code", ""), None)
    is_good = (
        code is not None
        and (code.app, code.redirect) == (app.id, told.get("redirect_uri"))
        and now - code.at <= CODE_SECONDS
        and _proves(code.challenge, told.get("code_verifier", ""))
    )
    if code is None or not is_good:
        raise Fail(400, "The provided authorization grant is invalid, expired or revoked.", "invalid_grant")
    made = secrets.token_urlsafe(32)
    books.tokens[made] = Token(app.id, code.scopes)
    books.keep()
    return {"access_token": made, "token_type": "Bearer", "scope": " ".join(code.scopes), "created_at": int(now)}


def require(books: Books, asked: Asked, scope: str) -> Token:
    """The token of a call.

    Raises:
        Fail: none, one that was revoked, or one that may not do that.
    """
    kind, _, said = asked.headers.get("authorization", "").partition(" ")
    found = books.tokens.get(said) if kind == "Bearer" else None
    if found is None:
        raise Fail(401, "The access token is invalid")
    if not {scope, scope.partition(":")[0]} & set(found.scopes):
        raise Fail(403, "This action is outside the authorized scopes")
    return found


def form_of(asked: Asked) -> dict[str, str]:
    """The fields of a request, from JSON or from a form; the first of each name."""
    if asked.headers.get("content-type", "").startswith("application/json"):
        try:
            told = json.loads(asked.body)
        except ValueError as broken:
            raise Fail(400, "broken JSON") from broken
        return {str(name): str(value) for name, value in told.items()} if isinstance(told, dict) else {}
    return {name: values[0] for name, values in parse_qs(asked.body.decode("utf-8", "replace")).items()}


def _app_of(books: Books, query: Mapping[str, str]) -> App:
    app = books.apps.get(query.get("client_id", ""))
    if app is None or query.get("response_type") != "code":
        raise Fail(400, "Client authentication failed due to unknown client.", "invalid_client")
    if query.get("redirect_uri") not in app.redirects:
        raise Fail(
            400, "The requested redirect uri is malformed or doesn't match client redirect URI.", "invalid_request"
        )
    if query.get("code_challenge") and query.get("code_challenge_method") != "S256":
        raise Fail(400, "The code challenge method must be S256.", "invalid_code_challenge_method")
    _scopes(app, query.get("scope", ""))
    return app


def _scopes(app: App, wanted: str) -> list[str]:
    asked = wanted.split() or ["read"]
    if not set(asked) <= set(app.scopes):
        raise Fail(400, "The requested scope is invalid, unknown, or malformed.", "invalid_scope")
    return asked


def _proves(challenge: str, verifier: str) -> bool:
    if not challenge:
        return True
    shown = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    return hmac.compare_digest(shown, challenge)
