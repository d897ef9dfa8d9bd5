"""The practice server as a process: one line, loopback only, a token, and a state that outlives SIGKILL."""

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from editor_app.platforms.sandbox.server import SandboxServer
from tests.platforms.workshop import practice

RUN = "import sys; from pathlib import Path; from editor_app.platforms.sandbox.server import run;"
RUN += "run(0, Path(sys.argv[1]), sys.stdout)"
ENTRY = json.dumps({"title": "网上办事", "html": "<p>1</p>"}).encode()


class Process:
    """`run` in a process of its own."""

    def __init__(self, state: Path) -> None:
        command = [sys.executable, "-c", RUN, str(state)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        told = json.loads(self.process.stdout.readline())
        self.url, self.token = told["url"], told["token"]

    def call(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, dict]:
        return call(self.url, method, path, body, {"Authorization": f"Bearer {self.token}", **headers})

    def end(self, sign: int = signal.SIGTERM) -> int:
        self.process.send_signal(sign)
        code = self.process.wait(10)
        self.process.stdout.close()
        return code


def call(url: str, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, dict]:
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    try:
        connection.request(method, path, body, headers)
        reply = connection.getresponse()
        content = reply.read()
        return reply.status, json.loads(content) if content.startswith(b"{") else {}
    finally:
        connection.close()


@pytest.fixture
def started(tmp_path: Path) -> Iterator[list[Process]]:
    """Processes to end."""
    processes = [Process(tmp_path / "state.jsonl")]
    yield processes
    for process in processes:
        if process.process.poll() is None:
            process.end(signal.SIGKILL)


def test_it_prints_one_line_and_ends_quietly_when_told_to(started: list[Process]) -> None:
    assert started[0].url.startswith("http://127.0.0.1:")
    assert started[0].call("GET", "/api/keyed/main/me")[0] == 200
    assert started[0].end() == 0


def test_posts_and_token_outlive_an_end_by_force(started: list[Process], tmp_path: Path) -> None:
    before = started[0]
    assert before.call("POST", "/api/keyed/main/posts", ENTRY, **{"Idempotency-Key": "k"})[0] == 201
    before.end(signal.SIGKILL)
    started.append(Process(tmp_path / "state.jsonl"))
    after = started[1]
    assert after.token == before.token
    posts = after.call("GET", "/_sandbox/posts")[1]["posts"]
    assert [(post["title"], len(post["requests"])) for post in posts] == [("网上办事", 1)]
    assert after.call("POST", "/api/keyed/main/posts", ENTRY, **{"Idempotency-Key": "k"})[0] == 200


def test_die_after_ends_the_server_after_the_post_was_made(started: list[Process], tmp_path: Path) -> None:
    started[0].call("POST", "/_sandbox/faults", b'{"die_after": 1}')
    with pytest.raises((HTTPException, ConnectionError)):
        started[0].call("POST", "/api/public-readable/main/posts", ENTRY)
    assert started[0].process.wait(10) == 70
    started[0].process.stdout.close()
    started.append(Process(tmp_path / "state.jsonl"))
    assert len(started[1].call("GET", "/_sandbox/posts")[1]["posts"]) == 1


def test_a_dropped_reply_is_a_reset_without_a_byte() -> None:
    with practice() as server:
        server.faults.put({"drop_after": 1})
        headers = {"Authorization": f"Bearer {server.token}"}
        with pytest.raises((HTTPException, ConnectionError)):
            call(server.url, "POST", "/api/keyed/main/posts", ENTRY, headers)
        assert len(server.ledger.posts) == 1


def test_a_wrong_token_is_refused_and_readers_need_none() -> None:
    with practice() as server:
        for wrong in ("", "Bearer wrong", "Bearer é"):
            headers = {"Authorization": wrong.encode("utf-8").decode("latin-1")}
            assert call(server.url, "GET", "/api/keyed/main/me", b"", headers)[0] == 401
        assert call(server.url, "GET", "/_sandbox/posts", b"", {})[0] == 200


@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example"}, {"Host": "127.0.0.1.evil.example:80"}, {"Origin": "http://evil.example"}]
)
def test_a_web_page_can_not_use_it(headers: dict[str, str]) -> None:
    with practice() as server:
        assert call(server.url, "POST", "/_sandbox/faults", b'{"late": 1}', headers)[0] == 403
        assert server.faults.left() == {}


def test_it_listens_on_the_loopback_only() -> None:
    with practice() as server:
        port = urlsplit(server.url).port
        listening = Path("/proc/net/tcp").read_text() if Path("/proc/net/tcp").exists() else ""
        lines = [line.split()[1] for line in listening.splitlines() if line.split()[3] == "0A"]
        addresses = {line.split(":")[0] for line in lines if int(line.split(":")[1], 16) == port} if lines else set()
        assert addresses <= {"0100007F"}


def test_a_request_that_breaks_off_in_the_middle_has_no_effect() -> None:
    with practice() as server:
        parts = urlsplit(server.url)
        head = (
            f"POST /api/keyed/main/posts HTTP/1.1\r\nHost: {parts.netloc}\r\nAuthorization: Bearer {server.token}\r\n"
        )
        with socket.create_connection((parts.hostname, parts.port), timeout=5) as client:
            client.sendall(f"{head}Content-Length: {len(ENTRY)}\r\n\r\n".encode() + ENTRY[:-5])
            client.shutdown(socket.SHUT_WR)
            assert client.recv(100) == b""
        assert server.ledger.posts == {}


def test_a_body_without_end_is_refused() -> None:
    with practice() as server:
        parts = urlsplit(server.url)
        with socket.create_connection((parts.hostname, parts.port), timeout=5) as client:
            client.sendall(f"POST /x HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Length: 20000001\r\n\r\n".encode())
            assert client.recv(20).startswith(b"HTTP/1.1 413")


def test_a_taken_port_is_an_error_of_the_system() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="in use"):
        SandboxServer(taken.getsockname()[1])
