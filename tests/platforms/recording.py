"""Recorded deliveries: a proxy that writes one down from a real server, and a server that plays it back.

python -m tests.platforms.recording PLATFORM URL [OPTION=VALUE …]    records one delivery into the platform's
                                                    recorded/ folder; the secret comes from standard input
"""

import base64
import json
import re
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection, Platform
from editor_app.platforms.registry import Registry
from tests.platforms.workshop import NOW, Bench, order_of, sent, variant

PLATFORMS = Path(__file__).parents[2] / "editor_app" / "platforms"
BASE = "{{base}}"
_SECRETS = re.compile(rb'"(accessJwt|refreshJwt|access_token|email)":"[^"]*"')
_TOKEN = re.compile(r"(?<=access_token=)[^&]+")
_KEPT = ("content-type", "location", "retry-after", "x-wp-total", "date")


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer."""

    method: str
    target: str
    request_sha256: str
    """Empty for a sign-in, whose request holds a secret."""
    status: int
    headers: dict[str, str]
    body: str
    """Text, or `base64:…`; the server's own address stands in it as `{{base}}`."""

    def content(self, base: str) -> bytes:
        """The body as a server at `base` would send it."""
        if self.body.startswith("base64:"):
            return base64.b64decode(self.body.removeprefix("base64:"))
        return self.body.replace(BASE, base).replace(BASE.replace("/", r"\/"), base.replace("/", r"\/")).encode()


@dataclass(frozen=True, slots=True)
class Recording:
    """A whole delivery as a real server took it."""

    server: str
    """What the server said that it runs."""
    recorded_on: str
    remote_uid: str
    exchanges: tuple[Exchange, ...]


def recording_of(platform: str) -> Recording:
    """The recorded delivery of a platform."""
    stored = json.loads(recording_path(platform).read_text("utf-8"))
    exchanges = tuple(Exchange(**exchange) for exchange in stored.pop("exchanges"))
    return Recording(exchanges=exchanges, **stored)


def recording_path(platform: str) -> Path:
    """Where it lies."""
    return PLATFORMS / platform / "recorded" / "delivery.json"


@contextmanager
def played_back(recording: Recording) -> Iterator[str]:
    """The address of a server that gives the recorded answers and refuses every request that was not recorded."""
    left = list(recording.exchanges)
    lock = threading.Lock()

    def answer(request: BaseHTTPRequestHandler, body: bytes) -> tuple[int, dict[str, str], bytes]:
        base = f"http://127.0.0.1:{request.server.server_address[1]}"  # type: ignore[index]
        wanted, digest = (request.command, request.path), _digest(body, base)
        with lock:
            match = next((e for e in left if (e.method, e.target) == wanted and e.request_sha256 in {"", digest}), None)
            if match is None:
                return 501, {}, f"not recorded: {wanted}".encode()
            left.remove(match)
        return match.status, match.headers, match.content(base)

    with _serving(answer) as url:
        yield url


def _digest(body: bytes, base: str) -> str:
    """Of a request, wherever the server was."""
    return sha256(body.replace(base.encode(), BASE.encode())).hexdigest()


@contextmanager
def _recorded(upstream: str, password: bytes, exchanges: list[Exchange]) -> Iterator[str]:
    parts = urlsplit(upstream)

    def answer(request: BaseHTTPRequestHandler, body: bytes) -> tuple[int, dict[str, str], bytes]:
        connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        headers = {name: value for name, value in request.headers.items() if name.lower() != "host"}
        connection.request(request.command, request.path, body, headers)
        reply = connection.getresponse()
        content = reply.read()
        kept = {name.lower(): value for name, value in reply.getheaders() if name.lower() in _KEPT}
        connection.close()
        digest = "" if password in body else _digest(body, upstream)
        text = _text(content, upstream)
        target = _TOKEN.sub("not.kept", request.path)
        exchanges.append(Exchange(request.command, target, digest, reply.status, kept, text))
        return reply.status, kept, content

    with _serving(answer) as url:
        yield url


def _text(content: bytes, upstream: str) -> str:
    content = _SECRETS.sub(rb'"\1":"not.kept"', content)
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return "base64:" + base64.b64encode(content).decode()
    return text.replace(upstream, BASE).replace(upstream.replace("/", r"\/"), BASE)


@contextmanager
def _serving(answer: object) -> Iterator[str]:
    class Conversation(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, headers, content = answer(self, body)  # type: ignore[operator]
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_PUT = do_DELETE = do_PATCH = do_GET  # noqa: N815 - the names of the standard library

        def log_message(self, *_args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Conversation)
    thread = threading.Thread(target=lambda: server.serve_forever(0.05), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def delivered(platform: Platform, url: str, secret: str, options: Mapping[str, str]) -> tuple[str, str]:
    """One whole delivery and its read-back; gives version and remote uid."""
    link = platform.link(Connection(url, Secret(secret), options))
    who = link.identity()
    done = sent(platform, link, order_of(platform.compose(variant(), who.remote_uid, Bench())), NOW)
    if platform.capabilities.read_back:
        link.observe(done.order, done.remote_ids)
    link.close()
    return who.version, who.remote_uid


def _record(name: str, url: str, secret: str, options: Mapping[str, str]) -> None:
    exchanges: list[Exchange] = []
    with _recorded(url.rstrip("/"), secret.rpartition(":")[2].encode(), exchanges) as proxy:
        version, uid = delivered(Registry().platform(name), proxy, secret, options)
    recording = Recording(f"{name} {version}".strip(), NOW.date().isoformat(), uid, tuple(exchanges))
    path = recording_path(name)
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(asdict(recording), ensure_ascii=False, indent=1) + "\n", "utf-8")
    sys.stdout.write(f"{len(exchanges)} exchanges with {recording.server} in {path.relative_to(PLATFORMS)}\n")


if __name__ == "__main__":
    said = dict(one.split("=", 1) for one in sys.argv[3:])
    _record(sys.argv[1], sys.argv[2], sys.stdin.readline().strip(), said)
