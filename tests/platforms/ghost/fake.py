"""A Ghost of a few lines that answers as the recorded replies do; apart because several tests deliver to it."""

import json
import re
import socket
from pathlib import Path
from typing import cast
from urllib.parse import unquote, unquote_plus, urlsplit

from tests.platforms.loopback import Received, answer

RECORDED = Path(__file__).parents[3] / "editor_app/platforms/ghost/recorded"
NOW = "Sat, 28 Nov 2026 12:00:00 GMT"


def recorded(name: str) -> dict[str, object]:
    """A recorded reply with what was sent."""
    return json.loads((RECORDED / f"{name}.json").read_text("utf-8"))  # type: ignore[no-any-return]


def reply_of(name: str) -> tuple[int, object]:
    """Status and body as recorded."""
    found = recorded(name)
    return int(str(found["status"])), found["reply"]


class FakeGhost:
    """Answers one request at a time from memory."""

    def __init__(self) -> None:
        self.url = ""
        self.date = NOW
        self.posts: dict[str, dict[str, object]] = {}
        self.files: dict[str, bytes] = {}
        self.changes = 0
        self.authors = {"a1": "市政务服务局", "a2": "O'Neill", "a3": "市政务服务局"}

    def __call__(self, request: Received, connection: socket.socket) -> None:
        status, body = self.reply(request)
        answer(status, body, Date=self.date)(request, connection)

    def reply(self, request: Received) -> tuple[int, object]:
        """Status and body."""
        path = urlsplit(request.target).path
        if path.startswith("/content/"):
            return (200, self.files[path]) if path in self.files else (404, b"")
        place = path.removeprefix("/ghost/api/admin/").strip("/").split("/")
        if place[0] == "site":
            return reply_of("site")
        if place[0] == "users":
            return self._users(request)
        if place[0] == "images":
            return self._upload(request)
        return self._offline(request) if place[-1] == "bulk" else self._posts(request, place)

    def _posts(self, request: Received, place: list[str]) -> tuple[int, object]:
        if request.method in {"POST", "PUT"}:
            [said] = json.loads(request.body)["posts"]
            return self._write(said, place[1] if len(place) > 1 else f"6b{len(self.posts):022d}")
        return self._read(request, place)

    def _users(self, request: Received) -> tuple[int, object]:
        [wanted] = re.findall(r"filter=name:'(.*?)'&", unquote_plus(urlsplit(request.target).query))
        name = wanted.replace("\\'", "'")
        return 200, {"users": [{"id": a, "name": said} for a, said in self.authors.items() if said == name]}

    def touch(self, number: str, **fields: object) -> None:
        """Another client changes a post."""
        self.changes += 1
        self.posts[number] |= {**fields, "updated_at": f"2026-11-28T12:00:{self.changes:02d}.000Z"}

    def _read(self, request: Received, place: list[str]) -> tuple[int, object]:
        if len(place) == 1:
            wanted = re.findall("'([^']+)'", unquote(urlsplit(request.target).query))
            return 200, {"posts": [post for post in self.posts.values() if post["slug"] in wanted]}
        if place[1] == "slug":
            found = [post for post in self.posts.values() if post["slug"] == place[2]]
        else:
            found = [self.posts[place[1]]] if place[1] in self.posts else []
        if request.method == "DELETE" and found:
            del self.posts[place[1]]
        return (200, {"posts": found}) if found else reply_of("gone")

    def _offline(self, request: Received) -> tuple[int, object]:
        assert json.loads(request.body) == {"bulk": {"action": "unpublish"}}
        wanted = re.findall("id:'([^']+)'", unquote(urlsplit(request.target).query))
        fitting = [number for number in self.posts if number in wanted and self.posts[number]["status"] == "published"]
        for number in fitting:
            self.touch(number, status="draft")
        return 200, {"bulk": {"meta": {"stats": {"successful": len(fitting), "unsuccessful": 0}}}}

    def _upload(self, request: Received) -> tuple[int, object]:
        boundary = b"--" + request.headers["content-type"].partition("boundary=")[2].encode()
        piece = next(piece for piece in request.body.split(boundary) if b' name="file"' in piece)
        head, _, content = piece.partition(b"\r\n\r\n")
        name = head.partition(b'filename="')[2].partition(b'"')[0].decode()
        content = content.removesuffix(b"\r\n")
        self.files[f"/content/{name}"] = content
        if name.endswith(".jpg"):  # a JPEG is compressed once more, the original kept
            self.files[f"/content/{name}"] = content[:-1]
            self.files[f"/content/{name.replace('.jpg', '_o.jpg')}"] = content
        return 201, {"images": [{"url": f"{self.url}/content/{name}", "ref": name}]}

    def _write(self, said: dict[str, object], number: str) -> tuple[int, object]:
        known = self.posts.get(number, {"id": number, "visibility": "public", "tags": [], "html": None})
        if "updated_at" in known and said.get("updated_at") != known["updated_at"]:
            return reply_of("collision")
        for name in ("custom_excerpt", "canonical_url", "feature_image", "feature_image_alt"):
            known.setdefault(name, None)
        if "authors" in said:
            chosen = [str(one["id"]) for one in cast("list[dict[str, str]]", said["authors"])]
            said = {**said, "authors": [{"id": one, "name": self.authors[one]} for one in chosen]}
        self.posts[number] = known | {"published_at": "2026-11-28T09:31:00.000Z"} | said
        self.touch(number, url=f"{self.url}/{said.get('slug')}/")
        return 200, {"posts": [self.posts[number]]}
