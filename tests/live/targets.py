"""The servers of a live run, started here or named by environment variables, and what each says its version is."""

import os
import re
from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from tests.live.others import BlueskyOwner, GhostOwner, WordPressAdmin
from tests.live.servers import bluesky, ghost, matrix, s3, sftp, smtp, webdav, wordpress
from tests.live.servers.appview import AppView
from tests.live.servers.cache import ServerError
from tests.live.servers.process import on_free_ports
from tests.live.servers.wire import call

PREFIX = "PRESS_DESK_LIVE_"


@dataclass(frozen=True, slots=True)
class LiveWordPress:
    """A real WordPress; `user` is an editor with an application password."""

    url: str
    version: str
    user: str
    password: str = field(repr=False)
    admin: WordPressAdmin


@dataclass(frozen=True, slots=True)
class LiveGhost:
    """A real Ghost; `key` is the Admin API key of a custom integration (`id:secret`)."""

    url: str
    version: str
    key: str = field(repr=False)
    admin: GhostOwner


@dataclass(frozen=True, slots=True)
class LiveBluesky:
    """A real Bluesky PDS; `password` is an app password."""

    url: str
    version: str
    handle: str
    did: str
    password: str = field(repr=False)
    admin: BlueskyOwner
    app_view: AppView | None
    """Ours; None = the server's own."""


@dataclass(frozen=True, slots=True)
class LiveS3:
    """A real S3 server with one bucket; `admin` signs for itself and may change any object."""

    url: str
    version: str
    bucket: str
    region: str
    access_key: str
    secret_key: str = field(repr=False)
    admin: s3.S3Owner


@dataclass(frozen=True, slots=True)
class LiveSftp:
    """A real SFTP server over a folder of this machine, which the other client reads and changes by itself."""

    url: str
    version: str
    user: str
    key: str = field(repr=False)
    fingerprint: str
    root: Path


@dataclass(frozen=True, slots=True)
class LiveWebdav:
    """A real WebDAV server over a folder of this machine, which the other client reads and changes by itself."""

    url: str
    version: str
    user: str
    password: str = field(repr=False)
    root: Path


LiveMatrix = matrix.StartedMatrix
"""A real homeserver with a room; `owner` looks after the room with a client of another make."""
LiveSmtp = smtp.StartedSmtp
"""A real mail server; `mailbox` is what everybody got."""
Target = LiveWordPress | LiveGhost | LiveBluesky | LiveS3 | LiveSftp | LiveWebdav | LiveMatrix | LiveSmtp


def wordpress_target() -> LiveWordPress:
    """WordPress as named by the environment, else one of our own."""
    url = _named("WORDPRESS_URL")
    if url:
        user, password = _required("WORDPRESS_USER"), _required("WORDPRESS_PASSWORD")
        admin_user, admin_password = _required("WORDPRESS_ADMIN_USER"), _required("WORDPRESS_ADMIN_PASSWORD")
    else:
        started = wordpress.start()
        url, user, password = started.url, "editor", started.editor_password
        admin_user, admin_password = "chief", started.chief_password
    feed = call("GET", f"{url}/feed/").text
    told = re.search(r"<generator>[^<]*\?v=([\w.-]+)</generator>", feed)
    version = told[1] if told else "not told"
    return LiveWordPress(url, version, user, password, WordPressAdmin(url, admin_user, admin_password))


def ghost_target() -> LiveGhost:
    """Ghost as named by the environment, else one of our own."""
    url = _named("GHOST_URL")
    if url:
        key, owner, password = _required("GHOST_KEY"), _required("GHOST_OWNER"), _required("GHOST_OWNER_PASSWORD")
    else:
        started = ghost.start()
        url, key, owner, password = started.url, started.key, started.owner, started.owner_password
    admin = GhostOwner.signed_in(url, owner, password)
    version = admin.call("GET", "config/").json().text("config", "version")
    return LiveGhost(url, version, key, admin)


