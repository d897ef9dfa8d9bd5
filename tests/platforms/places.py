"""Places for static sites on this machine: a folder, and a server of each kind over a folder; others need no list."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection
from tests.platforms.email_bulletin import post_office
from tests.platforms.faulty import serving
from tests.platforms.hand_off.board import board
from tests.platforms.site_s3.bucket import Bucket
from tests.platforms.site_s3.bucket import connection as bucket_at
from tests.platforms.site_sftp import sshd
from tests.platforms.site_webdav.dav import Dav
from tests.platforms.site_webdav.dav import connection as dav_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOBODY = "SHA256:" + "A" * 43
AWAY = {
    "email_bulletin": Connection("smtp://127.0.0.1:9", Secret("press:words"), {"sender": "news@press.test"}),
    "site_webdav": Connection("http://127.0.0.1:9/dav", Secret("press:words")),
    "site_s3": Connection("http://127.0.0.1:9/press/www", Secret("AKID:secret")),
    "site_sftp": Connection("sftp://127.0.0.1:9/srv/site", Secret("press:password"), {"host_key": NOBODY}),
}
"""Where nobody listens."""


@contextmanager
def place(name: str, folder: Path) -> Iterator[Connection]:
    """How an account of that platform reaches a new, empty place below `folder`."""
    if name == "site_sftp":
        with sshd.serving(folder / name) as server:
            yield server.connection()
    elif name == "site_webdav":
        with serving(Dav()) as server:
            yield dav_at(server.url)
    elif name == "site_s3":
        with serving(Bucket()) as server:
            yield bucket_at(server.url)
    elif name == "email_bulletin":
        with post_office.serving() as office:
            yield post_office.connection(office)
    elif name == "hand_off":
        with board(folder / name) as there:
            yield there
    else:
        yield Connection(str(folder / name))
