"""The pictures of a team, wherever they are at this moment: its place may change while windows are open."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from editor_app.domain.errors import DeskError, NotFound
from editor_app.storage.bucket import Bucket
from editor_app.storage.files import MediaStore
from editor_app.storage.media_setting import standing
from editor_app.storage.picture_cache import PictureCache
from editor_app.storage.shared_folder import SharedFolder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from editor_app.domain.identifiers import Digest, WorkspaceId
    from editor_app.domain.media_place import BucketKey, MediaPlace
    from editor_app.storage.database import Database
    from editor_app.storage.files import Pictures
    from editor_app.storage.media_setting import Standing

    _Giver = Callable[[], BucketKey | None]

ELSEWHERE = "pictures-here"
"""A file beside the cache: under which name this computer knows the shared folder."""


class TeamPictures:
    """Puts go where the team says at that moment; reads also look where the pictures were before."""

    def __init__(self, database: Database, workspace: WorkspaceId, folder: Path) -> None:
        self._database, self._workspace, self._folder = database, workspace, folder
        self.own = MediaStore(folder / "media")
        """Of this computer alone."""
        self._key: _Giver = _nothing
        self._worker_key: _Giver = _nothing
        self._lock = Lock()
        self._opened: dict[MediaPlace, Pictures] = {}

    def give_key(self, key: _Giver) -> None:
        """Who signs the calls to a bucket from now on; asked at the first use."""
        self._key = key
        self._begin_anew()

    def give_worker_key(self, key: _Giver) -> None:
        """What a worker brings along; taken before the key of whoever sits here."""
        self._worker_key = key
        self._begin_anew()

    def at(self, place: MediaPlace | None) -> Pictures:
        """The pictures in one place; None = of this computer alone."""
        if place is None:
            return self.own
        with self._lock:
            found = self._opened.get(place)
            if found is None:
                found = self._opened[place] = self._made(place)
            return found

    def shared(self, place: MediaPlace) -> SharedFolder:
        """The shared folder, under the name that this computer knows it by."""
        return SharedFolder(self.path_here(place), self._workspace)

    def path_here(self, place: MediaPlace) -> Path:
        """Where this computer has the shared folder."""
        named = self._folder / ELSEWHERE
        said = named.read_text("utf-8").strip() if named.is_file() else ""
        return Path(said or place.address)

    def name_here(self, path: Path | None) -> None:
        """Let this computer know the shared folder under another name; None = as everybody."""
        named = self._folder / ELSEWHERE
        if path is None:
            named.unlink(missing_ok=True)
        else:
            named.write_text(str(path), "utf-8")
        self._begin_anew()

    def put(self, content: bytes) -> Digest:
        """Keep `content` where the team keeps its pictures; returns its digest."""
        return self.at(self._standing().at).put(content)

    def read(self, digest: Digest) -> bytes:
        """The bytes of `digest`, hashed again.

        Raises:
            NotFound: nowhere.
            Unavailable: what lies there is wrong.
            PicturesAway: the place can't be reached.
        """
        now = self._standing()
        try:
            return self.at(now.at).read(digest)
        except NotFound:
            if now.at is None:
                raise
            content = self.own.read(digest) if self.own.has(digest) else self.at(now.before).read(digest)
        with suppress(DeskError):  # who may only read gets it all the same
            self.at(now.at).put(content)
        return content

    def has(self, digest: Digest) -> bool:
        """Whether something of that name is there (not whether it is sound)."""
        return self.at(self._standing().at).has(digest)

    def holds(self, digest: Digest) -> bool:
        """Whether the picture is there and sound, looked at in the place itself."""
        return self.at(self._standing().at).holds(digest)

    def digests(self) -> Iterator[Digest]:
        """Every picture where the team keeps them."""
        return self.at(self._standing().at).digests()

    def close(self) -> None:
        """Close every connection and forget the keys."""
        self._worker_key = _nothing
        self.give_key(_nothing)

    def _begin_anew(self) -> None:
        with self._lock:
            gone, self._opened = list(self._opened.values()), {}
        for each in gone:
            each.close()

    def _standing(self) -> Standing:
        with self._database.read() as snapshot:
            return standing(snapshot)

    def _made(self, place: MediaPlace) -> Pictures:
        if not place.is_bucket:
            return self.shared(place)
        return Bucket(place, self._any_key, PictureCache(self._folder / "pictures"))

    def _any_key(self) -> BucketKey | None:
        return self._worker_key() or self._key()


def _nothing() -> BucketKey | None:
    return None
