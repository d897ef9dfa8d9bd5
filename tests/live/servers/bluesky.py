"""A Bluesky PDS with a PLC directory in memory, out of the published npm packages, and an app view of our own."""

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from tests.live.servers.appview import DID, AppView
from tests.live.servers.cache import ServerError, installed
from tests.live.servers.node import Node, private_node, put_native_sqlite
from tests.live.servers.process import Server, free_port, state_folder
from tests.live.servers.wire import answers, call

PDS_VERSION = os.environ.get("PRESS_DESK_PDS_VERSION", "0.5.35")
PLC_VERSION = os.environ.get("PRESS_DESK_PLC_VERSION", "0.0.1")
HANDLE = "press-office.test"


@dataclass(frozen=True, slots=True)
class StartedBluesky:
    """A running PDS with one account: its app password, and the password of the person who owns it."""

    url: str
    handle: str
    app_password: str = field(repr=False)
    owner_password: str = field(repr=False)
    app_view: AppView


def start() -> StartedBluesky:
    """A new network with one account on free loopback ports, its programs out of the cache."""
    node = private_node()
    modules = _program(node) / "node_modules"
    state, app_view = state_folder("bluesky"), AppView()
    port, directory_port = free_port(), free_port()
    url = f"http://127.0.0.1:{port}"
    ready = state / "ready"
    app_view.look_at(url, f"http://127.0.0.1:{directory_port}")
    environment = {
        **node.env,
        **_settings(port, directory_port, state),
        "LIVE_MODULES": str(modules),
        "LIVE_PLC_PORT": str(directory_port),
        "LIVE_READY": str(ready),
        "PDS_BSKY_APP_VIEW_URL": app_view.url,
        "PDS_BSKY_APP_VIEW_DID": DID,
    }
    argv = [node.program, Path(__file__).with_name("network.mjs")]
    server = Server("Bluesky PDS", argv, cwd=state, env=environment, log=state / "pds.log")
    try:
        server.wait_until(lambda: ready.exists() and answers(f"{url}/xrpc/_health"), seconds=180)
    except ServerError:
        app_view.close()
        raise
    return _set_up(url, app_view)


def _program(node: Node) -> Path:
    def build(place: Path) -> None:
        packages = (f"@atproto/pds@{PDS_VERSION}", f"@did-plc/server@{PLC_VERSION}")
        node.install(*packages, into=place, log="bluesky-install")
        put_native_sqlite(node, place / "node_modules/better-sqlite3")

    return installed(f"pds-{PDS_VERSION}-plc-{PLC_VERSION}-{node.folder.name}", build)


def _settings(port: int, directory_port: int, state: Path) -> dict[str, str]:
    blobs = state / "blobs"
    blobs.mkdir()
    return {
        "NODE_ENV": "development",
        "LOG_ENABLED": "false",
        "PDS_PORT": str(port),
        "PDS_HOSTNAME": "localhost",
        "PDS_DEV_MODE": "true",
        "PDS_DID_PLC_URL": f"http://127.0.0.1:{directory_port}",
        "PDS_DATA_DIRECTORY": str(state),
        "PDS_BLOBSTORE_DISK_LOCATION": str(blobs),
        "PDS_BLOBSTORE_DISK_TMP_LOCATION": str(state / "blobs-in-transit"),
        "PDS_SERVICE_HANDLE_DOMAINS": ".test",
        "PDS_INVITE_REQUIRED": "false",
        "PDS_ENABLE_DID_DOC_WITH_SESSION": "true",
        "PDS_RATE_LIMITS_ENABLED": "false",
        "PDS_JWT_SECRET": secrets.token_hex(16),
        "PDS_DPOP_SECRET": secrets.token_hex(32),
        "PDS_ADMIN_PASSWORD": secrets.token_hex(16),
        "PDS_PLC_ROTATION_KEY_K256_PRIVATE_KEY_HEX": f"{secrets.randbelow(2**255) + 1:064x}",
    }


def _set_up(url: str, app_view: AppView) -> StartedBluesky:
    password = secrets.token_urlsafe(24)
    account = {"handle": HANDLE, "email": "press@example.test", "password": password}
    created = call("POST", f"{url}/xrpc/com.atproto.server.createAccount", body=account).json()
    made = call(
        "POST",
        f"{url}/xrpc/com.atproto.server.createAppPassword",
        body={"name": "press-desk"},
        headers={"Authorization": f"Bearer {created.text('accessJwt')}"},
    ).json()
    return StartedBluesky(url, HANDLE, made.text("password"), password, app_view)
