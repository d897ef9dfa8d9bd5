"""Files of a site, written whole or not at all, and only inside its folder."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from pathlib import Path

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DEVICES = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""Names that Windows gives to devices, whatever the folder."""
_LONGEST_SLUG = 80


def is_safe_slug(slug: str) -> bool:
    """Whether `slug` is one folder's name on every operating system: a-z, 0-9 and single hyphens."""
    short = len(slug) <= _LONGEST_SLUG
    return short and _SLUG.fullmatch(slug) is not None and _DEVICES.fullmatch(slug) is None


def inside(root: Path, target: str) -> Path:
    """The file at `target` below `root`, links followed.

    Raises:
        ValueError: it leads out of the folder.
    """
    path = root.joinpath(*target.split("/"))
    if ".." in target.split("/") or not path.resolve().is_relative_to(root.resolve()):
        raise ValueError(f"{target} leads out of the site's folder")
    return path


def put(path: Path, content: bytes) -> None:
    """Writes the file under another name, then gives it its own: a reader sees the old bytes or the new ones.

    Raises:
        OSError: nothing has changed, but for `NotSynced`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{uuid4().hex[:8]}.part")  # two writers never share one
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    try:
        _sync_folder(path.parent)
    except OSError as unsure:
        raise NotSynced(str(unsure)) from unsure


class NotSynced(OSError):
    """The new bytes are visible, but a loss of power might still take them back."""


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows has no such call; NTFS journals the rename
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def content_of(path: Path) -> bytes | None:
    """The file's bytes; None = there is no such file.

    Raises:
        OSError: it is there and can't be read.
    """
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
