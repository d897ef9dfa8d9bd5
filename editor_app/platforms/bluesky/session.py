"""The sign-in at a PDS: tokens that live in memory only, renewed when the server says that they are over."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from editor_app.domain.canonical import canonical
from editor_app.domain.errors import OutcomeUnknown, RateLimited
from editor_app.domain.manifest_json import Fields
from editor_app.domain.secrets import Secret
from editor_app.domain.text import T
from editor_app.platforms.contract import Outgoing
from editor_app.platforms.outcomes import failure, sign_in_refused, unreachable

if TYPE_CHECKING:
    from editor_app.platforms.http import Client
    from editor_app.platforms.replies import Reply

_CREATE = "/xrpc/com.atproto.server.createSession"
_REFRESH = "/xrpc/com.atproto.server.refreshSession"
_OVER = frozenset({400, 401, 403})
"""A refresh token that is over, forged or revoked."""
_LATEST = 2_524_608_000
"""The year 2050: a session that ends later was never meant so."""
_APP_PASSWORD_SCOPES = frozenset({"com.atproto.appPass", "com.atproto.appPassPrivileged"})


@dataclass(frozen=True, slots=True)
class Tokens:
    """One session."""

    access: Secret
    refresh: Secret
    did: str
    handle: str
    active: bool


class Session:
    """Signs in when it is first needed."""

    def __init__(self, client: Client, secret: Secret) -> None:
        self._client = client
        self._secret = secret
        self._tokens: Tokens | None = None

    def tokens(self) -> Tokens:
        """The session, signed in.

        Raises:
            AuthExpired: the handle or the app password is wrong.
            RateLimited, Rejected, Unreachable: no session, and nothing else was sent.
        """
        if self._tokens is None:
            self._tokens = self._signed_in()
        return self._tokens

    def refresh(self, until: datetime) -> None:
        """Renew the session if it would end before `until`; errors as in `tokens`, and then the old one stays."""
        ends = expiry(self.tokens().access)
        if ends is not None and ends < until:
            self.renew()

    def renew(self) -> None:
        """Another session after the server refused this one; errors as in `tokens`.

        Only a refusal of the token itself leads to a new sign-in. A server in trouble leaves everything as it was.
        """
        known = self._tokens
        if known is None:
            self._tokens = self._signed_in()
            return
        reply = self._called(Outgoing("POST", _REFRESH), known.refresh)
        error = failure(reply, self._client.host, "")
        if error is None:
            self._tokens = self._understood(reply, known)
        elif isinstance(error, RateLimited):
            raise error
        elif reply.status in _OVER:
            self._tokens = self._signed_in()
        else:
            raise unreachable(self._client.host, T("the session could not be renewed"))

    def _signed_in(self) -> Tokens:
        handle, _, password = self._secret.reveal().rpartition(":")
        if not handle or not password:
            raise sign_in_refused(self._client.host)
        body = canonical({"identifier": handle.removeprefix("@"), "password": password})
        reply = self._called(Outgoing("POST", _CREATE, (("Content-Type", "application/json"),), body), Secret(""))
        error = failure(reply, self._client.host, "")
        if error is not None:
            raise sign_in_refused(self._client.host) if reply.status in {400, 401} else error
        return self._understood(reply, None)

    def _understood(self, reply: Reply, known: Tokens | None) -> Tokens:
        try:
            return _tokens_of(reply, known)
        except ValueError as strange:
            raise unreachable(self._client.host, T("its answer to the sign-in was not understood")) from strange

    def _called(self, outgoing: Outgoing, token: Secret) -> Reply:
        """The answer; without one, whatever the session was for has certainly not been sent."""
        headers = {"Authorization": f"Bearer {token.reveal()}"} if token else {}
        try:
            return self._client.send(outgoing, headers)
        except OutcomeUnknown as lost:
            raise unreachable(self._client.host, T("the sign-in got no answer")) from lost


def is_app_password(access: Secret) -> bool:
    """Whether a session was opened with an app password, not with the main one, as the token itself says."""
    scope = _claims(access).get("scope")
    return scope in _APP_PASSWORD_SCOPES if isinstance(scope, str) else True  # another server's says nothing about it


def expiry(access: Secret) -> datetime | None:
    """When the session ends, as the token itself says; None = it doesn't say, or nothing that can be meant."""
    ends = _claims(access).get("exp")
    if not isinstance(ends, int) or isinstance(ends, bool) or not 0 < ends < _LATEST:
        return None
    return datetime.fromtimestamp(ends, UTC)


def _claims(access: Secret) -> dict[str, object]:
    try:
        claims = access.reveal().split(".")[1]
        read = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))
    except (ValueError, IndexError):
        return {}
    return read if isinstance(read, dict) else {}


def _tokens_of(reply: Reply, known: Tokens | None) -> Tokens:
    """The session of an answer; one without a refresh token keeps the one that is good.

    Raises:
        ValueError: no session.
    """
    fields = Fields(reply.json())
    told = cast("dict[str, object]", fields.value)
    access, refresh = fields.text("accessJwt"), told.get("refreshJwt")
    if not access:
        raise ValueError("an empty token")
    if not (isinstance(refresh, str) and refresh):
        if known is None:
            raise ValueError("no refresh token")
        refresh = known.refresh.reveal()
    return Tokens(
        access=Secret(access),
        refresh=Secret(refresh),
        did=fields.text("did"),
        handle=fields.text("handle"),
        active=told.get("active", True) is True,
    )
