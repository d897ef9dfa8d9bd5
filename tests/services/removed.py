"""Packages of platforms that are taken away and put back, each as after a new start of the program."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from editor_app.platforms.registry import Registry
from editor_app.services import vaults
from editor_app.services.links import Links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.services.office import Office
    from tests.services.outbox import Outbox

BARE = "editor_app.domain"
"""A package without a platform in it: an installation that has none."""


@contextmanager
def uninstalled(office: Office) -> Iterator[None]:
    """Nothing of any platform is installed meanwhile."""
    before = office.desk.platforms
    _give(office, Registry(BARE, tuple))
    try:
        yield
    finally:
        _give(office, before)


@contextmanager
def uninstalled_for(outbox: Outbox) -> Iterator[None]:
    """The same, with a sender that begins anew before and after."""
    with uninstalled(outbox.office):
        _renew_links(outbox)
        yield
    _renew_links(outbox)


def _give(office: Office, platforms: Registry) -> None:
    for desk in (office.desk, *(seat.desk for seat in office.seats.values())):
        object.__setattr__(desk, "platforms", platforms)


def _renew_links(outbox: Outbox) -> None:
    outbox.links.close()
    outbox.links = Links(outbox.office.desk.platforms, vaults.opened(outbox.office.admin))
