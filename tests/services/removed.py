"""Packages of platforms that are taken away and put back, each as after a new start of the program."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from editor_app.platforms.registry import Registry
from editor_app.services import vaults
from editor_app.services.links import Links

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from editor_app.services.desk import Desk
    from tests.services.office import Office
    from tests.services.outbox import Outbox

BARE = "editor_app.domain"
"""A package without a platform in it: an installation that has none."""


@contextmanager
def uninstalled(office: Office) -> Iterator[None]:
    """Nothing of any platform is installed meanwhile."""
    before, desks = office.desk.platforms, [office.desk, *(seat.desk for seat in office.seats.values())]
    give(desks, Registry(BARE, tuple))
    try:
        yield
    finally:
        give(desks, before)


@contextmanager
def uninstalled_for(outbox: Outbox) -> Iterator[None]:
    """The same, with a sender that begins anew before and after."""
    with uninstalled(outbox.office):
        _renew_links(outbox)
        yield
    _renew_links(outbox)


def give(desks: Iterable[Desk], platforms: Registry) -> None:
    """What these desks find installed from here on."""
    for desk in desks:
        object.__setattr__(desk, "platforms", platforms)


def _renew_links(outbox: Outbox) -> None:
    outbox.links.close()
    outbox.links = Links(outbox.office.desk.platforms, vaults.opened(outbox.office.admin))
