"""What a mail server's codes mean for the public: 4yz is later, 5yz is never, and neither has taken anything."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from editor_app.domain.errors import RateLimited, Rejected
from editor_app.domain.text import T
from editor_app.platforms.outcomes import brief, refused

if TYPE_CHECKING:
    from editor_app.domain.errors import PlatformError

LATER, NEVER = 400, 500
WAIT = timedelta(minutes=5)
"""RFC 5321 4.5.4.1 asks for half an hour between tries of one letter; greylisting usually ends after five minutes."""


def refused_by(host: str, code: int, words: str) -> PlatformError:
    """The error of an answer that is no consent."""
    if LATER <= code < NEVER:
        return later(host, code, words)
    return refused(host, f"{code} {words}")


def later(host: str, code: int, words: str) -> RateLimited:
    """The error of a server that asks to come again."""
    said = brief(f"{code} {words}")
    return RateLimited(T("{host} asks to come later: {words}", host=host, words=said), WAIT)


def no_encryption(host: str) -> Rejected:
    """The error of a server to which everything would be readable on the way."""
    return Rejected(
        T("{host} would be reached without encryption.", host=host),
        T("Ask its administrator for STARTTLS, or use its smtps:// address."),
    )


def no_sign_in(host: str) -> Rejected:
    """The error of a server that knows no way to sign in that we know."""
    return Rejected(
        T("{host} offers no sign-in.", host=host),
        T("Use the address for sending letters, mostly port 587 or 465, or leave user name and password empty."),
    )
