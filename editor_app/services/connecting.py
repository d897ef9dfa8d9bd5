"""Signing an account in at its platform's own page: who may, at which address, and what comes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor_app.domain.errors import Refused
from editor_app.domain.member import Deed, require
from editor_app.domain.text import T
from editor_app.platforms.authorization import Authorization
from editor_app.platforms.signing_in import sign_in_of
from editor_app.services import accounts, vaults
from editor_app.services.links import require_own_address

if TYPE_CHECKING:
    from editor_app.platforms.contract import Connection
    from editor_app.services.desk import Seat


def begin(seat: Seat, platform: str, connection: Connection, again: str = "") -> Authorization:
    """A sign-in under way: its `address` is opened in the browser; `finish` gives what `accounts.add` takes.

    Args:
        seat: of an admin.
        platform: its name.
        connection: address and settings; `ID:SECRET` of an application where the platform takes no registration.
        again: an account that is signed in once more, at its own address and with its own settings; its good tokens
            are never replaced by nothing.

    Raises:
        Refused: no admin, or this platform's accounts are not signed in so.
        Invalid, NotFound, PlatformError: as in `accounts.add`.
        Unavailable: the port of the redirect is taken.
    """
    require(seat.member, Deed.MANAGE_ACCOUNTS)
    kind = seat.desk.platforms.platform(platform)
    how = sign_in_of(kind)
    if how is None:
        raise Refused(
            T("Accounts of {platform} are not signed in at its own page.", platform=kind.title),
            T("Connect the account with its secret: `account add`."),
        )
    earlier = None
    if again:
        known = accounts.by_name(seat.desk, again)
        vault = vaults.opened(seat)
        require_own_address(known, vault)
        earlier = vault.secret(known.id)
        connection = replace(connection, url=known.url, options={**known.options, **connection.options})
    return Authorization(how, accounts.checked(seat.desk, kind, connection), earlier)
