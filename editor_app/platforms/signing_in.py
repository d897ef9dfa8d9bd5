"""Signing in at the platform itself (OAuth 2): what a platform says of it, and what is kept of it in the vault.

Sources, read 2026-11-29: RFC 6749 (authorization code), RFC 7636 (PKCE), RFC 8252 (redirects to this computer).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from editor_app.domain.canonical import canonical
from editor_app.domain.secrets import Secret

if TYPE_CHECKING:
    from editor_app.domain.canonical import Json
    from editor_app.platforms.contract import Platform

_NONE = Secret("")
_LONGEST_LIFE = 10 * 365 * 86_400
"""Seconds; a longer life is no life that anybody meant."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """Where a platform lets people authorize a program and what it wants; every path is on the account's own host."""

    authorize: str
    token: str
    scope: str = ""
    """Divided by spaces; a person who grants less is told so."""
    register: str = ""
    """Where a program makes itself known, in Mastodon's form; empty = a person gives `ID:SECRET` of an application."""
    proves: bool = True
    """Whether the code is bound to this sign-in by PKCE (S256)."""
    redirect: str = ""
    """A redirect that the platform was told beforehand; empty = a free port of this computer.

    The account's own setting `redirect` goes before it. One that is not on this computer is pasted by the person."""
    also: tuple[tuple[str, str], ...] = ()
    """Further parameters of the address that is opened, such as one that asks for the password again."""


class SignsIn:
    """Mixed into a platform whose accounts are signed in at the platform's own page."""

    sign_in: ClassVar[SignIn]


def sign_in_of(platform: Platform) -> SignIn | None:
    """How its accounts are signed in; None = with a secret that a person types."""
    return platform.sign_in if isinstance(platform, SignsIn) else None


@dataclass(frozen=True, slots=True)
class Application:
    """What a platform knows this program as."""

    id: str
    secret: Secret = _NONE

    @staticmethod
    def given(typed: Secret) -> Application:
        """The application in `ID:SECRET`, as a person typed it."""
        number, _, secret = typed.reveal().strip().partition(":")
        return Application(number, Secret(secret))


@dataclass(frozen=True, slots=True)
class Tokens:
    """What signing in gave; its `sealed` form is the account's secret."""

    access: Secret
    refresh: Secret = _NONE
    ends_at: datetime | None = None
    """None = the platform doesn't say, or never."""
    application: Application = Application("")

    def sealed(self) -> Secret:
        """One secret for the vault, from which `tokens_of` reads all of it."""
        kept: dict[str, Json] = {
            "access_token": self.access.reveal(),
            "refresh_token": self.refresh.reveal(),
            "ends_at": round(self.ends_at.timestamp()) if self.ends_at else 0,
            "client_id": self.application.id,
            "client_secret": self.application.secret.reveal(),
        }
        return Secret(canonical(kept).decode())

    def after(self, earlier: Tokens) -> Tokens:
        """The same, with what is good of earlier ones where these say nothing."""
        return replace(
            self,
            access=self.access or earlier.access,
            refresh=self.refresh or earlier.refresh,
            application=self.application if self.application.id else earlier.application,
        )

    def words(self) -> tuple[str, ...]:
        """Every secret in it: none of them may come back in a sentence or a log."""
        return tuple(filter(None, (each.reveal() for each in (self.access, self.refresh, self.application.secret))))


def tokens_of(secret: Secret) -> Tokens:
    """What is in an account's secret; one that a person pasted is the access token alone."""
    text = secret.reveal().strip()
    try:
        kept = json.loads(text) if text.startswith("{") else None
    except ValueError:
        kept = None
    if not isinstance(kept, dict):
        return Tokens(Secret(text))
    ends = kept.get("ends_at")
    return Tokens(
        access=Secret(_text(kept, "access_token")),
        refresh=Secret(_text(kept, "refresh_token")),
        ends_at=datetime.fromtimestamp(ends, UTC) if isinstance(ends, int) and ends > 0 else None,
        application=Application(_text(kept, "client_id"), Secret(_text(kept, "client_secret"))),
    )


def tokens_in(told: Json, now: datetime, application: Application) -> Tokens:
    """The tokens of an answer to a code or to a refresh token.

    Raises:
        ValueError: there is no access token in it.
    """
    if not isinstance(told, dict) or not _text(told, "access_token"):
        raise ValueError("no access token")
    life = told.get("expires_in")
    is_time = isinstance(life, int) and not isinstance(life, bool) and 0 < life < _LONGEST_LIFE
    return Tokens(
        access=Secret(_text(told, "access_token")),
        refresh=Secret(_text(told, "refresh_token")),
        ends_at=now + timedelta(seconds=life) if is_time and isinstance(life, int) else None,
        application=application,
    )


def _text(kept: dict[str, Json], name: str) -> str:
    value = kept.get(name)
    return value if isinstance(value, str) else ""
