"""A WebDAV server (WsgiDAV, from the package registry) over an empty folder, with one user and a password."""

import base64
import json
import os
import secrets
import subprocess
import sys
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

from tests.live.servers.cache import installed, repeatedly, run
from tests.live.servers.process import Server, free_port, state_folder

VERSION = os.environ.get("PRESS_DESK_WSGIDAV_VERSION", "4.3.3")
USER = "press"


@dataclass(frozen=True, slots=True)
class StartedWebdav:
    """A running server, who may write, and the folder that it serves."""

    url: str
    user: str
    password: str = field(repr=False)
    root: Path
    version: str


def start() -> StartedWebdav:
    """A new server over an empty folder, its program out of the cache."""
    python = _program() / "env" / "bin" / "python"
    state, port, password = state_folder("webdav"), free_port(), secrets.token_urlsafe(18)
    root = state / "site"
    root.mkdir()
    settings = {
        "host": "127.0.0.1",
        "port": port,
        "provider_mapping": {"/site": str(root)},
        "simple_dc": {"user_mapping": {"*": {USER: {"password": password}}}},
        "http_authenticator": {"accept_basic": True, "accept_digest": False, "default_to_digest": False},
        "lock_storage": True,
        "property_manager": True,
        "verbose": 1,
    }
    (state / "wsgidav.json").write_text(json.dumps(settings), "utf-8")
    argv = [python, "-m", "wsgidav.server.server_cli", "--config", state / "wsgidav.json", "--server", "cheroot"]
    server = Server("WebDAV", argv, cwd=state, log=state / "wsgidav.log")
    server.wait_until(lambda: _status(port, password) == 207, seconds=60)
    told = subprocess.run(
        [str(python), "-c", "import wsgidav; print(wsgidav.__version__)"], capture_output=True, text=True, check=True
    )
    return StartedWebdav(f"http://127.0.0.1:{port}/site", USER, password, root, f"WsgiDAV {told.stdout.strip()}")


def _program() -> Path:
    """The environment may be moved after it was made, so only its Python is used, never a script beside it."""

    def build(place: Path) -> None:
        run([sys.executable, "-m", "venv", place / "env"], log="webdav-environment")
        pip: list[str | Path] = [place / "env" / "bin" / "python", "-m", "pip", "install", "--quiet"]
        repeatedly(lambda: run([*pip, f"wsgidav=={VERSION}", "cheroot"], log="webdav-install"))

    return installed(f"wsgidav-{VERSION}", build)


def _status(port: int, password: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    token = base64.b64encode(f"{USER}:{password}".encode()).decode()
    try:
        connection.request("PROPFIND", "/site/", headers={"Depth": "0", "Authorization": f"Basic {token}"})
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()
