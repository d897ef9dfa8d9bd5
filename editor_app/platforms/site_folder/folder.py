"""A site in a folder of this machine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar
from urllib.parse import unquote, urlsplit

from typing_extensions import override

from editor_app.domain.errors import OutcomeUnknown, Rejected, Unreachable
from editor_app.domain.identifiers import sha256
from editor_app.domain.text import T
from editor_app.platforms.contract import Identity
from editor_app.platforms.site_folder.disk import NotSynced, content_of, inside, put
from editor_app.platforms.site_folder.shelf import Kept, Overtaken, Shelf, leads_out, version_of

if TYPE_CHECKING:
    from collections.abc import Callable

R = TypeVar("R")


class FolderShelf(Shelf):
    """A folder, known by its whole path."""

    is_guarded: ClassVar[bool] = False

    def __init__(self, url: str) -> None:
        """Touch nothing yet.

        Raises:
            Rejected: the address is no whole path.
        """
        self._root = _folder(url)
        self._deeds = 0
        self.base = self._root.resolve().as_uri()

    @override
    def identity(self) -> Identity:
        def looked_up() -> Identity:
            self._root.mkdir(parents=True, exist_ok=True)
            root = self._root.resolve()
            return Identity(f"site:{sha256(str(root).encode())[:16]}", root.name, "", os.access(root, os.W_OK))

        return self._certain(looked_up)

    @override
    def require_there(self) -> None:
        self._certain(lambda: list(self._root.iterdir()))

    @override
    def read(self, target: str) -> Kept | None:
        return self._certain(lambda: _kept(content_of(inside(self._root, target))))

    @override
    def slugs(self) -> dict[str, str]:
        return self._certain(
            lambda: dict.fromkeys((p.parent.name for p in self._root.glob("articles/*/index.html")), "")
        )

    @override
    def put(self, target: str, content: bytes, over: str | None) -> None:
        def written() -> None:
            path = inside(self._root, target)
            if over is not None and version_of(_kept(content_of(path))) != over:
                raise Overtaken
            put(path, content)

        self._certain(written)

    @override
    def remove(self, target: str) -> None:
        self._certain(lambda: inside(self._root, target).unlink(missing_ok=True))

    @override
    def rehearse(self) -> str:
        def rehearsed() -> str:
            trial = self._root / ".press-desk-rehearsal"
            put(trial, b"Press Desk")
            trial.unlink()
            return str(self._root)

        return self._certain(rehearsed)

    @override
    def sent(self) -> int:
        return self._deeds

    @override
    def close(self) -> None:
        """Nothing is open."""

    def _certain(self, deed: Callable[[], R]) -> R:
        """What the deed gives; errors of the disk as the platform errors that they mean."""
        self._deeds += 1
        try:
            return deed()
        except NotSynced as unsure:
            raise OutcomeUnknown(
                T("The disk did not confirm that {folder} is written.", folder=self._root.name),
                T("It will be looked up before anything is sent again."),
            ) from unsure
        except PermissionError as refused:
            raise Rejected(
                T("{folder} can't be read or written by this user.", folder=str(self._root)),
                T("Change the rights of the folder, or choose another one."),
            ) from refused
        except ValueError as hostile:
            raise leads_out() from hostile
        except OSError as broken:
            raise Unreachable(
                T("{folder} can't be used: {why}.", folder=str(self._root), why=broken.strerror or str(broken)),
                T("Check the disk, then try again."),
            ) from broken


def _kept(content: bytes | None) -> Kept | None:
    return None if content is None else Kept(content, sha256(content))


def _folder(url: str) -> Path:
    path = unquote(urlsplit(url).path) if url.startswith("file://") else url
    if not path or "\0" in path or not Path(path).is_absolute():
        raise Rejected(
            T("“{path}” is not the whole path of a folder.", path=url[:200]), T("Write it from the root on.")
        )
    return Path(path)
