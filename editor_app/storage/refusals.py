"""What the database engines say, turned into the errors of `domain.errors`; nothing above storage knows an engine."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from editor_app.domain.errors import (
    Conflict,
    DeskError,
    DiskFull,
    Invalid,
    Refused,
    SignInFailed,
    Unavailable,
    WorkspaceLocked,
    WorkspaceReadOnly,
)
from editor_app.domain.text import T

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_RIGHT = "42501"


@contextmanager
def in_words() -> Iterator[None]:
    """Raise engine errors of the block as errors with words."""
    try:
        yield
    except DBAPIError as error:
        raise translated(error) from error
    except StatementError as error:
        if isinstance(error.orig, UnicodeError):
            raise _not_text() from error
        raise
    except UnicodeEncodeError as error:
        raise _not_text() from error
    except UnicodeDecodeError as error:  # even the engine's own words about it are damaged
        raise _damaged() from error


@contextmanager
def sqlite_in_words() -> Iterator[None]:
    """The same for the files that are read with plain sqlite3 (journal, backup)."""
    try:
        yield
    except sqlite3.Error as error:
        raise _by_engine(error) from error


def translated(error: DBAPIError) -> DeskError:
    """The error with words for what the engine said."""
    said = str(error.orig)
    if "guard:" in said:
        rule = said.split("guard:", 1)[1].split(maxsplit=1)[0]
        return Refused(
            T("The workspace refuses this change: {rule}.", rule=rule), T("Reload and look at the newest state.")
        )
    if isinstance(error, IntegrityError):
        return Conflict(
            T("Somebody else changed this at the same moment."), T("Nothing was lost; reload and try again.")
        )
    state = str(getattr(error.orig, "sqlstate", None) or "")
    if state == _NO_RIGHT:
        return Refused(
            T("The team's database gives you no right to do this."), T("Ask a member whose role it is, or an admin.")
        )
    if state.startswith("28") or "authentication failed" in said or "no password supplied" in said:
        return SignInFailed(
            T("The team's database does not know this name with this password."),
            T("Check both; an admin can invite you again and give you a new password."),
        )
    return _by_engine(error.orig)


def _by_engine(error: BaseException | None) -> DeskError:
    """SQLite's index of the log lies in a file that can't grow on a full disk: it says no more than "I/O error"."""
    if getattr(error, "sqlite_errorname", "") == "SQLITE_IOERR_SHMSIZE":
        return _full()
    return _by_words(str(error))


def _by_words(said: str) -> DeskError:
    lower = said.lower()
    if "malformed" in lower or "not a database" in lower or "could not decode" in lower:
        return _damaged()
    if "nul (0x00)" in lower or "surrogate" in lower:
        return _not_text()
    return _operational(said, lower)


def _damaged() -> Unavailable:
    return Unavailable(
        T("The workspace's database is damaged."), T("Restore a backup; the damaged file is left as it is.")
    )


def _not_text() -> Invalid:
    return Invalid(
        T("The text contains characters that can't be stored (halves of characters or a NUL)."),
        T("Remove the invisible characters, or paste the text anew from its source."),
    )


def _full() -> DiskFull:
    return DiskFull(T("The disk is full; nothing was changed."), T("Free some room and try again."))


def _other(said: str) -> Unavailable:
    return Unavailable(T("The workspace's database answered: {said}", said=said[:200]), T("Run `editor-app doctor`."))


def _operational(said: str, lower: str) -> DeskError:
    if "locked" in lower or "busy" in lower:
        return WorkspaceLocked(
            T("Another program is writing to this workspace right now."),
            T("Nothing was changed; try again in a moment."),
        )
    if "readonly" in lower or "read-only" in lower:
        return WorkspaceReadOnly(
            T("This workspace can't be written to."),
            T("Check the folder's rights, or whether the disk is mounted read-only."),
        )
    if "full" in lower:
        return _full()
    if "disk i/o" in lower:
        return Unavailable(
            T("The disk can't be read or written as it should."), T("Look whether it is connected and has room.")
        )
    if "unable to open" in lower:
        return Unavailable(
            T("The workspace's database can't be opened."), T("Check the folder's rights and whether it still exists.")
        )
    return _other(said)
