"""How an SFTP account is written down: its address, and a secret that is a password or a private key."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from editor_app.domain.errors import AuthExpired, Rejected
from editor_app.domain.secrets import Secret
from editor_app.domain.text import T

if TYPE_CHECKING:
    from editor_app.domain.secrets import Secret as Hidden

_PORT = 22
_HOME = "/~/"
_KEY = re.compile(r"-----BEGIN ([A-Z ]*PRIVATE KEY)-----(.+)-----END \1-----", re.DOTALL)
_WIDTH = 64


@dataclass(frozen=True, slots=True)
class Place:
    """A folder on an SFTP server."""

    host: str
    port: int
    root: str
    """Its whole path there; one that is written `/~/…` lies below where the server lets the user in."""

    @property
    def base(self) -> str:
        """Where readers most likely find it: the same host, by https."""
        return f"https://{self.host}"

    @property
    def shown(self) -> str:
        """Host and port for a sentence."""
        return self.host if self.port == _PORT else f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Login:
    """Who signs in, with either of the two."""

    user: str
    password: Secret = field(default_factory=lambda: Secret(""))
    key: Secret = field(default_factory=lambda: Secret(""))
    """A private key as the text of its file; empty = the password is used."""


def place_of(url: str) -> Place:
    """The place that an address names.

    Raises:
        Rejected: it names none.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or _PORT
    except ValueError:
        parts, host, port = urlsplit(""), "", _PORT
    path = unquote(parts.path)
    wrong = parts.scheme != "sftp" or not host or parts.query or parts.fragment or parts.username is not None
    if wrong or not path.strip("/~") or ".." in path.split("/") or not path.isprintable():
        raise Rejected(
            T("“{url}” is not the address of a folder on an SFTP server.", url=url[:200]),
            T("Write it like sftp://files.example.gov/srv/site, or …/~/site below the user's own folder."),
        )
    return Place(host, port, path.removeprefix(_HOME).rstrip("/") if path.startswith(_HOME) else path.rstrip("/"))


def login_of(secret: Hidden) -> Login:
    """Who signs in how.

    Raises:
        AuthExpired: the secret is not `name:password` or `name:private key`.
    """
    user, _, rest = secret.reveal().partition(":")
    if not user.strip() or not rest.strip():
        raise AuthExpired(
            T("The SFTP account needs a user name, and a password or a private key."), T("Connect the account again.")
        )
    key = _key_text(rest)
    return Login(user.strip(), key=Secret(key)) if key else Login(user.strip(), Secret(rest))


def _key_text(given: str) -> str:
    """A private key as its file has it; a form of one line loses the line ends, so they are made anew."""
    found = _KEY.search(given)
    if found is None:
        return ""
    kind, inside = found[1], found[2]
    if "Proc-Type" in inside:
        return given  # encrypted in the old form: its head needs its own lines, and it is refused later
    letters = "".join(inside.split())
    lines = [letters[at : at + _WIDTH] for at in range(0, len(letters), _WIDTH)]
    return "\n".join([f"-----BEGIN {kind}-----", *lines, f"-----END {kind}-----", ""])
