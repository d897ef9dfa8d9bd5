"""The access token: asked for in normal mode only, kept in memory, and never where it could be logged."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from editor_app.domain.canonical import canonical
from editor_app.domain.errors import OutcomeUnknown
from editor_app.domain.manifest_json import Fields
from editor_app.domain.secrets import Secret
from editor_app.domain.text import T
from editor_app.platforms.contract import Outgoing
from editor_app.platforms.outcomes import sign_in_refused, unreachable
from editor_app.platforms.wechat.refusals import refusal_of

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.platforms.http import Client

_TARGET = "/cgi-bin/stable_token"
_JSON = (("Content-Type", "application/json"),)
_EARLY_SECONDS = 120.0
"""So long before its end a token is asked for anew; the platform keeps the old one good for five minutes."""


class Session:
    """Signs in when it is first needed. stable_token gives the same token to every process that asks."""

    def __init__(self, client: Client, secret: Secret) -> None:
        self._client = client
        self._secret = secret
        self._token = Secret("")
        self._ends = 0.0

    @property
    def app_id(self) -> str:
        """The account, as the platform names it to developers; empty when the secret is none."""
        return self._secret.reveal().strip().partition(":")[0]

    def token(self) -> Secret:
        """A token that is good now.

        Raises:
            AuthExpired: AppID or AppSecret are wrong, or this address is not allowed.
            RateLimited, Rejected, Unreachable: no token, and nothing else was sent.
        """
        if not self._token or time.monotonic() >= self._ends - _EARLY_SECONDS:
            self._ask()
        return self._token

    def lasts(self, seconds: float) -> bool:
        """Whether the token is good for so long."""
        return bool(self._token) and time.monotonic() + seconds < self._ends

    def renew(self) -> bool:
        """Whether another token than the refused one was given; never by force, which would end other systems'."""
        refused = self._token
        self._ask()
        return self._token.reveal() != refused.reveal()

    def _ask(self) -> None:
        app_id, _, secret = self._secret.reveal().strip().partition(":")
        if not app_id or not secret:
            raise sign_in_refused(self._client.host)
        asked: dict[str, Json] = {
            "grant_type": "client_credential",
            "appid": app_id,
            "secret": secret,
            "force_refresh": False,
        }
        try:
            reply = self._client.send(Outgoing("POST", _TARGET, _JSON, canonical(asked)), {})
        except OutcomeUnknown as lost:
            raise unreachable(self._client.host, T("the sign-in got no answer")) from lost
        error = refusal_of(reply.without((secret,)), self._client.host)
        if isinstance(error, OutcomeUnknown):
            raise unreachable(self._client.host, T("the sign-in got no answer")) from error
        if error is not None:
            raise error
        try:
            fields = Fields(reply.json())
            self._token, lasts = Secret(fields.text("access_token")), fields.integer("expires_in")
        except ValueError as strange:
            raise unreachable(self._client.host, T("its answer to the sign-in was not understood")) from strange
        self._ends = time.monotonic() + lasts
