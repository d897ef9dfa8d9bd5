"""A reference receiver of the webhook: the standard library only, to copy, to practise with, and to test against.

    python -m editor_app.platforms.webhook.receiver --secret-file FILE [--port 8790] [--folder DIR] [--mute]

It verifies signature, time and replay, keeps documents and pictures (in DIR, else in memory) and shows them to readers.
What it must do and why stands in docs/webhook.en.md and docs/webhook-openapi.json.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import html
import json
import os
import re
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, NamedTuple

VERSION = "press-desk-receiver 1"
WINDOW_SECONDS = 300
"""How far the sender's clock may be off; a request that is older or newer is refused."""
LARGEST = 4 * 1024 * 1024
_DIGEST = re.compile(r"[0-9a-f]{64}")
_KEY = re.compile(r"[0-9a-f]{16}")
_TYPES = {b"\x89PNG": "image/png", b"\xff\xd8": "image/jpeg", b"GIF8": "image/gif", b"RIFF": "image/webp"}
_SHOWN = ("title", "summary", "html", "link", "slug", "language", "author", "tags", "pictures", "cap")


class Answer(NamedTuple):
    """Status, content type and body."""

    status: int
    body: bytes
    kind: str = "application/json"


class Asked(NamedTuple):
    """One request; header names in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


def told(value: object, status: int = 200) -> Answer:
    """JSON."""
    return Answer(status, json.dumps(value, ensure_ascii=False).encode())


def refused(status: int, words: str) -> Answer:
    """A refusal in words, which the office is shown."""
    return told({"error": words}, status)


def unknown(words: str) -> Answer:
    """It isn't here, and that is certain: another 404, of a server in between, would not say so."""
    return told({"error": words, "known": False}, 404)


