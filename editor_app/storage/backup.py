"""Backups: taken by SQLite's own means while work goes on, and counted only when they were checked."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.errors import Unavailable
from editor_app.domain.text import T
from editor_app.storage.files import sync_folder, write_refusal
from editor_app.storage.refusals import sqlite_in_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

_NAME = re.compile(r"workspace-(\d{8}T\d{6}Z)(-[a-z0-9-]+)?\.db")
_PAGES_A_STEP = 2_000
_HEAD = "SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Backup:
    """A checked copy of workspace.db."""

    path: Path
    sequence: int
    """Number of its last audit row."""
    head: str
    """Hash of its last audit row."""


def _no_progress(_done: int, _all: int) -> None:
    """Nobody watches."""


def back_up(
    database: Path, folder: Path, now: datetime, label: str = "", progress: Callable[[int, int], None] = _no_progress
) -> Backup:
    """Copy `database` into `folder` while it is in use, check the copy, and only then give it its name.

    Args:
        database: a workspace.db.
        folder: the backups of the workspace.
        now: goes into the name, in UTC.
        label: why, in lower case (`before-migration`); empty = the daily one.
        progress: told the pages copied and all pages.

    Raises:
        DiskFull, WorkspaceReadOnly, Unavailable: there is no backup; an older one stays as it is.
    """
    name = f"workspace-{now:%Y%m%dT%H%M%SZ}{f'-{label}' if label else ''}.db"
    part, final = folder / f"{name}.part", folder / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with sqlite_in_words():
            _copy(database, part, progress)
            head = _checked(part)
        part.replace(final)
        sync_folder(folder)
    except OSError as error:
        raise write_refusal(error) from error
    finally:
        part.unlink(missing_ok=True)
    return Backup(final, *head)


def backups(folder: Path) -> list[Path]:
    """Finished backups, the newest first."""
    found = (path for path in folder.glob("workspace-*.db") if _NAME.fullmatch(path.name))
    return sorted(found, key=lambda path: path.name, reverse=True)


def thin_out(folder: Path, keep: int) -> list[Path]:
    """Delete all but the newest `keep` daily backups (those with a label stay); returns what was deleted."""
    daily = [path for path in backups(folder) if (found := _NAME.fullmatch(path.name)) and not found[2]]
    for path in daily[keep:]:
        path.unlink()
    return daily[keep:]


def _copy(database: Path, part: Path, progress: Callable[[int, int], None]) -> None:
    part.unlink(missing_ok=True)
    source = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True, timeout=5)
    with closing(source), closing(sqlite3.connect(part)) as target:
        source.backup(target, pages=_PAGES_A_STEP, progress=lambda _s, left, all_: progress(all_ - left, all_))
        target.execute("PRAGMA journal_mode = DELETE")


def _checked(part: Path) -> tuple[int, str]:
    with closing(sqlite3.connect(f"{part.resolve().as_uri()}?mode=ro", uri=True)) as copy:
        answers = [row[0] for row in copy.execute("PRAGMA quick_check(1)")]
        head = copy.execute(_HEAD).fetchone()
    if answers != ["ok"] or head is None:
        raise Unavailable(
            T("The backup did not pass its check and was thrown away."), T("Check the disk, then back up again.")
        )
    return int(head[0]), str(head[1])
