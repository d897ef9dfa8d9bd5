"""Where the files of a site lie, as a site sees it: apart, so that a folder, a server and a bucket share one link."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from editor_app.domain.errors import Rejected
from editor_app.domain.text import T

if TYPE_CHECKING:
    from editor_app.platforms.contract import Identity

ABSENT = ""
"""The version of a file that isn't there."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it lies there."""

    content: bytes
    version: str
    """Another one as soon as the bytes are others; never empty."""


class Overtaken(Exception):
    """The file is not (any more) as it was to be replaced; nothing was written."""


class Shelf(ABC):
    """Files by their path below the site; every write is whole or not at all.

    Every method ends within the platform's deadline and raises the five platform errors only, but for `Overtaken`.
    """

    base: str
    """Where readers find the site when nobody says: an address without a closing slash."""
    is_guarded: ClassVar[bool]
    """Whether the place itself compares versions; else two may replace a file at the same moment."""

    @abstractmethod
    def identity(self) -> Identity:
        """Who we are there. READ."""

    @abstractmethod
    def require_there(self) -> None:
        """Pass when the site's place is there at all. READ.

        Raises:
            Unreachable, Rejected: it isn't, so nothing can be said of what lies in it.
        """

    @abstractmethod
    def read(self, target: str) -> Kept | None:
        """The file; None = there is none. READ."""

    @abstractmethod
    def slugs(self) -> dict[str, str]:
        """The folders in `articles` that have a page, with their record's version; empty = it must be read. READ."""

    @abstractmethod
    def put(self, target: str, content: bytes, over: str | None) -> None:
        """Write a file: a reader sees the old bytes or the new ones.

        Args:
            target: path below the site.
            content: all of it.
            over: the version that it replaces, `ABSENT` = none; None = whatever lies there.

        Raises:
            Overtaken: another version lies there.
        """

    @abstractmethod
    def remove(self, target: str) -> None:
        """Take a file away; one that isn't there is no error."""

    @abstractmethod
    def rehearse(self) -> str:
        """Write, replace and remove a file that no reader looks for; says where it was."""

    @abstractmethod
    def sent(self) -> int:
        """How many requests, or operations where it isn't HTTP, went out so far, whatever became of them."""

    @abstractmethod
    def close(self) -> None:
        """Release what is open."""


def version_of(kept: Kept | None) -> str:
    """What `put` compares."""
    return kept.version if kept is not None else ABSENT


def safe_target(target: str) -> str:
    """The path, when it stays below the site.

    Raises:
        Rejected: it leads out of it.
    """
    pieces = target.split("/")
    if "\0" in target or "\\" in target or any(piece in {"", ".", ".."} for piece in pieces):
        raise leads_out()
    return target


def leads_out() -> Rejected:
    """The error of a path that leaves the site."""
    return Rejected(T("A path leads out of the site's folder, so nothing was written."), T("Look into the folder."))
