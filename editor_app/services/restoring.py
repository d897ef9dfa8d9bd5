"""A workspace out of a backup: looked over from its bytes up, put into a new folder, and verifying first."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from editor_app.domain.progress import silent
from editor_app.storage import restore as store

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.domain.progress import Progress
    from editor_app.storage.restore import Verified

log = logging.getLogger(__name__)


def verify(backup: Path, progress: Progress = silent) -> Verified:
    """What a backup is worth: see `storage.restore.verify`."""
    return store.verify(backup, progress)


def restore(backup: Path, folder: Path, progress: Progress = silent) -> Verified:
    """Make a workspace of a backup.

    Args:
        backup: a file that `backups.back_up` made, wherever it lies now.
        folder: isn't there yet, or is empty.
        progress: told how far it is; what it raises ends the deed and leaves nothing.

    Raises:
        Conflict: something is in that folder.
        Unavailable: the backup is not sound, or the folder is on a network share.
        NotFound, WorkspaceNewer, DiskFull, WorkspaceReadOnly: as they say.
    """
    verified = store.restore(backup, folder, progress)
    log.info("restored up to line %s", verified.contents.sequence if verified.contents else 0)
    return verified
