"""Maildev (from the package registry): a mail server with sign-in that keeps every letter and tells what it got."""

import json
import os
import secrets
import socket
from dataclasses import dataclass, field
from pathlib import Path

from tests.live.servers.cache import installed
from tests.live.servers.node import Node, private_node
from tests.live.servers.process import Server, free_port, state_folder
from tests.live.servers.wire import Tree, answers, call
from tests.platforms.authority import authority_in

VERSION = os.environ.get("PRESS_DESK_MAILDEV_VERSION", "3.0.0")
USER = "press"


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Everybody's mailbox, as the server's own pages read it."""

    web: str

    def letters(self) -> list[Tree]:
        """Every letter that was taken, in the order of their coming."""
        return call("GET", f"{self.web}/api/email").json().items()

    def raw(self, letter: Tree) -> str:
        """A letter as it came."""
        return call("GET", f"{self.web}/api/email/{letter.text('id')}/download").text

    def empty(self) -> None:
        """Throw every letter away."""
        call("DELETE", f"{self.web}/api/email/all")


@dataclass(frozen=True, slots=True)
class StartedSmtp:
    """A running mail server that speaks TLS: who may send through it, who vouches for it, and what it got."""

    url: str
    version: str
    user: str
    password: str = field(repr=False)
    mailbox: Mailbox
    authority: Path


def start() -> StartedSmtp:
    """A new server without letters."""
    node = private_node()
    program, state = _program(node), state_folder("smtp")
    port, web, password = free_port(), free_port(), secrets.token_urlsafe(18)
    argv: list[str | Path] = [node.program, program / "node_modules/.bin/maildev", "--ip", "127.0.0.1"]
    argv += ["--smtp", str(port), "--web", str(web), "--web-ip", "127.0.0.1"]
    _context, authority = authority_in(state)
    argv += ["--incoming-secure", "--incoming-cert", authority, "--incoming-key", state / "key.pem"]
    argv += ["--incoming-user", USER, "--incoming-pass", password, "--mail-directory", state / "mail"]
    server = Server("maildev", argv, cwd=state, log=state / "maildev.log", env=node.env)
    pages = f"http://127.0.0.1:{web}"
    server.wait_until(lambda: answers(f"{pages}/api/healthz") and _is_open(port), seconds=120)
    told = json.loads((program / "node_modules/maildev/package.json").read_text("utf-8"))["version"]
    return StartedSmtp(f"smtps://127.0.0.1:{port}", f"maildev {told}", USER, password, Mailbox(pages), authority)


def _program(node: Node) -> Path:
    return installed(
        f"maildev-{VERSION}", lambda place: node.install(f"maildev@{VERSION}", into=place, log="maildev-install")
    )


def _is_open(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), 5):
            return True
    except OSError:
        return False
