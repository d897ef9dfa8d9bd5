"""Pictures of a far place that this computer has read lately: bounded, hashed again at each use, gone without loss."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from editor_app.domain.identifiers import is_digest, sha256

if TYPE_CHECKING:
    from editor_app.domain.identifiers import Digest

LARGEST = 2 * 1024**3
"""Bytes that the cache may take on this computer's disk."""
_AFTER_SWEEP = 0.8


class PictureCache:
    """A folder of copies; whatever goes wrong with it, the true place is asked instead."""

    def __init__(self, folder: Path, largest: int = LARGEST) -> None:
        self._folder, self._largest = folder, largest
        self._lock = Lock()
        self._size: int | None = None

    def get(self, digest: Digest) -> bytes | None:
        """The bytes of `digest`; None = not here, or not any more what they should be."""
        path = self._folder / digest
        try:
            content = path.read_bytes()
        except OSError:
            return None
        if sha256(content) != digest:
            path.unlink(missing_ok=True)
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return content

    def keep(self, digest: Digest, content: bytes) -> None:
        """Keep a copy, and let go of those that were used longest ago when there are too many."""
        if len(content) > self._largest:
            return
        with self._lock, contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(prefix=".new-", dir=self._folder)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).replace(self._folder / digest)
            self._size = None if self._size is None else self._size + len(content)
            self._sweep()

    def _sweep(self) -> None:
        if self._size is not None and self._size <= self._largest:
            return
        found = sorted((path.stat().st_mtime_ns, path.stat().st_size, path) for path in self._folder.iterdir())
        self._size = sum(size for _time, size, _path in found)
        if self._size <= self._largest:
            return
        for _time, size, path in found:
            if self._size <= self._largest * _AFTER_SWEEP:
                return
            if is_digest(path.name):
                path.unlink(missing_ok=True)
                self._size -= size
