"""The operating system's keyring, used only where it is a real one: each kind is on a list, and else we say why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.errors import Unavailable
from editor_app.domain.secrets import Secret
from editor_app.domain.text import T

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE = "press-desk"
_TRUSTED = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
    }
)
"""Kinds that keep a secret under the login of the operating system; no files, no null, no fail."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """A keyring that may hold the key of a vault."""

    backend: KeyringBackend

    @property
    def name(self) -> str:
        """As the operating system calls it."""
        return type(self.backend).__module__.rpartition(".")[2]

    def secret(self, name: str) -> Secret | None:
        """The secret of that name; None = never kept.

        Raises:
            Unavailable: the keyring is locked or doesn't answer.
        """
        from keyring.errors import KeyringError

        try:
            found = self.backend.get_password(_SERVICE, name)
        except (KeyringError, RuntimeError) as error:
            raise _locked(self.name) from error
        return None if found is None else Secret(found)

    def keep(self, name: str, secret: Secret) -> None:
        """Keep a secret.

        Raises:
            Unavailable: the keyring is locked or doesn't answer.
        """
        from keyring.errors import KeyringError

        try:
            self.backend.set_password(_SERVICE, name, secret.reveal())
        except (KeyringError, RuntimeError) as error:
            raise _locked(self.name) from error


def system_keyring() -> Keyring:
    """The keyring of this computer.

    Raises:
        Unavailable: there is none, or only one that isn't trusted; the sentence says which.
    """
    import keyring

    active = keyring.get_keyring()
    for each in (active, *getattr(active, "backends", ())):
        if _full_name(each) in _TRUSTED:
            return Keyring(each)
    raise Unavailable(
        T("This computer offers no keyring that keeps secrets safely (found: {found}).", found=_full_name(active)),
        T("Unlock the login keyring of the desktop, or open the vault with your own passphrase."),
    )


def _full_name(backend: object) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def _locked(name: str) -> Unavailable:
    return Unavailable(
        T("The keyring of this computer ({name}) is locked or doesn't answer.", name=name),
        T("Unlock the login keyring of the desktop, or open the vault with your own passphrase."),
    )
