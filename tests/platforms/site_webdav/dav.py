"""A WebDAV folder in memory with the rules that a site needs: folders first, moves that may be forbidden to replace."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection
from tests.platforms.faulty import Answer

if TYPE_CHECKING:
    from tests.platforms.faulty import Asked

USER, PASSWORD = "press", "four plain: words"
ROOT = "/dav/site"


class Dav:
    """Files by their path below the root; folders end in a slash."""

    def __init__(self, *, keeps_overwrite: bool = True, is_full: bool = False) -> None:
        self.files: dict[str, bytes] = {}
        self.folders = {""}
        self.lets_in = True
        self.is_full = is_full
        self._keeps_overwrite = keeps_overwrite

    def __call__(self, asked: Asked) -> Answer:
        wanted = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if asked.headers.get("authorization") != wanted or not self.lets_in:
            return Answer(401)
        path = _below(asked.path)
        if path is None:
            return Answer(404)
        return {
            "GET": self._get,
            "PUT": self._put,
            "MOVE": self._move,
            "DELETE": self._delete,
            "MKCOL": self._folder,
            "PROPFIND": self._members,
        }[asked.method](path, asked)

    def _get(self, path: str, _asked: Asked) -> Answer:
        return Answer(200, self.files[path]) if path in self.files else Answer(404)

    def _put(self, path: str, asked: Asked) -> Answer:
        if self.is_full:
            return Answer(507)
        if path.rpartition("/")[0] not in self.folders:
            return Answer(409)
        self.files[path] = asked.body
        return Answer(201)

    def _move(self, path: str, asked: Asked) -> Answer:
        target = _below(asked.headers["destination"])
        if target is None or path not in self.files:
            return Answer(404)
        if asked.headers["overwrite"] == "F" and target in self.files and self._keeps_overwrite:
            return Answer(412)
        self.files[target] = self.files.pop(path)
        return Answer(201)

    def _delete(self, path: str, _asked: Asked) -> Answer:
        return Answer(204 if self.files.pop(path, None) is not None else 404)

    def _folder(self, path: str, _asked: Asked) -> Answer:
        if path in self.folders:
            return Answer(405)
        if path.rpartition("/")[0] not in self.folders:
            return Answer(409)
        self.folders.add(path)
        return Answer(201)

    def _members(self, path: str, _asked: Asked) -> Answer:
        if path not in self.folders:
            return Answer(404)
        names = [name for name in (*self.files, *(f"{f}/" for f in self.folders if f)) if _is_in(name, path)]
        rows = [f"<response><href>{ROOT}/{quote(path)}</href></response>"]
        for name in names:
            kind = "<resourcetype><collection/></resourcetype>" if name.endswith("/") else ""
            tag = (
                f'<getetag>"{hashlib.sha256(self.files.get(name, b"")).hexdigest()[:8]}"</getetag>' if not kind else ""
            )
            href = f"<href>{ROOT}/{quote(name)}</href>"
            rows.append(f"<response>{href}<propstat><prop>{tag}{kind}</prop></propstat></response>")
        body = f'<multistatus xmlns="DAV:">{"".join(rows)}</multistatus>'
        return Answer(207, body.encode(), {"Server": "Dav/1"})


def _below(url: str) -> str | None:
    path = unquote(urlsplit(url).path)
    return path.removeprefix(ROOT).strip("/") if path.startswith(ROOT) else None


def _is_in(name: str, folder: str) -> bool:
    return name.rstrip("/").rpartition("/")[0] == folder


def connection(url: str, **options: str) -> Connection:
    """How an account reaches the folder."""
    return Connection(f"{url}{ROOT}", Secret(f"{USER}:{PASSWORD}"), options)
