"""Requests to a WebDAV server over the one HTTP client: who we are, what its refusals mean, what a folder holds."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from editor_app.domain.errors import AuthExpired, OutcomeUnknown, Rejected, Unreachable
from editor_app.domain.text import T
from editor_app.platforms.contract import Outgoing
from editor_app.platforms.http import Client
from editor_app.platforms.outcomes import failure, unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import timedelta

    from editor_app.domain.errors import PlatformError
    from editor_app.platforms.contract import Connection
    from editor_app.platforms.replies import Reply

_DAV = "{DAV:}"
_PROPERTIES = (
    b'<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><getetag/><resourcetype/></prop></propfind>'
)
_FULL = 507


@dataclass(frozen=True, slots=True)
class Member:
    """What lies in a folder."""

    name: str
    version: str
    """Empty where the server names none."""
    is_folder: bool


class Wire:
    """Requests to one folder of a server, of one user."""

    def __init__(self, connection: Connection, deadline: timedelta) -> None:
        """Open no socket yet.

        Raises:
            Rejected: the address, the proxy or the certificates can't be used.
            AuthExpired: the secret is no name and password.
        """
        user, _, password = connection.secret.reveal().strip().partition(":")
        if not user or not password:
            raise AuthExpired(T("The site needs a user name and a password."), T("Connect the account again."))
        self._client = Client(connection, deadline)
        self._signed = {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}
        self._password = password
        self.host = self._client.host

    def ask(
        self,
        method: str,
        target: str,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        also: Collection[int] = (),
    ) -> Reply:
        """The answer.

        Args:
            method: HTTP verb.
            target: path below the site's address.
            headers: of the content, and conditions.
            body: all of it.
            also: statuses to hand back besides 2xx.

        Raises:
            PlatformError: one of the five.
        """
        outgoing = Outgoing(method, target, tuple((headers or {}).items()), body)
        reply = self._client.send(outgoing, self._signed)
        error = None if reply.status in also else refusal(reply.without((self._password,)), self.host)
        if error is not None:
            raise error
        return reply

    def unseen(
        self,
        method: str,
        target: str,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        also: Collection[int] = (),
    ) -> Reply:
        """The same for what no reader can see, such as a file under another name: whatever went wrong, nothing shows.

        Raises:
            PlatformError: certainly without effect for the public.
        """
        try:
            return self.ask(method, target, headers, body, also)
        except OutcomeUnknown as lost:
            raise Unreachable(lost.message, T("It is tried again by itself.")) from lost

    def members(self, target: str) -> list[Member] | None:
        """What lies in a folder, without itself; None = there is no such folder.

        Raises:
            PlatformError: one of the five.
        """
        headers = {"Depth": "1", "Content-Type": "application/xml"}
        reply = self.ask("PROPFIND", target, headers, _PROPERTIES, also={404})
        return None if reply.status == 404 else self._members(reply)

    @property
    def sent(self) -> int:
        """How many requests went out so far, whatever became of them."""
        return self._client.sent

    def close(self) -> None:
        """Release what is held."""
        self._client.close()

    def _members(self, reply: Reply) -> list[Member]:
        from defusedxml import ElementTree

        try:
            root = ElementTree.fromstring(reply.body)
        except (ElementTree.ParseError, ValueError) as strange:
            raise unknown(self.host, T("its answer was not understood")) from strange
        found = []
        for one in root.iter(f"{_DAV}response"):
            path = unquote(urlsplit(one.findtext(f"{_DAV}href") or "").path)
            tag = next((each.text or "" for each in one.iter(f"{_DAV}getetag")), "")
            found.append(
                (
                    path,
                    Member(path.rstrip("/").rpartition("/")[2], tag, any(True for _ in one.iter(f"{_DAV}collection"))),
                )
            )
        shortest = min((len(path) for path, _ in found), default=0)
        return [member for path, member in found if len(path) > shortest]


def refusal(reply: Reply, host: str) -> PlatformError | None:
    """The error that an answer means; None = done."""
    if reply.status == _FULL:
        return Unreachable(
            T("{host} has no space left.", host=host), T("Make room on the server; it is tried again by itself.")
        )
    if reply.status == 423:
        return Rejected(
            T("{host} says that somebody has locked the file.", host=host), T("Unlock it there, then try again.")
        )
    return failure(reply, host, "")
