"""A folder filled out of sight that takes its name when it is whole; what is cut short never looks like a workspace."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from editor_app.domain.errors import Conflict, Unavailable
from editor_app.domain.text import T
from editor_app.storage.files import sync_folder, write_refusal
from editor_app.storage.locks import FileLock, lock_file
from editor_app.storage.places import network_share

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BUSY = ".busy"


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """A folder beside `folder` to fill; after the block it is `folder`, after an error it is gone.

    Raises:
        Conflict: something is in `folder` already, or another program is filling it.
        Unavailable, DiskFull, WorkspaceReadOnly: the disk doesn't take it.
    """
    final = folder.absolute()
    require_new(final)
    staging = final.with_name(f".{final.name}.part")
    try:
        lock = _begun(staging)
        try:
            yield staging
            lock.release()  # Windows renames nothing that is open
            _named(staging, final)
        finally:
            lock.release()
            shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise write_refusal(error) from error


def require_new(folder: Path) -> None:
    """Pass when a workspace may be put into `folder`.

    Raises:
        Conflict: something is there.
        Unavailable: a network share.
    """
    kind = network_share(folder)
    if kind is not None:
        raise Unavailable(
            T("{folder} is on a network share ({kind}); a workspace there would be damaged sooner or later.",
              folder=str(folder), kind=kind),
            T("Keep it on a disk of this computer; for several people, use a team database."),
        )  # fmt: skip
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Conflict(
            T("There is something in {folder} already; nothing is ever written over it.", folder=str(folder)),
            T("Name a folder that isn't there yet."),
        )


def _begun(staging: Path) -> FileLock:
    """The empty folder, locked; what an earlier deed left when it was cut short is swept away."""
    for _again in (1, 2):
        staging.mkdir(parents=True, exist_ok=True)
        lock = lock_file(staging / _BUSY)
        if lock is None:
            raise Conflict(T("Another program is writing to this folder right now."), T("Wait until it is ready."))
        if [path.name for path in staging.iterdir()] == [_BUSY]:
            return lock
        lock.release()
        shutil.rmtree(staging)
    raise Conflict(T("Another program is writing to this folder right now."), T("Wait until it is ready."))


def _named(staging: Path, final: Path) -> None:
    (staging / _BUSY).unlink()
    sync_folder(staging)
    if final.exists():
        final.rmdir()  # it was empty; whoever put something in since is not written over
    staging.rename(final)
    sync_folder(final.parent)
