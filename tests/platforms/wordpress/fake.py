"""A WordPress of a few lines that answers as the recorded replies do; apart because several tests deliver to it."""

import json
import re
import socket
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.platforms.loopback import Received, answer

RECORDED = Path(__file__).parents[3] / "editor_app/platforms/wordpress/recorded"


def recorded(name: str) -> dict[str, object]:
    """A recorded reply with what was sent."""
    return json.loads((RECORDED / f"{name}.json").read_text("utf-8"))  # type: ignore[no-any-return]


class FakeWordPress:
    """Answers one request at a time from memory."""

    def __init__(self) -> None:
        self.url = ""
        self.posts: dict[int, dict[str, object]] = {}
        self.media: dict[int, dict[str, object]] = {}
        self.files: dict[str, bytes] = {}
        self.terms: dict[str, int] = {}
        self.may_make_terms = True
        self.authors = {7: "市政务服务局", 8: "市政务服务局办公室", 9: "李 &amp; 王"}
        self.fields = {"original_url"}
        """Post meta that a plug-in opened to REST."""

    def __call__(self, request: Received, connection: socket.socket) -> None:
        status, body = self.reply(request)
        answer(status, body, Date="Sat, 28 Nov 2026 12:00:00 GMT")(request, connection)

    def reply(self, request: Received) -> tuple[int, object]:
        """Status and body."""
        parts = urlsplit(request.target)
        if parts.path.startswith("/files/"):
            return 200, self.files[parts.path]
        if parts.path == "/":
            return 200, b"<generator>https://wordpress.org/?v=6.1.9</generator>"
        if parts.path == "/wp-json/":
            return 200, {"url": "https://news.example.test"}
        place = parts.path.removeprefix("/wp-json/wp/v2/").split("/")
        return self._api(request, place, parse_qs(parts.query))

    def _api(self, request: Received, place: list[str], query: dict[str, list[str]]) -> tuple[int, object]:
        if place[0] == "users" and len(place) > 1:
            return 200, recorded("me")["reply"]
        if place[0] == "users":
            found = [(number, name) for number, name in self.authors.items() if query["search"][0] in name]
            return 200, [{"id": number, "name": name} for number, name in found]
        if place[0] in {"categories", "tags"}:
            return self._term(request)
        if place[0] == "media":
            return self._upload(request) if request.method == "POST" else (200, self._stored(query))
        return self._post(request, place, query)

    def _post(self, request: Received, place: list[str], query: dict[str, list[str]]) -> tuple[int, object]:
        if request.method == "POST":
            return self._write(json.loads(request.body), int(place[1]) if len(place) > 1 else 0)
        if request.method == "DELETE" and int(place[1]) in self.posts:
            return 200, self.posts.pop(int(place[1]))
        if len(place) == 1:
            return 200, [post for post in self.posts.values() if post["slug"] in query["slug"][0].split(",")]
        found = self.posts.get(int(place[1]))
        if found and "_embed" in query:
            author = {"name": self.authors.get(int(str(found["author"])), "")}
            return 200, {**found, "_embedded": {"author": [author]}}
        return (200, found) if found else (404, recorded("gone")["reply"])

    def _stored(self, query: dict[str, list[str]]) -> list[dict[str, object]]:
        wanted = [int(number) for number in query["include"][0].split(",")]
        return [self.media[number] for number in reversed(wanted) if number in self.media]

    def _term(self, request: Received) -> tuple[int, object]:
        if request.method == "GET":
            return 200, [{"id": number, "name": name.replace("&", "&amp;")} for name, number in self.terms.items()]
        name = json.loads(request.body)["name"]
        if not self.may_make_terms:
            return 403, recorded("term_forbidden")["reply"]
        if name in self.terms:
            return 400, {"code": "term_exists", "message": "exists", "data": {"term_id": self.terms[name]}}
        self.terms[name] = number = 70 + len(self.terms)
        return 201, {"id": number, "name": name}

    def _upload(self, request: Received) -> tuple[int, object]:
        _, *pieces = request.body.split(b"--" + request.headers["content-type"].partition("boundary=")[2].encode())
        said = {}
        for piece in pieces[:-1]:
            head, _, content = piece.partition(b"\r\n\r\n")
            named = re.search(rb' name="(\w+)"', head)
            assert named is not None
            said[named[1].decode()] = content.removesuffix(b"\r\n")
        number = 20 + len(self.media)
        self.files[f"/files/{number}.png"] = said["file"]
        url = f"{self.url}/files/{number}.png"
        self.media[number] = {"id": number, "source_url": url, "alt_text": said["alt_text"].decode()}
        return 201, self.media[number]

    def _write(self, said: dict[str, object], number: int) -> tuple[int, object]:
        if number and number not in self.posts:
            return 404, recorded("gone")["reply"]
        number = number or 40 + len(self.posts)
        post = self.posts.setdefault(number, {"id": number, "password": "", "categories": [1], "tags": []})
        for name, value in said.items():
            post[name] = {"raw": value} if name in {"title", "content", "excerpt"} else value
        kept = said.get("meta")
        post["meta"] = (
            {name: value for name, value in kept.items() if name in self.fields} if isinstance(kept, dict) else {}
        )
        post.setdefault("date_gmt", "2026-11-28T09:31:00")
        post["link"] = f"{self.url}/{post.get('slug')}/"
        return 200, post
