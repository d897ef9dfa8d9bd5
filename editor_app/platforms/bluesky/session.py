"""The sign-in at a PDS: tokens that live in memory only, renewed when the server says that they are over."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from editor_app.domain.canonical import canonical
from editor_app.domain.errors import OutcomeUnknown
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

    def renew(self) -> None:
        """Another session after the server refused this one; errors as in `tokens`."""
        refresh = self._tokens.refresh if self._tokens else Secret("")
        self._tokens = None
        reply = self._called(Outgoing("POST", _REFRESH), refresh)
        self._tokens = _tokens_of(reply) if reply.status == 200 else self._signed_in()

    def _signed_in(self) -> Tokens:
        handle, _, password = self._secret.reveal().rpartition(":")
        if not handle or not password:
            raise sign_in_refused(self._client.host)
        body = canonical({"identifier": handle.removeprefix("@"), "password": password})
        reply = self._called(Outgoing("POST", _CREATE, (("Content-Type", "application/json"),), body), Secret(""))
        error = failure(reply, self._client.host, "")
        if error is not None:
            raise sign_in_refused(self._client.host) if reply.status in {400, 401} else error
        try:
            return _tokens_of(reply)
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
    try:
        claims = access.reveal().split(".")[1]
        scope = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["scope"]
    except (ValueError, KeyError, IndexError, TypeError):
        return True  # a server with other tokens says nothing about it
    return cast("str", scope) in _APP_PASSWORD_SCOPES


def _tokens_of(reply: Reply) -> Tokens:
    fields = Fields(reply.json())
    told = cast("dict[str, object]", fields.value)
    return Tokens(
        access=Secret(fields.text("accessJwt")),
        refresh=Secret(fields.text("refreshJwt")),
        did=fields.text("did"),
        handle=fields.text("handle"),
        active=told.get("active", True) is True,
    )
