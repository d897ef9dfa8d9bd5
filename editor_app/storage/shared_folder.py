"""Pictures in a folder that several computers share: a mark in it tells an empty mount point from the true place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from typing_extensions import override

from editor_app.domain.errors import Conflict, PicturesAway
from editor_app.domain.text import T
from editor_app.storage.files import MediaStore, write_refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editor_app.domain.identifiers import Digest, WorkspaceId

MARK = "press-desk-pictures.json"


class SharedFolder(MediaStore):
    """A folder on a share; every deed finds out first whether the share is there."""

    def __init__(self, folder: Path, workspace: WorkspaceId) -> None:
        super().__init__(folder)
        self._mark, self._workspace = folder / MARK, workspace

    def begin(self) -> None:
        """Mark the folder as this workspace's.

        Raises:
            Conflict: another workspace keeps its pictures there.
            PicturesAway: there is no such folder.
            DiskFull, WorkspaceReadOnly, Unavailable: it doesn't take the mark.
        """
        if not self._folder.is_dir():
            raise self._away("")
        try:
            if not self._mark.exists():
                self._mark.write_text(json.dumps({"workspace": self._workspace}), "utf-8")
        except OSError as error:
            raise write_refusal(error) from error
        self.require_there()

    @override
    def put(self, content: bytes) -> Digest:
        self.require_there()
        return super().put(content)

    @override
    def read(self, digest: Digest) -> bytes:
        self.require_there()
        return super().read(digest)

    @override
    def has(self, digest: Digest) -> bool:
        self.require_there()
        return super().has(digest)

    @override
    def holds(self, digest: Digest) -> bool:
        self.require_there()
        return super().holds(digest)

    @override
    def digests(self) -> Iterator[Digest]:
        self.require_there()
        return super().digests()

    @override
    def unreadable(self, digest: Digest, error: OSError) -> PicturesAway:
        return self._away(error.strerror or "")

    def require_there(self) -> None:
        """Pass when the share is there and the folder is this workspace's.

        Raises:
            PicturesAway: no mark of ours: the share is not mounted, or it is the wrong folder.
            Conflict: another workspace keeps its pictures there.
        """
        try:
            said = json.loads(self._mark.read_text("utf-8"))
        except OSError as error:
            raise self._away(error.strerror or "") from error
        except ValueError:
            said = {}
        if not isinstance(said, dict) or said.get("workspace") != self._workspace:
            raise Conflict(
                T("The folder {folder} holds the pictures of another workspace.", folder=str(self._folder)),
                T("Choose a folder of this workspace's own."),
            )

    def _away(self, said: str) -> PicturesAway:
        return PicturesAway(
            T("The shared folder of the team's pictures is away: {folder} ({said})", folder=str(self._folder),
              said=said or "–"),
            T("Connect the share, then try again; nothing was changed."),
        )  # fmt: skip
