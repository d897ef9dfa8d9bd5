"""The files of a site on an SFTP server: each is written under another name and then given its own in one step."""

from __future__ import annotations

import io
import logging
import posixpath
import stat
from typing import TYPE_CHECKING, ClassVar, TypeVar
from uuid import uuid4

from typing_extensions import override

from editor_app.domain.errors import Rejected, Unreachable
from editor_app.domain.identifiers import sha256
from editor_app.domain.text import T
from editor_app.platforms.contract import Identity
from editor_app.platforms.outcomes import brief, unknown, unreachable
from editor_app.platforms.site_folder.shelf import ABSENT, Kept, Overtaken, Shelf, leads_out, safe_target, version_of
from editor_app.platforms.site_sftp.host_keys import pinned
from editor_app.platforms.site_sftp.place import login_of, place_of
from editor_app.platforms.site_sftp.session import Session, opened
from editor_app.platforms.site_sftp.timed import Timed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta

    import paramiko

    from editor_app.domain.errors import PlatformError
    from editor_app.platforms.contract import Connection

log = logging.getLogger(__name__)

R = TypeVar("R")
_LARGEST = 64 * 1024 * 1024
_TRIAL = ".press-desk-rehearsal"
_CLOSED = "Socket is closed"
"""How the client itself says that nothing can be sent any more; with the same class of error as a server's refusal."""
_SETTLED = 2
"""A folder that is so many seconds older than the newest one can't have been changed again within the same second."""


class SftpShelf(Shelf):
    """A folder on an SFTP server, over one connection that is kept while it works."""

    is_guarded: ClassVar[bool] = False

    def __init__(self, connection: Connection, deadline: timedelta) -> None:
        """Open nothing yet.

        Raises:
            Rejected: the address, the host key or the proxy can't be used.
            AuthExpired: the secret is none for SFTP.
        """
        self._place = place_of(connection.url)
        self._pinned = pinned(connection.options.get("host_key", ""))
        self._login = login_of(connection.secret)
        if connection.proxy:
            raise Rejected(T("SFTP takes no proxy."), T("Leave the proxy empty; ask for a direct way to the server."))
        self._seconds = deadline.total_seconds()
        self._session: Session | None = None
        self._sent_before = 0
        """Over connections that are closed."""
        self._looked: dict[str, tuple[str, bool]] = {}
        """Of each article's folder, when it was last changed and whether it had a page then."""
        self.base = self._place.base

    @override
    def identity(self) -> Identity:
        def looked_up(session: Session, _timed: Timed) -> Identity:
            root = self._root(session)
            uid = sha256(f"{self._place.host}:{self._place.port}{root}".encode())[:16]
            name = f"{self._place.shown} {posixpath.basename(root)}"
            return Identity(f"site:{uid}", name, session.version, may_publish=True)

        return self._done(looked_up)

    @override
    def require_there(self) -> None:
        self._done(lambda session, _timed: session.sftp.listdir(self._root(session)))

    @override
    def read(self, target: str) -> Kept | None:
        return self._done(lambda session, _timed: _kept(session.sftp, self._path(session, target)))

    @override
    def slugs(self) -> dict[str, str]:
        def found(session: Session, _timed: Timed) -> dict[str, str]:
            folder = self._path(session, "articles")
            try:
                versions = _changed(session.sftp, folder)
            except FileNotFoundError:
                return {}
            known, self._looked = self._looked, {}
            for name, version in versions.items():
                before = known.get(name)
                if not version or before is None or before[0] != version:
                    before = (version, _is_file(session.sftp, f"{folder}/{name}/index.html"))
                self._looked[name] = before
            return {name: version for name, (version, has_page) in self._looked.items() if has_page}

        return self._done(found)

    @override
    def put(self, target: str, content: bytes, over: str | None) -> None:
        def written(session: Session, timed: Timed) -> None:
            path = self._path(session, target)
            part = posixpath.join(posixpath.dirname(path), f".{posixpath.basename(path)}.{uuid4().hex[:8]}.part")
            try:
                self._write(session, target, part, content)
                _switch(session.sftp, timed, part, path, over)
            except (OSError, Overtaken):
                _removed(session.sftp, part)
                raise

        self._done(written)

    @override
    def remove(self, target: str) -> None:
        def removed(session: Session, timed: Timed) -> None:
            path = self._path(session, target)
            timed.shows()
            _removed(session.sftp, path)

        self._done(removed)

    @override
    def rehearse(self) -> str:
        self.put(_TRIAL, b"Press", None)
        try:
            self.put(_TRIAL, b"Press Desk", None)  # replacing in one step is what not every server can
        finally:
            self.remove(_TRIAL)
        return f"{self._place.shown} {self._place.root}"

    @override
    def sent(self) -> int:
        return self._sent_before + (self._session.requests if self._session is not None else 0)

    @override
    def close(self) -> None:
        gone, self._session = self._session, None
        if gone is not None:
            self._sent_before += gone.requests
            gone.close()

    def _done(self, deed: Callable[[Session, Timed], R]) -> R:
        """What the deed gives; a kept connection that the server has closed meanwhile is opened anew, once."""
        kept = self._session is not None
        try:
            return self._once(deed)
        except Unreachable:
            if not kept or self._session is not None:
                raise
            return self._once(deed)

    def _once(self, deed: Callable[[Session, Timed], R]) -> R:
        from paramiko import SSHException

        timed = Timed()
        try:
            return timed.within(self._seconds, lambda: deed(self._at(timed), timed))
        except PermissionError as refused:
            raise Rejected(
                T("{host} doesn't let this user write or read there.", host=self._place.shown),
                T("Change the rights of the folder on the server, or choose another one."),
            ) from refused
        except FileNotFoundError as gone:
            raise Unreachable(
                T("{host} has no folder {folder}.", host=self._place.shown, folder=self._place.root),
                T("Make the folder on the server, or correct the address."),
            ) from gone
        except (OSError, EOFError, SSHException) as error:
            raise self._meant(error, timed) from error

    def _meant(self, error: Exception, timed: Timed) -> PlatformError:
        """What a broken connection, or a server's refusal in its own words, means for the public."""
        if _is_answer(error):
            return Unreachable(
                T("{host} could not do it: {why}.", host=self._place.shown, why=brief(str(error))),
                T("Check the space and the rights on the server, then try again."),
            )
        log.info("sftp %s: %s", self._place.host, type(error).__name__)
        self.close()
        why = T("no answer in time") if isinstance(error, TimeoutError) else T("the connection broke off")
        return unknown(self._place.shown, why) if timed.may_show else unreachable(self._place.shown, why)

    def _at(self, timed: Timed) -> Session:
        if self._session is not None and not self._session.is_open:
            self.close()
        session = self._session
        if session is None:
            session = self._session = opened(self._place, self._pinned, self._login, timed, self._seconds)
        timed.holds(session)
        return session

    def _root(self, session: Session) -> str:
        """The site's folder, looked up once for each connection."""
        if not session.root:
            root = str(session.sftp.normalize(self._place.root))
            session.sftp.listdir_attr(root)
            session.root = root
        return session.root

    def _path(self, session: Session, target: str) -> str:
        """A file's path on the server, links of its folders followed.

        Raises:
            Rejected: it leads out of the site's folder.
        """
        root = self._root(session)
        path = f"{root}/{safe_target(target)}"
        folder = posixpath.dirname(path)
        if folder == root:
            return path
        try:
            real = str(session.sftp.normalize(folder))
        except FileNotFoundError:
            return path  # made below the root when something is written there
        if real != root and not real.startswith(f"{root}/"):
            raise leads_out()
        return path

    def _write(self, session: Session, target: str, part: str, content: bytes) -> None:
        """The file under its other name; folders are made where they turn out to be missing."""
        try:
            session.sftp.putfo(io.BytesIO(content), part, confirm=True)
        except FileNotFoundError:
            self._make_folders(session, target)
            session.sftp.putfo(io.BytesIO(content), part, confirm=True)

    def _make_folders(self, session: Session, target: str) -> None:
        """The folders above a file, those that are missing."""
        path = self._root(session)
        for name in target.split("/")[:-1]:
            path = f"{path}/{name}"
            try:
                session.sftp.stat(path)
            except FileNotFoundError:
                _made_folder(session.sftp, path)


