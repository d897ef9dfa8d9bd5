"""Pictures in an S3 bucket, by the digest of their bytes; what was read lately is kept on this computer."""

from __future__ import annotations

import hashlib
from threading import Lock
from typing import TYPE_CHECKING

from editor_app.domain.errors import NotFound, PicturesAway, Unavailable
from editor_app.domain.identifiers import Digest, is_digest, sha256
from editor_app.domain.text import T
from editor_app.storage.bucket_wire import BucketWire

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from editor_app.domain.media_place import BucketKey, MediaPlace
    from editor_app.storage.picture_cache import PictureCache


class KeyMissing(PicturesAway):
    """This computer, or who sits at it, has no key of the bucket."""


class Bucket:
    """A bucket of pictures; a digest is the only way in."""

    def __init__(self, place: MediaPlace, key: Callable[[], BucketKey | None], cache: PictureCache) -> None:
        self._place, self._key, self._cache = place, key, cache
        self._lock = Lock()
        self._open: BucketWire | None = None

    def put(self, content: bytes) -> Digest:
        """Keep `content` and return its digest; a sound object is not sent again, a wrong one is put right.

        Raises:
            PicturesAway: the bucket can't be reached, or this computer has no key of it.
        """
        digest, wire = sha256(content), self._wire()
        name = self._name(digest)
        is_there = wire.tag(name) == hashlib.md5(content, usedforsecurity=False).hexdigest()
        if not is_there and not wire.put_new(name, content) and wire.get(name) != content:
            wire.replace(name, content)
        self._cache.keep(digest, content)
        return digest

    def read(self, digest: Digest) -> bytes:
        """The bytes of `digest`, hashed again.

        Raises:
            NotFound: no such picture there.
            Unavailable: the object is another one than its name says.
            PicturesAway: the bucket can't be reached.
        """
        name = self._name(digest)
        kept = self._cache.get(digest)
        if kept is not None:
            return kept
        content = self._wire().get(name)
        if content is None:
            raise NotFound(
                T("The picture {digest} is missing from the workspace.", digest=digest[:12]),
                T("Add the picture again, or restore a backup of the workspace."),
            )
        if sha256(content) != digest:
            raise Unavailable(
                T("The picture {digest} was changed in the bucket.", digest=digest[:12]),
                T("Add the picture again, and look who may write into the bucket."),
            )
        self._cache.keep(digest, content)
        return content

    def has(self, digest: Digest) -> bool:
        """Whether the object is there (not whether it is sound)."""
        name = self._name(digest)
        return self._wire().has(name)

    def holds(self, digest: Digest) -> bool:
        """Whether the object is there and sound, whatever this computer keeps of it."""
        name = self._name(digest)
        content = self._wire().get(name)
        return content is not None and sha256(content) == digest

    def digests(self) -> Iterator[Digest]:
        """Every picture in the bucket."""
        prefix = f"{self._place.prefix}/" if self._place.prefix else ""
        for name in self._wire().names(prefix):
            last = name.rpartition("/")[2]
            if is_digest(last) and name == self._name(Digest(last)):
                yield Digest(last)

    def close(self) -> None:
        """Close every connection."""
        with self._lock:
            gone, self._open = self._open, None
        if gone is not None:
            gone.close()

    def _name(self, digest: Digest) -> str:
        if not is_digest(digest):
            raise ValueError("a picture is named by its digest")
        own = f"{digest[:2]}/{digest}"
        return f"{self._place.prefix}/{own}" if self._place.prefix else own

    def _wire(self) -> BucketWire:
        with self._lock:
            if self._open is None:
                key = self._key()
                if key is None:
                    raise KeyMissing(
                        T("This computer has no key of the bucket of the team's pictures."),
                        T("Give it once, in the settings or with `editor-app team media-key`."),
                    )
                self._open = BucketWire(self._place, key)
            return self._open
