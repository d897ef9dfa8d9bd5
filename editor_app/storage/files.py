"""Pictures as files named by the digest of their bytes: written once, durable before anybody refers to them."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from editor_app.domain.errors import DeskError, DiskFull, NotFound, Unavailable, WorkspaceReadOnly
from editor_app.domain.identifiers import Digest, is_digest, sha256
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
_NO_SUCH_CALL = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}
_NO_WRITING = {errno.EROFS, errno.EACCES, errno.EPERM}


class Pictures(Protocol):
    """Where pictures are kept by their digest: a folder of this computer, a share, or a bucket."""

    def put(self, content: bytes) -> Digest:
        """Keep `content` and return its digest."""
        ...

    def read(self, digest: Digest) -> bytes:
        """The bytes of `digest`, hashed again."""
        ...

    def has(self, digest: Digest) -> bool:
        """Whether something of that name is there (not whether it is sound)."""
        ...

    def holds(self, digest: Digest) -> bool:
        """Whether the picture is there and sound, looked at in the place itself."""
        ...

    def digests(self) -> Iterator[Digest]:
        """Every picture there."""
        ...

    def close(self) -> None:
        """Release what is held."""
        ...


class MediaStore:
    """A folder of pictures; a digest is the only way in."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes) -> Digest:
        """Keep `content` and return its digest; bytes that are there already, and sound, are not written again.

        Raises:
            DiskFull, WorkspaceReadOnly, Unavailable: the disk doesn't take it; nothing is left behind.
        """
        digest = sha256(content)
        path = self.path(digest)
        try:
            if not (path.exists() and path.stat().st_size == len(content) and path.read_bytes() == content):
                _write_durably(path, content)
        except OSError as error:
            raise write_refusal(error) from error
        return digest

    def read(self, digest: Digest) -> bytes:
        """The bytes of `digest`, hashed again.

        Raises:
            NotFound: no such picture here.
            Unavailable: the file is damaged or can't be read.
        """
        try:
            content = self.path(digest).read_bytes()
        except FileNotFoundError:
            raise NotFound(
                T("The picture {digest} is missing from the workspace.", digest=digest[:12]),
                T("Add the picture again, or restore a backup of the workspace."),
            ) from None
        except OSError as error:
            raise self.unreadable(digest, error) from error
        if sha256(content) != digest:
            raise Unavailable(
                T("The picture {digest} is damaged on the disk.", digest=digest[:12]),
                T("Add the picture again, or restore a backup of the workspace."),
            )
        return content

    def path(self, digest: Digest) -> Path:
        """Where the bytes of `digest` are kept: `media/ab/abcdef…`.

        Raises:
            ValueError: not a digest (so that no path is ever made from a name).
        """
        if not is_digest(digest):
            raise ValueError("a picture is named by its digest")
        return self._folder / digest[:2] / digest

    def has(self, digest: Digest) -> bool:
        """Whether the bytes are here (not whether they are sound)."""
        return self.path(digest).is_file()

    def holds(self, digest: Digest) -> bool:
        """Whether the picture is here and sound."""
        try:
            return sha256(self.path(digest).read_bytes()) == digest
        except FileNotFoundError:
            return False
        except OSError as error:
            raise self.unreadable(digest, error) from error

    def digests(self) -> Iterator[Digest]:
        """Every picture in the folder."""
        for path in sorted(self._folder.glob("??/*")):
            if is_digest(path.name):
                yield Digest(path.name)

    def close(self) -> None:
        """Nothing is held."""

    def unreadable(self, digest: Digest, error: OSError) -> Unavailable:
        """The words for a file that is there and can't be read."""
        return Unavailable(
            T("The picture {digest} can't be read: {said}", digest=digest[:12], said=error.strerror or ""),
            T("Check the disk."),
        )


def write_refusal(error: OSError) -> DeskError:
    """The error with words for a file system that doesn't take a file."""
    if error.errno in _NO_ROOM:
        return DiskFull(T("The disk is full; nothing was changed."), T("Free some room and try again."))
    if error.errno in _NO_WRITING:
        return WorkspaceReadOnly(
            T("This workspace can't be written to."),
            T("Check the folder's rights, or whether the disk is mounted read-only."),
        )
    return Unavailable(T("The disk answered: {said}", said=error.strerror or str(error)), T("Check the disk."))


@contextmanager
def arriving(path: Path) -> Iterator[BinaryIO]:
    """A new file to fill, for its maker alone; after the block it is at `path`, durable, and after an error nowhere.

    Nobody who may write in the folder can have laid a link there that leads our bytes elsewhere: its name is new.

    Raises:
        OSError: the disk doesn't take it.
    """
    handle, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def _write_durably(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with arriving(path) as file:
        file.write(content)
    sync_folder(path.parent.parent)


def sync_folder(folder: Path) -> None:
    """Make a new name in `folder` durable; Windows has no such call and needs none (NTFS journals names).

    A share may not know the call either: its server decides then.
    """
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SUCH_CALL:
            raise
    finally:
        os.close(handle)
