"""The one journal of this window on a workspace; apart because views come and go while what was typed must stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor_app.services.desk import Desk
    from editor_app.storage.journal import Journal

_open: dict[str, Journal] = {}


def of(desk: Desk) -> Journal:
    """The journal of this process on that workspace, opened when it is first asked for.

    Raises:
        Unavailable: the disk doesn't take it.
    """
    from editor_app.storage.journal import open_journal

    place = str(desk.store.folder)
    if place not in _open:
        _open[place] = open_journal(desk.store)
    return _open[place]


def is_second_window(desk: Desk) -> bool:
    """Whether another window of this computer works on the workspace as well."""
    return of(desk).slot > 1


def close(desk: Desk) -> None:
    """Close it with its workspace; what was not saved is offered next time."""
    journal = _open.pop(str(desk.store.folder), None)
    if journal is not None:
        journal.close()