class Guard:
    """Verifies signatures, and lets each request in once."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()
        self._seen: dict[str, float] = {}
        self._lock = threading.Lock()

    def refusal(self, asked: Asked, now: float) -> Answer | None:
        """Why a request is not let in; None = it is."""
        stamp, nonce = asked.headers.get("press-desk-timestamp", ""), asked.headers.get("press-desk-nonce", "")
        lines = ("v1", stamp, nonce, asked.method, asked.path, asked.headers.get("x-delivery", ""))
        text = "\n".join((*lines, hashlib.sha256(asked.body).hexdigest()))
        wanted = "v1=" + hmac.new(self._secret, text.encode(), hashlib.sha256).hexdigest()
        if not hmac.compare_digest(wanted.encode(), asked.headers.get("press-desk-signature", "").encode()):
            return refused(401, "the signature is wrong")
        if not stamp.isdigit() or abs(now - int(stamp)) > WINDOW_SECONDS:
            return refused(400, f"the time of the request is more than {WINDOW_SECONDS} seconds off; check the clocks")
        with self._lock:
            self._seen = {one: at for one, at in self._seen.items() if abs(now - at) <= WINDOW_SECONDS}
            if nonce in self._seen:
                return refused(403, "this request came before")
            self._seen[nonce] = int(stamp)
        return None


class Shelf:
    """Documents by id, deliveries by key, pictures by digest; one file each when there is a folder."""

    def __init__(self, folder: Path | None) -> None:
        self.lock = threading.RLock()
        self._folder = folder
        self.documents: dict[str, dict[str, object]] = {}
        self.deliveries: dict[str, str] = {}
        self.pictures: dict[str, bytes] = {}
        if folder is not None:
            (folder / "pictures").mkdir(parents=True, exist_ok=True)
            self.pictures = {one.name: one.read_bytes() for one in (folder / "pictures").iterdir()}
            self._load(folder / "documents.json")

    def keep_picture(self, digest: str, content: bytes) -> None:
        """The bytes under their digest."""
        with self.lock:
            self.pictures[digest] = content
            if self._folder is not None:
                _write(self._folder / "pictures" / digest, content)

    def keep(self, key: str, number: str, document: dict[str, object]) -> None:
        """A document as it stands after a delivery; both are there or neither is."""
        with self.lock:
            self.documents[number] = document
            self.deliveries[key] = number
            if self._folder is not None:
                whole = {"documents": self.documents, "deliveries": self.deliveries}
                _write(self._folder / "documents.json", json.dumps(whole, ensure_ascii=False).encode())

    def _load(self, path: Path) -> None:
        if path.exists():
            kept = json.loads(path.read_bytes())
            self.documents, self.deliveries = kept["documents"], kept["deliveries"]


class Receiver:
    """What the server does, without any HTTP."""

    def __init__(self, secret: str, folder: Path | None = None, *, mute: bool = False) -> None:
        """A mute receiver doesn't say what became of a delivery."""
        self.guard = Guard(secret)
        self.shelf = Shelf(folder)
        self.url = ""
        self._mute = mute

    def answer(self, asked: Asked, now: float) -> Answer:
        """The answer to one request."""
        pieces = asked.path.strip("/").split("/")
        if asked.method == "GET" and pieces[0] in {"read", "feed.json", "pictures"}:
            return self._for_readers(pieces)
        refusal = self.guard.refusal(asked, now)
        if refusal is not None:
            return refusal
        return self._for_the_office(asked, pieces)

    def _for_the_office(self, asked: Asked, pieces: list[str]) -> Answer:
        answer = refused(405, "there is no such call")
        match asked.method, pieces:
            case "GET", [""]:
                answer = self._about()
            case "PUT", ["pictures", digest]:
                answer = self._picture(digest, asked.body)
            case "POST", ["documents"]:
                answer = self._published(asked)
            case "PUT", ["documents", number]:
                answer = self._corrected(asked, number)
            case "DELETE", ["documents", number]:
                answer = self._withdrawn(asked, number)
            case "GET", ["deliveries", key] if not self._mute:
                answer = self._state(key)
        return answer

    def _about(self) -> Answer:
        said = {"uid": "reference", "name": "Press Desk receiver", "version": VERSION}
        return told(said if self._mute else {**said, "status_url": "/deliveries/{delivery}"})

    def _picture(self, digest: str, content: bytes) -> Answer:
        if not _DIGEST.fullmatch(digest) or hashlib.sha256(content).hexdigest() != digest:
            return refused(422, "the bytes are not those of the digest")
        if not _type_of(content):
            return refused(415, "only PNG, JPEG, GIF and WEBP are taken")
        self.shelf.keep_picture(digest, content)
        return told({"url": f"{self.url}/pictures/{digest}"}, 201)

    def _published(self, asked: Asked) -> Answer:
        key = asked.headers.get("idempotency-key", "")
        with self.shelf.lock:
            number = self.shelf.deliveries.get(key)
            if number is not None:
                return self._state(key)
            document = self._document(asked, key)
            if isinstance(document, Answer):
                return document
            number = str(len(self.shelf.documents) + 1)
            self.shelf.keep(key, number, document)
            return self._state(key, 201)

    def _corrected(self, asked: Asked, number: str) -> Answer:
        key = asked.headers.get("idempotency-key", "")
        with self.shelf.lock:
            if not self.shelf.documents.get(number, {}).get("visible"):
                return unknown("there is no such document")
            document = self._document(asked, key)
            if isinstance(document, Answer):
                return document
            self.shelf.keep(key, number, document)
            return self._state(key)

    def _withdrawn(self, asked: Asked, number: str) -> Answer:
        key = asked.headers.get("idempotency-key", "")
        with self.shelf.lock:
            if number not in self.shelf.documents:
                return unknown("there is no such document")
            self.shelf.keep(key, number, {**self.shelf.documents[number], **_called_off(asked.body), "visible": False})
            return self._state(key)

    def _document(self, asked: Asked, key: str) -> dict[str, object] | Answer:
        """What came, when it is whole."""
        try:
            came = json.loads(asked.body)
            pictures = [one["sha256"] for one in came["pictures"]]
            fits = came["v"] == 1 and bool(came["title"]) and isinstance(came["html"], str)
        except (ValueError, KeyError, TypeError):
            return refused(400, "this is no document")
        if not fits or not _KEY.fullmatch(key):
            return refused(422, "a document has a title, a text and a key")
        if any(one not in self.shelf.pictures for one in pictures):
            return refused(422, "a picture is missing")
        return {"visible": True, **{name: came[name] for name in _SHOWN if name in came}}

    def _state(self, key: str, status: int = 200) -> Answer:
        with self.shelf.lock:
            number = self.shelf.deliveries.get(key)
            if number is None:
                return unknown("nothing is known of this delivery")
            kept = dict(self.shelf.documents[number])
            visible = kept.pop("visible")
            url = f"{self.url}/read/{number}"
            return told({"id": number, "url": url, "visible": visible, "document": kept}, status)

    def _for_readers(self, pieces: list[str]) -> Answer:
        with self.shelf.lock:
            match pieces:
                case ["pictures", digest] if digest in self.shelf.pictures:
                    content = self.shelf.pictures[digest]
                    return Answer(200, content, _type_of(content))
                case ["feed.json"]:
                    return told(self._feed())
                case ["read", number] if number in self.shelf.documents:
                    document = self.shelf.documents[number]
                    return Answer(200 if document["visible"] else 410, _page(document), "text/html; charset=utf-8")
        return refused(404, "there is no such page")

    def _feed(self) -> dict[str, object]:
        items = [
            {"id": number, "url": f"{self.url}/read/{number}", "title": one["title"], "content_html": one["html"]}
            for number, one in self.shelf.documents.items()
            if one["visible"]
        ]
        return {"version": "https://jsonfeed.org/version/1.1", "title": "Press Desk receiver", "items": items[::-1]}


