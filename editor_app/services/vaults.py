"""The vault of this machine, opened by who may use it and shared with whom an admin confirmed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.audit import Subject
from editor_app.domain.errors import NotFound, Unavailable
from editor_app.domain.member import Deed, MemberState, Role, require
from editor_app.domain.secrets import Secret
from editor_app.domain.text import T
from editor_app.services import practice
from editor_app.services.sealing import refused_entry, require_strong, unseal
from editor_app.storage.queries import people
from editor_app.storage.vault_file import WAY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from editor_app.domain.member import Member
    from editor_app.services.desk import Desk, Seat
    from editor_app.services.links import Secrets
    from editor_app.services.sealing import Keys
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


def for_worker(desk: Desk, member: str, passphrase: Secret | None) -> Secrets:
    """The secrets for a worker of this machine.

    Args:
        desk: whose accounts it serves.
        member: whose key opens the vault; empty = the vault's own worker passphrase.
        passphrase: None = the keyring opens it; a practice workspace needs neither.

    Raises:
        SignInFailed: wrong name or passphrase.
        Unavailable: nothing of this opens the vault.
    """
    from editor_app.storage.vault import Vault

    file = Vault.locate(desk.workspace.id)
    if passphrase is not None:
        if not member:
            return file.open_with_passphrase(passphrase)
        keys = _keys(desk, member, passphrase)
        return file.open_with_box(keys.id, keys.box)
    try:
        return file.open_with_keyring()
    except Unavailable:
        where = practice.endpoint(desk.store)
        if where is None or not desk.workspace.sample:
            raise
        return _PracticeSecrets(Secret(practice.token_of(where.state)), practice.open_secrets(desk.store))


def share(seat: Seat, member: Member, key: MemberKey) -> bool:
    """Let `member` open this machine's vault too; False = not needed, or this seat can't open it itself."""
    if not may_hold(member):
        return False
    try:
        opened(seat).share(key.id, key.box_public_key)
    except Unavailable:
        return False
    return True


def give_worker_passphrase(seat: Seat, passphrase: Secret) -> None:
    """Let a worker of this machine open the vault by this passphrase; one given before opens nothing any more.

    Raises:
        Invalid: it is too plain.
        Refused: no admin.
        Unavailable: this seat can't open the vault itself.
    """
    from editor_app.storage.vault_wraps import Cost

    require_strong(passphrase)
    require(seat.member, Deed.MANAGE_ACCOUNTS)
    vault, cost = opened(seat), seat.desk.cost
    subject = Subject("workspace", seat.desk.workspace.id)
    with seat.write(Deed.MANAGE_ACCOUNTS, "vault.give_worker_passphrase", subject):
        vault.share_with_passphrase(passphrase, Cost(cost.memory_kib, cost.passes, cost.lanes))


def take_away(seat: Seat, key: MemberKey) -> None:
    """End what a key could open on this machine, as far as this seat can open it itself."""
    from editor_app.storage.vault import Vault

    if may_hold(seat.member) and Vault.locate(seat.desk.workspace.id).exists():
        with suppress(Unavailable):
            opened(seat).unshare(key.id)


@dataclass(frozen=True, slots=True)
class _PracticeSecrets:
    """The tokens of the practice servers, which lie open in a practice workspace."""

    token: Secret
    others: Mapping[str, Secret]
    """Of accounts on what is played besides the practice platform."""

    def secret(self, name: str) -> Secret | None:
        """Its own token, else that of the practice platform; all of them are for this computer alone."""
        return self.others.get(name, self.token) if name and not name.startswith(WAY) else None


def _keys(desk: Desk, name: str, passphrase: Secret) -> Keys:
    try:
        with desk.database.read() as snapshot:
            member = people.member_by_name(snapshot, name)
            key = people.key_of(snapshot, member.id)
    except NotFound:
        raise refused_entry() from None
    if key is None:
        raise refused_entry()
    keys = unseal(key.id, key.sealed_private, passphrase, key.public_key)
    if not may_hold(member):
        raise _closed(member)
    return keys


def _closed(member: Member) -> Unavailable:
    return Unavailable(
        T("{name} is not given the secrets of accounts.", name=member.name),
        T("Ask a publisher or an admin of this machine."),
    )
