"""The files of a site on a WebDAV server: each is put under another name and then moved to its own in one step."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote
from uuid import uuid4

from typing_extensions import override

from editor_app.domain.errors import PlatformError, Rejected
from editor_app.domain.identifiers import sha256
from editor_app.domain.text import T
from editor_app.platforms.contract import Identity
from editor_app.platforms.site_folder.shelf import ABSENT, Kept, Overtaken, Shelf, safe_target, version_of
from editor_app.platforms.site_webdav.wire import Wire

if TYPE_CHECKING:
    from datetime import timedelta

    from editor_app.platforms.contract import Connection

_TRIAL = ".press-desk-rehearsal"
_TAKEN = 412
_NOT_THERE = frozenset({404, 410})


class WebdavShelf(Shelf):
    """A folder of a WebDAV server.

    Few servers compare versions when a file is moved over another, so what is to be replaced is also read before.
    """

    is_guarded: ClassVar[bool] = False

    def __init__(self, connection: Connection, deadline: timedelta) -> None:
        """Open nothing yet.

        Raises:
            Rejected: the address, the proxy or the certificates can't be used.
            AuthExpired: the secret is no name and password.
        """
        self._wire = Wire(connection, deadline)
        self._made: set[str] = set()
        """Folders that were there; one that somebody takes away is made anew after the next error."""
        self.base = connection.url.rstrip("/")

    @override
    def identity(self) -> Identity:
        reply = self._wire.ask("PROPFIND", "/", {"Depth": "0"}, also={404})
        if reply.status == 404:
            raise _no_folder(self.base)
        uid = sha256(self.base.encode())[:16]
        name = f"{self._wire.host} {posixpath.basename(self.base)}"
        version = reply.headers.get("server", "")[:60]
        return Identity(f"site:{uid}", name, version, may_publish=True, server_time=reply.server_time)

    @override
    def require_there(self) -> None:
        if self._wire.members("/") is None:
            raise _no_folder(self.base)

    @override
    def read(self, target: str) -> Kept | None:
        reply = self._wire.ask("GET", _path(target), also=_NOT_THERE)
        return None if reply.status in _NOT_THERE else Kept(reply.body, sha256(reply.body))

    @override
    def slugs(self) -> dict[str, str]:
        found = {}
        for folder in self._wire.members("/articles/") or []:
            inside = self._wire.members(f"/articles/{quote(folder.name)}/") if folder.is_folder else None
            versions = {member.name: member.version for member in inside or []}
            if "index.html" in versions:
                found[folder.name] = versions.get("article.json", "")
        return found

    @override
    def put(self, target: str, content: bytes, over: str | None) -> None:
        folder, name = posixpath.split(target)
        part = posixpath.join(folder, f".{name}.{uuid4().hex[:8]}.part")
        self._make_folders(folder)
        try:
            self._wire.unseen("PUT", _path(part), body=content)
        except PlatformError:
            self._made.clear()
            raise
        try:
            if over not in {None, ABSENT} and version_of(self.read(target)) != over:
                raise Overtaken
            self._move(part, target, may_replace=over != ABSENT)
        except Overtaken:
            self._wire.unseen("DELETE", _path(part), also=_NOT_THERE)
            raise

    @override
    def remove(self, target: str) -> None:
        self._wire.ask("DELETE", _path(target), also=_NOT_THERE)

    @override
    def rehearse(self) -> str:
        self.put(_TRIAL, b"Press", None)
        try:
            self._require_refusing()
            self.put(_TRIAL, b"Press Desk", None)
        finally:
            self.remove(_TRIAL)
        return self.base

    @override
    def sent(self) -> int:
        return self._wire.sent

    @override
    def close(self) -> None:
        self._wire.close()

    def _require_refusing(self) -> None:
        """Pass when the server doesn't move a file over one that is there against our word.

        Raises:
            Rejected: it does.
        """
        try:
            self.put(_TRIAL, b"Press Desk", ABSENT)
        except Overtaken:
            return
        raise Rejected(
            T(
                "{host} moves files over others against our word, so two could overwrite each other.",
                host=self._wire.host,
            ),
            T("Ask for a server that keeps “Overwrite: F”."),
        )

    def _move(self, part: str, target: str, *, may_replace: bool) -> None:
        headers = {
            "Destination": self.base + _path(target),
            "Overwrite": "T" if may_replace else "F",
        }
        reply = self._wire.ask("MOVE", _path(part), headers, also={_TAKEN})
        if reply.status == _TAKEN:
            raise Overtaken

    def _make_folders(self, folder: str) -> None:
        """The folder and those above it; a server answers 405 for one that is there."""
        path = ""
        for name in filter(None, folder.split("/")):
            path = f"{path}/{name}"
            if path not in self._made:
                self._wire.unseen("MKCOL", f"{path}/", also={405})
                self._made.add(path)


def _path(target: str) -> str:
    return "/" + quote(safe_target(target), safe="/")


def _no_folder(url: str) -> Rejected:
    return Rejected(T("There is no folder at {url}.", url=url[:200]), T("Make it, or correct the address."))
