"""One sign-in at a platform's own page, from the address that is opened to the tokens; nothing is kept before."""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from editor_app.domain.canonical import canonical
from editor_app.domain.errors import OutcomeUnknown, Refused, Rejected
from editor_app.domain.manifest_json import Fields
from editor_app.domain.secrets import Secret
from editor_app.domain.text import T
from editor_app.platforms.contract import Outgoing
from editor_app.platforms.http import Client
from editor_app.platforms.landing import Landing
from editor_app.platforms.outcomes import brief, failure, unreachable
from editor_app.platforms.signing_in import Application, Tokens, tokens_in, tokens_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from editor_app.platforms.contract import Connection
    from editor_app.platforms.replies import Reply
    from editor_app.platforms.signing_in import SignIn

PROGRAM = "Press Desk"
"""The name under which the program makes itself known; people see it on the platform's page."""
LONGEST = timedelta(minutes=10)
"""How long a person may take at the platform's page."""
_DEADLINE = timedelta(seconds=30)
_NOTHING_THERE = frozenset({404, 405})
_FORM = (("Content-Type", "application/x-www-form-urlencoded"),)
_JSON = (("Content-Type", "application/json"),)


class Authorization:
    """A sign-in under way: show `address`, wait, `finish`; `close` whatever happened."""

    def __init__(
        self, how: SignIn, connection: Connection, earlier: Secret | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        """Open the port and make the program known to the platform.

        Args:
            how: the platform's own way.
            connection: the account's address; its secret is `ID:SECRET` where the platform takes no registration.
            earlier: the secret that the account has already.
            clock: seconds; for the time that a person may take.

        Raises:
            Unavailable: the port is taken.
            Rejected: the address can't be used, or no application was given.
            PlatformError: the platform refuses the program or can't be reached.
        """
        self._how, self._connection, self._clock = how, connection, clock
        self._earlier = tokens_of(earlier) if earlier else None
        self._client = Client(connection, _DEADLINE)
        self._state, self._verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(64)
        self._landing = Landing(self._state, connection.options.get("redirect", "") or how.redirect)
        self._until = clock() + LONGEST.total_seconds()
        with ExitStack() as undoing:
            undoing.callback(self.close)
            self._application = self._known()
            undoing.pop_all()
        self.address = self._address()
        """What is opened in the browser; no secret stands in it."""

    @property
    def redirect(self) -> str:
        """Where the browser comes back to."""
        return self._landing.redirect

    @property
    def listens(self) -> bool:
        """Whether the browser brings the answer by itself; else the person pastes the address where it ended."""
        return self._landing.listens

    @property
    def is_answered(self) -> bool:
        """Whether the platform's answer came, a code or a refusal."""
        return self._landing.arrived is not None

    @property
    def is_over(self) -> bool:
        """Whether the person took longer than a sign-in may."""
        return self._clock() > self._until

    def paste(self, address: str) -> None:
        """Take the address at which the browser ended.

        Raises:
            Refused: it is not that of this sign-in.
        """
        self._landing.take(address.strip())
        self._landing.ring()

    def wait(self, seconds: float = LONGEST.total_seconds()) -> bool:
        """Wait for the answer, or for `close` from another thread; whether one came."""
        return self._landing.wait(seconds)

    def finish(self) -> Connection:
        """The connection with the tokens for its secret; the port is free again, whatever came of it.

        Raises:
            Refused: no answer came in time.
            Rejected: the person or the platform did not allow it.
            PlatformError: the platform can't be reached now.
        """
        arrival = self._landing.arrived
        with closing(self):
            if arrival is None or self.is_over:
                raise Refused(
                    T("Nobody signed in at the platform's page in time."),
                    T("Sign in again; the page is good for a while."),
                )
            if arrival.error:
                raise _not_allowed(self._client.host, arrival.error)
            tokens = self._exchanged(arrival.code)
            return replace(self._connection, secret=tokens.sealed())

    def close(self) -> None:
        """Let go of the port and the connection; a second time does nothing."""
        self._landing.close()
        self._client.close()

    def _known(self) -> Application:
        """The program as the platform knows it."""
        if not self._how.register:
            given = Application.given(self._connection.secret)
            if not given.id and self._earlier is not None:
                given = self._earlier.application
            if not given.id or not given.secret:
                raise Rejected(
                    T("The application that signs in is not named."), T("Enter its key and its secret, then sign in.")
                )
            return given
        said = {"client_name": PROGRAM, "redirect_uris": self.redirect, "scopes": self._how.scope}
        reply = self._sent(Outgoing("POST", self._how.register, _JSON, canonical({**said})))
        if reply.status in _NOTHING_THERE:
            raise Rejected(
                T("At {host} no program can make itself known: that is no server of this platform.",
                  host=self._client.host),
                T("Check the address: it is that of the server on which the account is."),
            )  # fmt: skip
        error = failure(reply, self._client.host, _words(reply))
        if error is not None:
            raise error
        try:
            told = Fields(reply.json())
            return Application(told.text("client_id"), Secret(told.text("client_secret")))
        except ValueError as strange:
            raise unreachable(self._client.host, T("its answer was not understood")) from strange

    def _address(self) -> str:
        asked = {
            "response_type": "code",
            "client_id": self._application.id,
            "redirect_uri": self.redirect,
            "state": self._state,
            **({"scope": self._how.scope} if self._how.scope else {}),
            **dict(self._how.also),
        }
        if self._how.proves:
            asked |= {"code_challenge": challenge_of(self._verifier), "code_challenge_method": "S256"}
        return f"{self._connection.url.rstrip('/')}{self._how.authorize}?{urlencode(asked)}"

    def _exchanged(self, code: Secret) -> Tokens:
        asked = {
            "grant_type": "authorization_code",
            "code": code.reveal(),
            "redirect_uri": self.redirect,
            **self._identity(),
            **({"code_verifier": self._verifier} if self._how.proves else {}),
        }
        reply = self._posted(asked)
        try:
            told = reply.json()
            tokens = tokens_in(told, reply.server_time or datetime.now(UTC), self._application)
        except ValueError as strange:
            raise unreachable(self._client.host, T("its answer was not understood")) from strange
        granted = told.get("scope") if isinstance(told, dict) else None
        missing = set(self._how.scope.split()) - set(granted.split()) if isinstance(granted, str) else set[str]()
        if missing and self._how.register:
            raise Rejected(
                T("Not everything was allowed: {missing} is missing.", missing=" ".join(sorted(missing))),
                T("Sign in again and allow all of it, or the account can't publish."),
            )
        return tokens.after(self._earlier) if self._earlier else tokens

    def _identity(self) -> dict[str, str]:
        return {"client_id": self._application.id, "client_secret": self._application.secret.reveal()}

    def _posted(self, asked: Mapping[str, str]) -> Reply:
        reply = self._sent(Outgoing("POST", self._how.token, _FORM, urlencode(asked).encode()))
        if 200 <= reply.status < 300:
            return reply
        reply = reply.without([asked["code"], self._verifier, self._application.secret.reveal()])
        if reply.status in {400, 401, 403}:
            raise _not_allowed(self._client.host, _words(reply) or str(reply.status))
        raise failure(reply, self._client.host, _words(reply)) or _not_allowed(self._client.host, str(reply.status))

    def _sent(self, outgoing: Outgoing) -> Reply:
        """The answer; without one nothing was kept here, so it is as if it had not been asked."""
        try:
            return self._client.send(outgoing, {})
        except OutcomeUnknown as lost:
            raise unreachable(self._client.host, T("the sign-in got no answer")) from lost


def challenge_of(verifier: str) -> str:
    """What the platform is shown of the verifier beforehand (RFC 7636, S256)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _not_allowed(host: str, said: str) -> Rejected:
    if said == "access_denied":
        return Rejected(
            T("The sign-in was refused at the page of {host}.", host=host),
            T("Sign in again, and allow Press Desk there what it asks for."),
        )
    return Rejected(
        T("{host} refused the sign-in: {words}", host=host, words=brief(said)), T("Begin the sign-in again.")
    )


def _words(reply: Reply) -> str:
    """What the platform says of a refusal, in its own words or by its error's name."""
    try:
        told = reply.json()
    except ValueError:
        return ""
    if not isinstance(told, dict):
        return ""
    said = [told.get(name) for name in ("error_description", "error")]
    return next((word for word in said if isinstance(word, str) and word), "")
