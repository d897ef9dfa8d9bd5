"""Ghost out of its npm package on SQLite, with an owner and one custom integration."""

import json
import os
import secrets
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from tests.live.servers.cache import ServerError, installed, repeatedly, run
from tests.live.servers.node import Node, private_node, put_native_sqlite
from tests.live.servers.process import Server, free_port, state_folder
from tests.live.servers.wire import answers, call

VERSION = os.environ.get("PRESS_DESK_GHOST_VERSION", "6.65.0")
PNPM_VERSION = os.environ.get("PRESS_DESK_PNPM_VERSION", "12.4.2")  # the one Ghost's lock file was written by
OWNER = "chief@example.test"


@dataclass(frozen=True, slots=True)
class StartedGhost:
    """A running Ghost, its integration's Admin API key, and its owner's name and password."""

    url: str
    key: str = field(repr=False)
    owner: str
    owner_password: str = field(repr=False)


def start() -> StartedGhost:
    """A new, empty Ghost on a free loopback port, its programs out of the cache."""
    node = private_node()
    program = _program(node)
    state = state_folder("ghost")
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    shutil.copytree(program / "content", state / "content")
    (state / "config.development.json").write_text(json.dumps(_configuration(url, port, state)), "utf-8")
    (state / "current").symlink_to(program)  # Ghost looks for its own root here
    environment = {**node.env, "NODE_ENV": "development"}
    argv = [node.program, program / "index.js"]
    server = Server("Ghost", argv, cwd=state, env=environment, log=state / "ghost.log")
    server.wait_until(lambda: answers(f"{url}/ghost/api/admin/site/"), seconds=300)
    return _set_up(url)


def log_in(url: str, owner: str, password: str) -> str:
    """The session cookie of a person who signs in as the admin pages do."""
    body = {"username": owner, "password": password}
    reply = call("POST", f"{url}/ghost/api/admin/session/", body=body, headers={"Origin": url})
    return reply.header("Set-Cookie").split(";", 1)[0]


def _program(node: Node) -> Path:
    """The package carries its parts as archives inside itself, so it is unpacked and installed in place."""

    def build(place: Path) -> None:
        node.unpack(f"ghost@{VERSION}", place)
        pnpm = installed(
            f"pnpm-{PNPM_VERSION}",
            lambda folder: node.install(f"pnpm@{PNPM_VERSION}", into=folder, log="pnpm"),
        )
        program = pnpm / "node_modules/pnpm/bin/pnpm.mjs"
        argv: list[str | Path] = [node.program, program, "install", "--prod", "--frozen-lockfile"]
        # of all native parts only better-sqlite3 is needed; building the others takes minutes
        options = ["--ignore-scripts", "--reporter=append-only"]
        repeatedly(lambda: run([*argv, *options], cwd=place, env=node.env, log="ghost-install"))
        modules = list(place.glob("node_modules/.pnpm/better-sqlite3@*/node_modules/better-sqlite3"))
        if len(modules) != 1:
            raise ServerError(f"Ghost {VERSION} brings {len(modules)} copies of better-sqlite3, one was expected")
        put_native_sqlite(node, modules[0])

    return installed(f"ghost-{VERSION}-{node.folder.name}", build)


def _configuration(url: str, port: int, state: Path) -> dict[str, object]:
    return {
        "url": url,
        "server": {"host": "127.0.0.1", "port": port},
        "database": {
            "client": "better-sqlite3",
            "connection": {"filename": str(state / "ghost.db")},
            "useNullAsDefault": True,
        },
        "mail": {"transport": "stub", "from": "press@example.test"},
        "paths": {"contentPath": str(state / "content")},
        "logging": {"level": "info", "transports": ["stdout"]},
        "privacy": {"useUpdateCheck": False, "useGravatar": False, "useRpcPing": False},
        "security": {"staffDeviceVerification": False},
        "process": "local",
    }


def _set_up(url: str) -> StartedGhost:
    admin = f"{url}/ghost/api/admin"
    password = secrets.token_urlsafe(24)
    owner = {"name": "Chief", "email": OWNER, "password": password, "blogTitle": "Press Office"}
    call("POST", f"{admin}/authentication/setup/", body={"setup": [owner]}, headers={"Origin": url})
    signed_in = {"Origin": url, "Cookie": log_in(url, OWNER, password)}
    made = call(
        "POST",
        f"{admin}/integrations/?include=api_keys",
        body={"integrations": [{"name": "Press Desk"}]},
        headers=signed_in,
    ).json()
    [key] = [item.text("secret") for item in made.items("integrations", 0, "api_keys") if item.text("type") == "admin"]
    for post in call("GET", f"{admin}/posts/?limit=100", headers=signed_in).json().items("posts"):
        call("DELETE", f"{admin}/posts/{post.text('id')}/", headers=signed_in)
    return StartedGhost(url, key, OWNER, password)
