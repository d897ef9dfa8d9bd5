"""An app view of one network, after the lexicons: what a PDS passes questions about threads on to.

The real one follows every PDS's stream of commits; this one reads the records of its one PDS when it is asked. The PDS,
the service token that it signs for the account, and every record are real. Sources, read 2026-11-29: the lexicons
app.bsky.feed.getPostThread, app.bsky.feed.defs and com.atproto.sync.listRepos.
"""

import atexit
import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, urlsplit

from tests.live.servers.wire import Json, Tree, ask, call

DID = "did:web:appview.test"
THREAD = "app.bsky.feed.getPostThread"
_POSTS, _GATES = "app.bsky.feed.post", "app.bsky.feed.threadgate"
_DEPTH = 6


class AppView:
    """Listens on loopback; `tokens` are the claims that came with each question."""

    def __init__(self) -> None:
        self.tokens: list[dict[str, object]] = []
        self._pds = self._directory = ""
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _Asked)
        self._http.daemon_threads = True
        self._http.view = self  # type: ignore[attr-defined]
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"
        threading.Thread(target=self._http.serve_forever, daemon=True).start()
        atexit.register(self.close)

    def look_at(self, pds: str, directory: str) -> None:
        """From here on it answers for that network."""
        self._pds, self._directory = pds, directory

    def close(self) -> None:
        """Answer no more."""
        atexit.unregister(self.close)
        self._http.shutdown()
        self._http.server_close()

    def answer(self, path: str, token: str) -> tuple[int, dict[str, Json]]:
        """Status and body."""
        claims = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
        self.tokens.append(claims)
        parts = urlsplit(path)
        if parts.path != f"/xrpc/{THREAD}":
            return 501, {"error": "MethodNotImplemented", "message": parts.path}
        if str(claims.get("aud")).partition("#")[0] != DID or claims.get("lxm") != THREAD:
            return 401, {"error": "BadJwtAudience", "message": "the token is for something else"}
        query = parse_qs(parts.query)
        records = self._records(_POSTS)
        if query["uri"][0] not in records:
            return 400, {"error": "NotFound", "message": f"Post not found: {query['uri'][0]}"}
        depth = int(query.get("depth", [str(_DEPTH)])[0])
        return 200, {"thread": self._node(query["uri"][0], records, depth)}

    def _records(self, collection: str) -> dict[str, Tree]:
        found: dict[str, Tree] = {}
        for repo in call("GET", f"{self._pds}/xrpc/com.atproto.sync.listRepos").json().items("repos"):
            query = f"repo={quote(repo.text('did'))}&collection={collection}&limit=100"
            listed = call("GET", f"{self._pds}/xrpc/com.atproto.repo.listRecords?{query}").json()
            found |= {record.text("uri"): record for record in listed.items("records")}
        return found

    def _node(self, uri: str, records: dict[str, Tree], depth: int) -> Json:
        below = [at for at, record in records.items() if _parent(record) == uri]
        node: dict[str, Json] = {"$type": "app.bsky.feed.defs#threadViewPost", "post": self._post(records[uri], below)}
        if depth > 0:
            node["replies"] = [self._node(at, records, depth - 1) for at in sorted(below)]
        return node

    def _post(self, record: Tree, below: list[str]) -> Json:
        did, rkey = record.text("uri").split("/")[2], record.text("uri").rpartition("/")[2]
        handle = call("GET", f"{self._directory}/{did}/data").json().text("alsoKnownAs", 0).removeprefix("at://")
        seen: dict[str, Json] = {
            "uri": record.text("uri"), "cid": record.text("cid"), "author": {"did": did, "handle": handle},
            "record": record.at("value").value, "replyCount": len(below), "repostCount": 0, "likeCount": 0,
            "quoteCount": 0, "indexedAt": record.text("value", "createdAt"), "labels": [],
        }  # fmt: skip
        query = f"repo={did}&collection={_GATES}&rkey={rkey}"
        gate = ask("GET", f"{self._pds}/xrpc/com.atproto.repo.getRecord?{query}")
        if gate.status == 200:
            kept = gate.json()
            seen["threadgate"] = {"uri": kept.text("uri"), "cid": kept.text("cid"), "record": kept.at("value").value}
        return seen


def _parent(record: Tree) -> str:
    value = record.at("value").value
    return Tree(value).text("reply", "parent", "uri") if isinstance(value, dict) and "reply" in value else ""


class _Asked(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        status, body = self.server.view.answer(self.path, token)  # type: ignore[attr-defined]
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_told: object) -> None:
        """Say nothing."""