def bluesky_target() -> LiveBluesky:
    """A Bluesky PDS as named by the environment, else one of our own."""
    url = _named("BLUESKY_URL")
    if url:
        handle, password = _required("BLUESKY_HANDLE"), _required("BLUESKY_PASSWORD")
        owner_password, app_view = _required("BLUESKY_OWNER_PASSWORD"), None
    else:
        started = bluesky.start()
        app_view = started.app_view
        url, handle, password = started.url, started.handle, started.app_password
        owner_password = started.owner_password
    version = call("GET", f"{url}/xrpc/_health").json().text("version")
    admin = BlueskyOwner.signed_in(url, handle, owner_password)
    return LiveBluesky(url, version, handle, admin.did, password, admin, app_view)


def s3_target() -> LiveS3:
    """An S3 server as named by the environment, else one of our own; its bucket is only ours."""
    url = _named("S3_URL")
    if url:
        key, secret = _required("S3_ACCESS_KEY"), _required("S3_SECRET_KEY")
        bucket, region = _required("S3_BUCKET"), os.environ.get(f"{PREFIX}S3_REGION", s3.REGION)
        return LiveS3(url, "not told", bucket, region, key, secret, s3.S3Owner(url, key, secret))
    started = s3.start()
    return LiveS3(
        started.url,
        started.version,
        started.bucket,
        started.region,
        started.access_key,
        started.secret_key,
        started.owner,
    )


def sftp_target() -> LiveSftp:
    """OpenSSH's own server; always one of ours, because the other client looks into its folder."""
    started = sftp.start()
    return LiveSftp(started.url, started.version, started.user, started.key, started.fingerprint, started.root)


def webdav_target() -> LiveWebdav:
    """A WebDAV server; always one of ours, because the other client looks into its folder."""
    started = webdav.start()
    return LiveWebdav(started.url, started.version, started.user, started.password, started.root)


MAKERS: dict[str, Callable[[], Target]] = {
    "wordpress": wordpress_target,
    "ghost": ghost_target,
    "bluesky": bluesky_target,
    "s3": s3_target,
    "sftp": sftp_target,
    "webdav": webdav_target,
    "matrix": matrix.start,
    "smtp": smtp.start,
}


@dataclass(frozen=True, slots=True)
class _Arrival:
    target: Target
    seconds: float


class Targets:
    """The servers that this run needs, brought up side by side because installing them takes minutes."""

    def __init__(self) -> None:
        self._coming: dict[str, Future[_Arrival]] = {}

    def bring(self, names: Collection[str], tell: Callable[[str], None]) -> None:
        """Brings up those servers and returns when each is there or has failed; `tell` hears of each."""
        with ThreadPoolExecutor(max_workers=max(len(names), 1)) as pool:
            self._coming.update({name: pool.submit(_arrival, MAKERS[name]) for name in names})
        for name in names:
            tell(self._line(name))

    def take(self, name: str) -> Target:
        """The server of that name.

        Raises:
            ServerError: it could not be installed, started or reached.
        """
        if name not in self._coming:
            self.bring([name], lambda _line: None)
        return self._coming[name].result().target

    def lines(self) -> list[str]:
        """One line per server: the version it reported, or why it isn't there."""
        return [self._line(name) for name in self._coming]

    def _line(self, name: str) -> str:
        error = self._coming[name].exception()
        if error is not None:
            return f"{name}: not there: {error}"
        arrival = self._coming[name].result()
        return f"{name}: version {arrival.target.version} at {arrival.target.url}, after {arrival.seconds:.1f} s"


def _arrival(maker: Callable[[], Target]) -> _Arrival:
    begun = monotonic()
    target = on_free_ports(maker)
    return _Arrival(target, monotonic() - begun)


def _named(name: str) -> str:
    return os.environ.get(PREFIX + name, "").rstrip("/")


def _required(name: str) -> str:
    value = os.environ.get(PREFIX + name, "")
    if not value:
        raise ServerError(f"{PREFIX}{name} is missing, but its server's URL is set (see tests/live/README.md)")
    return value
