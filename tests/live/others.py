"""The other client: people who see and change posts in the server's own way, apart from the program under test."""

import json
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote

from tests.live.servers.ghost import log_in
from tests.live.servers.wire import Reply, Tree, call

POST_COLLECTION = "app.bsky.feed.post"


@dataclass(frozen=True, slots=True)
class SeenPost:
    """A published post as its server stores it: `body` is HTML, for Bluesky the record as JSON."""

    remote_id: str
    slug: str
    title: str
    body: str
    url: str


def _changed(body: str, old: str, new: str) -> str:
    assert old in body, f"the post has no {old!r}: {body[:600]}"
    return body.replace(old, new)


@dataclass(frozen=True, slots=True)
class WordPressAdmin:
    """An administrator with an application password of his own."""

    url: str
    user: str
    password: str = field(repr=False)

    def call(self, method: str, path: str, body: object = None) -> Reply:
        """One REST call; `path` begins after `/wp-json/wp/v2/`."""
        token = b64encode(f"{self.user}:{self.password}".encode()).decode()
        headers = {"Authorization": f"Basic {token}"}
        return call(method, f"{self.url}/wp-json/wp/v2/{path}", body=body, headers=headers)

    def posts(self) -> list[SeenPost]:
        """The published posts, newest first (at most 100)."""
        found = self.call("GET", "posts?per_page=100&context=edit&status=publish").json()
        return [self._seen(post) for post in found.items()]

    def post(self, remote_id: str) -> SeenPost:
        """One post in whatever state."""
        return self._seen(self.call("GET", f"posts/{remote_id}?context=edit").json())

    def alter(self, remote_id: str, old: str, new: str) -> None:
        """Replaces a piece of the body's HTML."""
        content = _changed(self.post(remote_id).body, old, new)
        self.call("POST", f"posts/{remote_id}", {"content": content})

    def delete(self, remote_id: str) -> None:
        """Deletes the post for good."""
        self.call("DELETE", f"posts/{remote_id}?force=true")

    @staticmethod
    def _seen(post: Tree) -> SeenPost:
        title, body = post.text("title", "raw"), post.text("content", "raw")
        return SeenPost(post.text("id"), post.text("slug"), title, body, post.text("link"))


@dataclass(frozen=True, slots=True)
class GhostOwner:
    """The owner in the admin pages: a session cookie, no integration key."""

    url: str
    cookie: str = field(repr=False)

    @classmethod
    def signed_in(cls, url: str, owner: str, password: str) -> "GhostOwner":
        """The owner after signing in."""
        return cls(url, log_in(url, owner, password))

    def call(self, method: str, path: str, body: object = None, kind: str = "application/json") -> Reply:
        """One Admin API call; `path` begins after `/ghost/api/admin/`."""
        headers = {"Origin": self.url, "Cookie": self.cookie, "Content-Type": kind}
        return call(method, f"{self.url}/ghost/api/admin/{path}", body=body, headers=headers)

    def posts(self) -> list[SeenPost]:
        """The published posts, newest first (at most 100)."""
        path = f"posts/?limit=100&formats=html,lexical&filter={quote('status:published')}"
        return [self._seen(post) for post in self.call("GET", path).json().items("posts")]

    def post(self, remote_id: str) -> SeenPost:
        """One post in whatever state."""
        return self._seen(self._stored(remote_id))

    def alter(self, remote_id: str, old: str, new: str) -> None:
        """Replaces a piece of the body's Lexical source, where alternative texts are kept too."""
        stored = self._stored(remote_id)
        source = _changed(stored.text("lexical"), old, new)
        body = {"posts": [{"lexical": source, "updated_at": stored.text("updated_at")}]}
        self.call("PUT", f"posts/{remote_id}/", body)

    def delete(self, remote_id: str) -> None:
        """Deletes the post for good."""
        self.call("DELETE", f"posts/{remote_id}/")

    def _stored(self, remote_id: str) -> Tree:
        return self.call("GET", f"posts/{remote_id}/?formats=html,lexical").json().at("posts", 0)

    @staticmethod
    def _seen(post: Tree) -> SeenPost:
        title, body = post.text("title"), post.text("html")
        return SeenPost(post.text("id"), post.text("slug"), title, body, post.text("url"))


@dataclass(frozen=True, slots=True)
class BlueskyOwner:
    """The person who owns the account, with its own password instead of the app password."""

    url: str
    handle: str
    did: str
    token: Callable[[], str] = field(repr=False)

    @classmethod
    def signed_in(cls, url: str, handle: str, password: str) -> "BlueskyOwner":
        """The owner; each later change opens a session of its own, so the token is never stale."""

        def session() -> Tree:
            body = {"identifier": handle, "password": password}
            return call("POST", f"{url}/xrpc/com.atproto.server.createSession", body=body).json()

        return cls(url, handle, session().text("did"), lambda: session().text("accessJwt"))

    def call(self, method: str, path: str, body: object = None) -> Reply:
        """One XRPC call with the owner's rights; `path` begins after `/xrpc/`."""
        headers = {"Authorization": f"Bearer {self.token()}"}
        return call(method, f"{self.url}/xrpc/{path}", body=body, headers=headers)

    def posts(self) -> list[SeenPost]:
        """The posts in the repository, newest first (at most 100)."""
        path = f"com.atproto.repo.listRecords?repo={self.did}&collection={POST_COLLECTION}&limit=100"
        return [self._seen(record) for record in call("GET", f"{self.url}/xrpc/{path}").json().items("records")]

    def post(self, remote_id: str) -> SeenPost:
        """One post by its record key or at:// address."""
        return self._seen(self._stored(remote_id))

    def alter(self, remote_id: str, old: str, new: str) -> None:
        """Replaces a piece of the record: text, alternative text or link."""
        stored = self._stored(remote_id)
        record = json.loads(_changed(self._seen(stored).body, old, new))
        self.call("POST", "com.atproto.repo.putRecord", {**self._key(remote_id), "record": record})

    def delete(self, remote_id: str) -> None:
        """Deletes the record."""
        self.call("POST", "com.atproto.repo.deleteRecord", self._key(remote_id))

    def _key(self, remote_id: str) -> dict[str, str]:
        return {"repo": self.did, "collection": POST_COLLECTION, "rkey": remote_id.rsplit("/", 1)[-1]}

    def _stored(self, remote_id: str) -> Tree:
        query = "&".join(f"{name}={value}" for name, value in self._key(remote_id).items())
        return call("GET", f"{self.url}/xrpc/com.atproto.repo.getRecord?{query}").json()

    @staticmethod
    def _seen(record: Tree) -> SeenPost:
        key = record.text("uri").rsplit("/", 1)[-1]
        body = json.dumps(record.at("value").value, ensure_ascii=False)
        return SeenPost(key, key, record.text("value", "text"), body, record.text("uri"))
