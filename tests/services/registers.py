"""What tests of the register share: an office that files its accounts, and particulars of one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor_app.domain.register import Particulars
from editor_app.platforms.contract import Connection
from editor_app.services import accounts, registered
from tests.services.test_own_places import SITE

if TYPE_CHECKING:
    from pathlib import Path

    from editor_app.domain.account import Account
    from editor_app.services.registered import Registered
    from tests.services.office import Office

UNIT = Particulars("区政务公开办", "区融媒体中心", "李明")


def for_real(office: Office) -> Office:
    """The same office, not for practice: what it connects from here on is to be filed."""
    for desk in (office.desk, office.sending_desk, *(seat.desk for seat in office.seats.values())):
        object.__setattr__(desk.store, "info", replace(desk.store.info, sample=False))
    return office


def portal(office: Office, folder: Path, name: str = "门户") -> Account:
    """A site in a folder, connected by the admin."""
    return accounts.add(office.admin, "site_folder", name, Connection(str(folder / name), options=SITE))


def page(office: Office, name: str = "门户") -> Registered:
    return registered.one_registered(office.desk, name)[0]
