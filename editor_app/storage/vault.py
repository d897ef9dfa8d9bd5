"""The vault: tokens of accounts under one random key, in the user's own folder, never in a workspace or a backup.

The vault key is wrapped by the keyring of the operating system, sealed to the members who may send, and, for an
unattended worker, under a passphrase of its own. Whoever opens one of these wraps reads every secret.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from typing_extensions import override

from editor_app.domain.canonical import canonical, parsed
from editor_app.domain.errors import SignInFailed, Unavailable
from editor_app.domain.secrets import Secret
from editor_app.domain.text import T
from editor_app.storage import vault_wraps as wraps
from editor_app.storage.keyrings import system_keyring
from editor_app.storage.places import user_folder
from editor_app.storage.vault_file import WAY, Contents, change, damaged, read_contents

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from editor_app.domain.identifiers import KeyId, WorkspaceId
    from editor_app.storage.vault_wraps import Cost, Sealed

_KEY_BYTES = 32
_KEYRING, _PASSPHRASE, _SECRETS = "keyring", "passphrase", "secrets"


@dataclass(frozen=True, slots=True)
class Vault:
    """The vault of one workspace for this user of this machine, closed."""

    workspace: WorkspaceId
    path: Path

    @staticmethod
    def locate(workspace: WorkspaceId) -> Vault:
        """Where the vault of a workspace is (or will be) on this machine."""
        return Vault(workspace, user_folder() / "vaults" / f"{workspace}.json")

    def exists(self) -> bool:
        """Whether it was made."""
        return self.path.is_file()

    def create(self) -> OpenVault:
        """Make an empty vault, wrapped by the keyring where there is one; without one, share it before closing.

        Raises:
            Unavailable: it exists already, or the disk doesn't take it.
        """
        made = OpenVault(self, os.urandom(_KEY_BYTES))

        def first(before: Contents | None) -> Contents:
            if before is not None:
                raise Unavailable(T("This workspace has a vault on this computer already."), T("Open it instead."))
            return Contents({}, made.sealed({}))

        change(self.path, first)
        with contextlib.suppress(Unavailable):  # no keyring: members' keys open the vault
            made.share_with_keyring()
        return made

    def open_with_keyring(self) -> OpenVault:
        """Open with the key in the keyring of this computer.

        Raises:
            Unavailable: no keyring, or it doesn't know this vault.
        """
        sealed = self._wrap(_KEYRING)
        kept = system_keyring().secret(self.workspace)
        if kept is None:
            raise _not_given()
        return self._opened(wraps.under_key(sealed, bytes.fromhex(kept.reveal()), self.purpose(_KEYRING)))

    def open_with_box(self, key: KeyId, private: bytes) -> OpenVault:
        """Open with a member's X25519 private key (32 bytes).

        Raises:
            Unavailable: the vault isn't shared with that key.
        """
        name = _box(key)
        return self._opened(wraps.under_box(self._wrap(name), private, self.purpose(name)))

    def open_with_passphrase(self, passphrase: Secret) -> OpenVault:
        """Open with the worker's passphrase.

        Raises:
            SignInFailed: it is wrong.
            Unavailable: the vault has none.
        """
        key = wraps.under_passphrase(self._wrap(_PASSPHRASE), passphrase, self.purpose(_PASSPHRASE))
        if key is None:
            raise SignInFailed(T("The passphrase does not open the vault."), T("Try again; mind the keyboard layout."))
        return self._opened(key)

    def purpose(self, name: str) -> bytes:
        """What a sealed text is bound to, so that none can be put in the place of another."""
        return b"press-desk-vault-v1\0" + f"{self.workspace}\0{name}".encode()

    def _wrap(self, name: str) -> Sealed:
        found = read_contents(self.path).wraps.get(name)
        if found is None:
            raise _not_given()
        return found

    def _opened(self, key: bytes | None) -> OpenVault:
        if key is None or len(key) != _KEY_BYTES:
            raise damaged()
        return OpenVault(self, key)


class OpenVault:
    """A vault whose key is in memory; each call reads the file anew, so that other processes' changes are seen."""

    def __init__(self, vault: Vault, key: bytes) -> None:
        self._vault = vault
        self._key = key

    @override
    def __repr__(self) -> str:
        return f"OpenVault({self._vault.workspace})"

    def secret(self, name: str) -> Secret | None:
        """The secret of that name; None = not kept."""
        found = self._secrets(read_contents(self._vault.path)).get(name)
        return None if found is None else Secret(found)

    def names(self) -> list[str]:
        """What is kept."""
        kept = self._secrets(read_contents(self._vault.path))
        return sorted(name for name in kept if not name.startswith(WAY))

    def keep(self, name: str, secret: Secret, way: str = "") -> None:
        """Keep a secret in place of an older one, and with it the one way for which it is meant."""
        self._change_secrets(lambda secrets: {**secrets, name: secret.reveal(), **({WAY + name: way} if way else {})})

    def forget(self, name: str) -> None:
        """Forget a secret."""
        gone = {name, WAY + name}
        self._change_secrets(lambda secrets: {each: value for each, value in secrets.items() if each not in gone})

    def share(self, key: KeyId, box_public_key: bytes) -> None:
        """Let the holder of a key open the vault too."""
        self._add_wrap(_box(key), wraps.to_box(self._key, box_public_key, self._vault.purpose(_box(key))))

    def unshare(self, key: KeyId) -> None:
        """Take the vault away from a key; who saw the tokens still knows them, so renew those at the platforms."""
        change(
            self._vault.path,
            lambda old: Contents(
                {name: sealed for name, sealed in _there(old).wraps.items() if name != _box(key)}, _there(old).secrets
            ),
        )

    def share_with_passphrase(self, passphrase: Secret, cost: Cost = wraps.PRODUCTION) -> None:
        """Let whoever knows the passphrase open the vault: for an unattended worker."""
        sealed = wraps.to_passphrase(self._key, passphrase, cost, self._vault.purpose(_PASSPHRASE))
        self._add_wrap(_PASSPHRASE, sealed)

    def share_with_keyring(self) -> None:
        """Let this user of this computer open the vault without a passphrase.

        Raises:
            Unavailable: the computer has no keyring that may be trusted.
        """
        key = os.urandom(_KEY_BYTES)
        system_keyring().keep(self._vault.workspace, Secret(key.hex()))
        self._add_wrap(_KEYRING, wraps.to_key(self._key, key, self._vault.purpose(_KEYRING)))

    def sealed(self, secrets: dict[str, str]) -> Sealed:
        """Secrets under the vault key."""
        return wraps.to_key(canonical(dict(secrets)), self._key, self._vault.purpose(_SECRETS))

    def _add_wrap(self, name: str, sealed: Sealed) -> None:
        change(self._vault.path, lambda old: replace(_there(old), wraps={**_there(old).wraps, name: sealed}))

    def _change_secrets(self, changed: Callable[[dict[str, str]], dict[str, str]]) -> None:
        change(
            self._vault.path,
            lambda old: replace(_there(old), secrets=self.sealed(changed(self._secrets(_there(old))))),
        )

    def _secrets(self, contents: Contents) -> dict[str, str]:
        plain = wraps.under_key(contents.secrets, self._key, self._vault.purpose(_SECRETS))
        if plain is None:
            raise damaged()
        value = parsed(plain)
        return {name: str(each) for name, each in value.items()} if isinstance(value, dict) else {}


def _box(key: KeyId) -> str:
    return f"box:{key}"


def _there(contents: Contents | None) -> Contents:
    if contents is None:
        raise Unavailable(
            T("This computer has no vault for this workspace yet."), T("Connect an account on this computer first.")
        )
    return contents


def _not_given() -> Unavailable:
    return Unavailable(
        T("You are not given the vault of this computer."),
        T("Ask a publisher or an admin of this computer to share it with you."),
    )