def _switch(sftp: paramiko.SFTPClient, timed: Timed, part: str, path: str, over: str | None) -> None:
    """Give the written file its name.

    A plain rename of SFTP version 3 refuses a name that is taken, so of two who both make a file one is told.
    """
    if over == ABSENT:
        timed.shows()
        try:
            sftp.rename(part, path)
        except OSError as refused:
            if _is_answer(refused) and _is_file(sftp, path):
                raise Overtaken from refused
            raise
        return
    if over is not None and version_of(_kept(sftp, path)) != over:
        raise Overtaken
    timed.shows()
    sftp.posix_rename(part, path)


def _is_answer(error: BaseException) -> bool:
    """Whether the server itself refused, in words: certainly without effect."""
    return type(error) is OSError and error.errno is None and str(error) != _CLOSED


def _kept(sftp: paramiko.SFTPClient, path: str) -> Kept | None:
    try:
        with sftp.open(path, "rb") as file:
            size = file.stat().st_size or 0
            if size > _LARGEST:
                raise OSError(f"{path} has {size} bytes")
            file.prefetch(size)
            content = file.read(size)
    except FileNotFoundError:
        return None
    return Kept(content, sha256(content))


def _is_file(sftp: paramiko.SFTPClient, path: str) -> bool:
    try:
        return stat.S_ISREG(sftp.stat(path).st_mode or 0)
    except FileNotFoundError:
        return False


def _changed(sftp: paramiko.SFTPClient, folder: str) -> dict[str, str]:
    """The folders in a folder, each with its last change; empty = so lately that another one could bear the same time.

    Whatever is written or removed by its own name changes the time of the folder; SFTP version 3 tells whole seconds.
    """
    listed = [one for one in sftp.listdir_attr(folder) if stat.S_ISDIR(one.st_mode or 0)]
    newest = max((one.st_mtime or 0 for one in listed), default=0)
    return {
        one.filename: str(one.st_mtime) if one.st_mtime and one.st_mtime < newest - _SETTLED else "" for one in listed
    }


def _removed(sftp: paramiko.SFTPClient, path: str) -> None:
    try:
        sftp.remove(path)
    except FileNotFoundError:
        log.debug("nothing to remove")


def _made_folder(sftp: paramiko.SFTPClient, path: str) -> None:
    try:
        sftp.mkdir(path)
    except OSError as refused:
        if not _is_answer(refused):
            raise
        sftp.stat(path)  # somebody else made it meanwhile, or it can't be made
