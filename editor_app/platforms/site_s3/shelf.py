"""The files of a site as objects of a bucket: the server itself compares versions before it replaces one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote

from typing_extensions import override

from editor_app.domain.errors import Rejected
from editor_app.domain.identifiers import sha256
from editor_app.domain.text import T
from editor_app.platforms.contract import Identity
from editor_app.platforms.outcomes import unknown
from editor_app.platforms.site_folder.shelf import ABSENT, Kept, Overtaken, Shelf, safe_target, version_of
from editor_app.platforms.site_s3.place import REGION, keys_of, place_of
from editor_app.platforms.site_s3.wire import Wire

if TYPE_CHECKING:
    from datetime import timedelta
    from xml.etree.ElementTree import Element

    from editor_app.platforms.contract import Connection

_SPACE = "{http://s3.amazonaws.com/doc/2006-03-01/}"
_TRIAL = ".press-desk-rehearsal"
_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "json": "application/json",
    "xml": "application/xml",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "gif": "image/gif",
}
_NEW_EACH_TIME = "no-cache"
"""Readers ask whether a page is still the same; pictures are named by their bytes and never change."""
_FOR_EVER = "public, max-age=31536000, immutable"


class BucketShelf(Shelf):
    """A folder of a bucket."""

    is_guarded: ClassVar[bool] = True

    def __init__(self, connection: Connection, deadline: timedelta) -> None:
        """Open nothing yet.

        Raises:
            Rejected: the address, the proxy or the certificates can't be used.
            AuthExpired: the secret is no access key.
        """
        self._place = place_of(connection.url)
        region = connection.options.get("region") or REGION
        self._wire = Wire(connection, self._place, keys_of(connection.secret), region, deadline)
        self.base = self._place.base

    @override
    def identity(self) -> Identity:
        reply = self._wire.ask("GET", f"?list-type=2&max-keys=1&prefix={self._quoted('')}")
        uid = sha256(self._place.base.encode())[:16]
        return Identity(
            remote_uid=f"site:{uid}",
            name=f"{self._place.bucket}/{self._place.prefix}".rstrip("/"),
            version=reply.headers.get("server", "")[:60],
            may_publish=True,
            server_time=reply.server_time,
        )

    @override
    def require_there(self) -> None:
        self._wire.ask("GET", "?list-type=2&max-keys=1")

    @override
    def read(self, target: str) -> Kept | None:
        reply = self._wire.ask("GET", self._path(target), also={404})
        if reply.status == 404 and b"NoSuchBucket" not in reply.body:
            return None
        if reply.status == 404:
            raise _no_bucket(self._place.bucket)
        version = reply.headers.get("etag", "")
        if not version:
            raise unknown(self._wire.host, T("its answer was not understood"))
        return Kept(reply.body, version)

    @override
    def slugs(self) -> dict[str, str]:
        found = self._listed("articles/")
        pages = [key.split("/")[1] for key in found if key.endswith("/index.html") and key.count("/") == 2]
        return {slug: found.get(f"articles/{slug}/article.json", "") for slug in sorted(pages)}

    @override
    def put(self, target: str, content: bytes, over: str | None) -> None:
        kind = _TYPES.get(target.rpartition(".")[2], "application/octet-stream")
        headers = {
            "Content-Type": kind,
            "Cache-Control": _FOR_EVER if target.startswith("media/") else _NEW_EACH_TIME,
        }
        if over == ABSENT:
            headers["If-None-Match"] = "*"
        elif over is not None:
            headers["If-Match"] = over
        self._wire.ask("PUT", self._path(target), headers, content)

    @override
    def remove(self, target: str) -> None:
        self._wire.ask("DELETE", self._path(target), also={404})

    @override
    def rehearse(self) -> str:
        self.put(_TRIAL, b"Press", None)
        try:
            self._require_comparing()
        finally:
            self.remove(_TRIAL)
        return self._place.base

    @override
    def sent(self) -> int:
        return self._wire.sent

    @override
    def close(self) -> None:
        self._wire.close()

    def _require_comparing(self) -> None:
        """Pass when the server refuses to replace what isn't as it was read, and replaces what is.

        Raises:
            Rejected: it overwrites whatever is there.
        """
        for wrong in (ABSENT, '"00000000000000000000000000000000"'):
            try:
                self.put(_TRIAL, b"Press Desk", wrong)
            except Overtaken:
                continue
            raise Rejected(
                T("{host} can't compare versions of objects, so two could overwrite each other.", host=self._wire.host),
                T("Ask for a server with conditional writes (If-Match)."),
            )
        self.put(_TRIAL, b"Press Desk", version_of(self.read(_TRIAL)))

    def _listed(self, below: str) -> dict[str, str]:
        """Version of every object below a folder of the site, by its path there."""
        found: dict[str, str] = {}
        more = ""
        while True:
            reply = self._wire.ask("GET", f"?{more}list-type=2&prefix={self._quoted(below)}")
            page = self._parsed(reply.body)
            for one in page.iter(f"{_SPACE}Contents"):
                key = one.findtext(f"{_SPACE}Key") or ""
                found[key.removeprefix(self._place.prefix)] = one.findtext(f"{_SPACE}ETag") or ""
            token = page.findtext(f"{_SPACE}NextContinuationToken") or ""
            if not token:
                return found
            more = f"continuation-token={quote(token, safe='')}&"

    def _parsed(self, body: bytes) -> Element:
        from defusedxml import ElementTree

        try:
            root: Element = ElementTree.fromstring(body)
        except (ElementTree.ParseError, ValueError) as strange:
            raise unknown(self._wire.host, T("its answer was not understood")) from strange
        return root

    def _quoted(self, below: str) -> str:
        return quote(self._place.prefix + below, safe="")

    def _path(self, target: str) -> str:
        return "/" + quote(self._place.prefix + safe_target(target), safe="/")


def _no_bucket(bucket: str) -> Rejected:
    return Rejected(T("There is no bucket “{bucket}”.", bucket=bucket), T("Make it, or correct the address."))
