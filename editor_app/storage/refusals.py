"""What the database engines say, turned into the errors of `domain.errors`; nothing above storage knows an engine."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from traceback import walk_tb
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
_AWAY = (
    "connection refused", "could not translate", "failed to resolve", "server closed the connection", "timeout expired",
    "connection is lost", "terminating connection", "no route to host", "network is unreachable", "timed out",
    "not currently accepting", "connection reset", "the database system is", "the connection is closed",
    "no such file or directory", "consuming input failed",
)  # fmt: skip
"""How libpq and the server say that the server is away."""
_READERS = frozenset({"editor_app.domain.instants", "editor_app.domain.manifest_json", "editor_app.domain.text"})
"""Modules whose functions refuse what is not as it was written; the storage asks them for what it has read."""


class InWords:
    """Raises engine errors of the block as errors with words; a class, because every transaction goes through it."""

    __slots__ = ()

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is not None:
            raise_in_words(error)


_IN_WORDS = InWords()
OF_AN_ENGINE = (StatementError, ValueError, OverflowError)
"""Of these kinds are the errors of an engine, and of reading what it gives."""


def in_words() -> InWords:
    """Raise engine errors of the block as errors with words."""
    return _IN_WORDS


def raise_in_words(error: BaseException) -> None:
    """Raise an engine's error as one with words; passes when it is another's, of whatever kind."""
    if isinstance(error, DBAPIError):
        raise translated(error) from error
    if isinstance(error, UnicodeEncodeError) or (
        isinstance(error, StatementError) and isinstance(error.orig, UnicodeError)
    ):
        raise _not_text() from error
    if isinstance(error, UnicodeDecodeError):  # even the engine's own words about it are damaged
        raise _damaged() from error
    if isinstance(error, ValueError | OverflowError) and _was_reading(error):
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
        return _by_guard(said.split("guard:", 1)[1].split(maxsplit=1)[0])
    if isinstance(error, IntegrityError):
        return Conflict(
            T("Somebody else changed this at the same moment."), T("Nothing was lost; reload and try again.")
        )
    state = str(getattr(error.orig, "sqlstate", None) or "")
    if state == _NO_RIGHT:
        return _no_right()
    if state.startswith("28") or "authentication failed" in said or "no password supplied" in said:
        return SignInFailed(
            T("The team's database does not know this name with this password."),
            T("Check both; an admin can invite you again and give you a new password."),
        )
    return _by_engine(error.orig)


def _no_right() -> Refused:
    return Refused(
        T("The team's database gives you no right to do this."), T("Ask a member whose role it is, or an admin.")
    )


def _by_guard(rule: str) -> Refused:
    if rule == "audit_is_of_ones_own_deed":
        return _no_right()
    if rule == "audit_ends_with_a_move":
        return Refused(
            T("This workspace has moved; it is closed for writing."),
            T("Open it where it went: `editor-app move` says where."),
        )
    if rule == "audit_says_who_it_was":
        return Refused(
            T("This connection to the team's database is another member's."),
            T("Connect as yourself: each member signs in to the database with a login of their own."),
        )
    if rule == "audit_is_written_by_members":
        return Refused(T("Nobody who works here has this login to the team's database."), T("Ask an admin."))
    return Refused(
        T("The workspace refuses this change: {rule}.", rule=rule), T("Reload and look at the newest state.")
    )


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
    return _by_server(said, lower) or _operational(said, lower)


def _was_reading(error: BaseException) -> bool:
    """Whether it came of turning a stored row into values: a word that no enumeration has, JSON of another shape.

    What the functions of the domain refuse by themselves (a move that there is not) is no damage.
    """
    ours = ""
    for frame, _line in walk_tb(error.__traceback__):
        module, function = frame.f_globals.get("__name__", ""), frame.f_code.co_name
        if module.startswith("editor_app.") and module not in _READERS and not function.endswith("from_json"):
            ours = module
    return ours.startswith("editor_app.storage.")


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


def _by_server(said: str, lower: str) -> DeskError | None:
    """What the way to a team's server says; None = it is about something else."""
    if "certificate" in lower or "ssl" in lower:
        return Unavailable(
            T("The team's server could not be recognised: {said}", said=_short(said)),
            T("Check its name in the address, and the certificate of the house that your admin gave you."),
        )
    if "database" in lower and "does not exist" in lower:
        return Unavailable(T("There is no database of that name on the server."), T("Check the address."))
    if any(words in lower for words in _AWAY):
        return Unavailable(
            T("The team's server does not answer: {said}", said=_short(said)),
            T("Check the network and the address; what you type is kept on this computer."),
        )
    return None


def _short(said: str) -> str:
    """The last line of what the driver said, which names the cause."""
    return said.strip().rpartition("\n")[2].rpartition("failed: ")[2].strip()[:120]


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
