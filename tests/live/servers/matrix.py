"""Synapse (from the package registry) on SQLite: one room, one user who publishes in it and one who looks after it."""

import hashlib
import hmac
import os
import secrets
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote

from tests.live.servers.cache import installed, repeatedly, run
from tests.live.servers.process import Server, free_port, state_folder
from tests.live.servers.wire import Tree, answers, call

VERSION = os.environ.get("PRESS_DESK_SYNAPSE_VERSION", "1.163.2")
ALIAS = "#news:press.test"
_USER = "@press:press.test"
_CLIENT = "/_matrix/client/v3"
_CONFIG = """server_name: "press.test"
public_baseurl: "http://127.0.0.1:{port}/"
listeners:
  - port: {port}
    bind_addresses: ["127.0.0.1"]
    type: http
    tls: false
    resources: [{{names: [client], compress: false}}]
database: {{name: sqlite3, args: {{database: "{state}/homeserver.db"}}}}
log_config: "{state}/log.yaml"
media_store_path: "{state}/media"
max_upload_size: 10M
registration_shared_secret: "{shared}"
report_stats: false
signing_key_path: "{state}/signing.key"
trusted_key_servers: []
suppress_key_server_warning: true
federation_domain_whitelist: []
url_preview_enabled: false
enable_registration: false
presence: {{enabled: false}}
bcrypt_rounds: 4
rc_message: {{per_second: 50, burst_count: 200}}
"""
_LOG = """version: 1
formatters: {short: {format: '%(name)s %(levelname)s %(message)s'}}
handlers: {console: {class: logging.StreamHandler, formatter: short}}
root: {level: WARNING, handlers: [console]}
"""


@dataclass(frozen=True, slots=True)
class MatrixClient:
    """Somebody in the room with a client of another make."""

    url: str
    token: str = field(repr=False)
    room: str = ""

    def call(self, method: str, path: str, body: object = None) -> Tree:
        """One call below the client-server API."""
        headers = {"Authorization": f"Bearer {self.token}"}
        return call(method, f"{self.url}{_CLIENT}{path}", body=body, headers=headers).json()

    def messages(self) -> list[Tree]:
        """What readers find in the room, the oldest first: no replacement, and nothing that was taken away."""
        found = self.call("GET", f"{self._path()}/messages?dir=b&limit=200").items("chunk")
        kept = [one for one in reversed(found) if one.text("type") == "m.room.message" and one.at("content").value]
        return [one for one in kept if "m.relates_to" not in dict(one.at("content").value)]  # type: ignore[call-overload]

    def replace(self, event: str, content: object) -> None:
        """Put another content in a message's place."""
        body = {"msgtype": "m.text", "body": "*", "m.new_content": content}
        body["m.relates_to"] = {"rel_type": "m.replace", "event_id": event}
        self.call("PUT", f"{self._path()}/send/m.room.message/{secrets.token_hex(8)}", body)

    def redact(self, event: str) -> None:
        """Take a message away."""
        self.call("PUT", f"{self._path()}/redact/{quote(event, safe='')}/{secrets.token_hex(8)}", {})

    def _path(self) -> str:
        return f"/rooms/{quote(self.room, safe='')}"


@dataclass(frozen=True, slots=True)
class StartedMatrix:
    """A running homeserver: who publishes in the room, and who looks after it."""

    url: str
    version: str
    user: str
    publisher: MatrixClient
    owner: MatrixClient


def start() -> StartedMatrix:
    """A new homeserver with an open room in which the publishing user may write."""
    python = _program() / "env" / "bin" / "python"
    state, port, shared = state_folder("matrix"), free_port(), secrets.token_hex(16)
    config = state / "homeserver.yaml"
    config.write_text(_CONFIG.format(port=port, state=state, shared=shared), "utf-8")
    (state / "log.yaml").write_text(_LOG, "utf-8")
    keys = "from synapse._scripts.generate_signing_key import main; main()"
    run([python, "-c", keys, "-o", state / "signing.key"], log="matrix-key")
    argv = [python, "-m", "synapse.app.homeserver", "-c", config]
    server = Server("Synapse", argv, cwd=state, log=state / "synapse.log")
    url = f"http://127.0.0.1:{port}"
    server.wait_until(lambda: answers(f"{url}/_matrix/client/versions"), seconds=120)
    press, chief = (MatrixClient(url, _registered(url, shared, name)) for name in ("press", "chief"))
    room = chief.call("POST", "/createRoom", _room()).text("room_id")
    press.call("POST", f"/rooms/{quote(room, safe='')}/join", {})
    version = call("GET", f"{url}/_synapse/admin/v1/server_version").json().text("server_version")
    return StartedMatrix(url, f"Synapse {version}", _USER, replace(press, room=room), replace(chief, room=room))


def _program() -> Path:
    """The environment may be moved after it was made, so only its Python is used, never a script beside it."""

    def build(place: Path) -> None:
        run([sys.executable, "-m", "venv", place / "env"], log="matrix-environment")
        pip: list[str | Path] = [place / "env" / "bin" / "python", "-m", "pip", "install", "--quiet"]
        repeatedly(lambda: run([*pip, f"matrix-synapse=={VERSION}"], log="matrix-install"))

    return installed(f"synapse-{VERSION}", build)


def _registered(url: str, shared: str, name: str) -> str:
    """The access token of a new user, made with the server's shared secret as its administrator does."""
    nonce = call("GET", f"{url}/_synapse/admin/v1/register").json().text("nonce")
    password = secrets.token_urlsafe(12)
    said = f"{nonce}\0{name}\0{password}\0notadmin".encode()
    mac = hmac.new(shared.encode(), said, hashlib.sha1).hexdigest()
    body = {"nonce": nonce, "username": name, "password": password, "admin": False, "mac": mac}
    return call("POST", f"{url}/_synapse/admin/v1/register", body=body).json().text("access_token")


def _room() -> dict[str, object]:
    return {
        "preset": "public_chat",
        "room_alias_name": "news",
        "name": "便民之声",
        "invite": [_USER],
        "power_level_content_override": {"events_default": 50, "users": {_USER: 50, "@chief:press.test": 100}},
        "room_version": "10",
    }
