"""A file that a person names, read whole: only a real file, and never more than its reader can use."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 64 * 1024 * 1024
_WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""So that opening a pipe that nobody writes to ends at once."""


def content_of(path: Path, most: int = LARGEST) -> bytes:
    """The bytes of a file; devices, pipes and folders are none, however they are named.

    Raises:
        OSError: there is none, it is no file, it can't be read, or it holds more than `most` bytes (`EFBIG`).
    """
    try:
        handle = os.open(path, os.O_RDONLY | _WITHOUT_WAITING)
    except ValueError as odd:  # a NUL in its name
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)) from odd
    with os.fdopen(handle, "rb") as file:
        kind = os.fstat(file.fileno()).st_mode
        if not stat.S_ISREG(kind):
            code = errno.EISDIR if stat.S_ISDIR(kind) else errno.EINVAL
            raise OSError(code, os.strerror(code))
        content = file.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    return content