class ReceiverServer(ThreadingHTTPServer):
    """The receiver on a loopback port; a real one stands behind TLS."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"

    def __init__(self, receiver: Receiver, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Conversation)
        self.receiver = receiver
        self.receiver.url = self.url = f"http://127.0.0.1:{self.server_address[1]}"


class _Conversation(BaseHTTPRequestHandler):
    server: ReceiverServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 60

    def _converse(self) -> None:
        length = self.headers.get("Content-Length") or "0"
        if not length.isdigit() or int(length) > LARGEST:
            self.close_connection = True
            return self._send(refused(413, f"at most {LARGEST} bytes"))
        body = self.rfile.read(int(length))
        if len(body) < int(length):
            self.close_connection = True  # the sender went away before it had said everything
            return None
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.command, self.path, headers, body)
        return self._send(self.server.receiver.answer(asked, time.time()))

    do_GET = do_POST = do_PUT = do_DELETE = _converse  # noqa: N815 - the names of the standard library

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:  # type: ignore[explicit-override] # noqa: A002 - both the standard library's
        """Says nothing: what is signed is nobody else's business."""


def run(arguments: list[str], out: IO[str]) -> None:
    """Says where it listens, then serves until it is interrupted."""
    parser = argparse.ArgumentParser(description="A reference receiver of Press Desk's webhook.")
    parser.add_argument("--secret-file", type=Path, required=True)
    parser.add_argument("--port", type=int, default=8790)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--mute", action="store_true", help="don't say what became of a delivery")
    chosen = parser.parse_args(arguments)
    secret = chosen.secret_file.read_text("utf-8").strip()
    server = ReceiverServer(Receiver(secret, chosen.folder, mute=chosen.mute), chosen.port)
    out.write(json.dumps({"url": server.url}) + "\n")
    out.flush()
    try:
        server.serve_forever(poll_interval=0.1)
    except KeyboardInterrupt:
        server.server_close()


def _called_off(body: bytes) -> dict[str, object]:
    """The cancellation of an emergency's notice, where one came along."""
    try:
        return {"cap": json.loads(body)["cap"]}
    except (ValueError, KeyError, TypeError):
        return {}


def _type_of(content: bytes) -> str:
    return next((kind for magic, kind in _TYPES.items() if content.startswith(magic)), "")


def _page(document: dict[str, object]) -> bytes:
    """As readers see it; the text was sanitised by the sender, and nothing in it may run."""
    title, language = html.escape(str(document["title"])), html.escape(str(document.get("language", "")))
    guard = "default-src 'none'; img-src http: https:; style-src 'unsafe-inline'"
    shown = document["html"] if document["visible"] else ""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{guard}"></head>'
        f"<body><h1>{title}</h1>{shown}</body></html>"
    ).encode()


def _write(path: Path, content: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    part.replace(path)


if __name__ == "__main__":
    run(sys.argv[1:], sys.stdout)
