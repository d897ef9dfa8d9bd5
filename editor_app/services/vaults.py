"""The vault of this machine, opened by who may use it and shared with whom an admin confirmed."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from editor_app.domain.errors import Unavailable
from editor_app.domain.member import MemberState, Role
from editor_app.domain.text import T

if TYPE_CHECKING:
    from editor_app.domain.member import Member
    from editor_app.services.desk import Seat
    from editor_app.storage.queries.people import MemberKey
    from editor_app.storage.vault import OpenVault

_HOLDERS = frozenset({Role.ADMIN, Role.PUBLISHER, Role.WORKER})


def may_hold(member: Member) -> bool:
    """Whether a member's roles need the secrets of accounts."""
    return member.state is MemberState.CONFIRMED and bool(member.roles & _HOLDERS)


def opened(seat: Seat) -> OpenVault:
    """The vault of this machine, opened by the member's own key, else by the keyring; made when there is none.

    Raises:
        Unavailable: the member isn't given the vault.
    """
    if not may_hold(seat.member):
        raise _closed(seat.member)
    from editor_app.storage.vault import Vault

    file = Vault.locate(seat.desk.workspace.id)
    if not file.exists():
        made = file.create()
        made.share(seat.keys.id, seat.keys.box_public)
        return made
    try:
        return file.open_with_box(seat.keys.id, seat.keys.box)
    except Unavailable:
        return file.open_with_keyring()


def share(seat: Seat, member: Member, key: MemberKey) -> bool:
    """Let `member` open this machine's vault too; False = not needed, or this seat can't open it itself."""
    if not may_hold(member):
        return False
    try:
        opened(seat).share(key.id, key.box_public_key)
    except Unavailable:
        return False
    return True


def take_away(seat: Seat, key: MemberKey) -> None:
    """End what a key could open on this machine, as far as this seat can open it itself."""
    from editor_app.storage.vault import Vault

    if may_hold(seat.member) and Vault.locate(seat.desk.workspace.id).exists():
        with suppress(Unavailable):
            opened(seat).unshare(key.id)


def _closed(member: Member) -> Unavailable:
    return Unavailable(
        T("{name} is not given the secrets of accounts.", name=member.name),
        T("Ask a publisher or an admin of this machine."),
    )
