"""Open links to accounts, one for each and kept while they work, so that sessions and tokens are not asked twice."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Protocol

from editor_app.domain.canonical import canonical_text, parsed
from editor_app.domain.errors import AuthExpired, DeskError, PlatformError
from editor_app.domain.manifest_json import Fields
from editor_app.domain.text import T
from editor_app.platforms.contract import Connection
from editor_app.platforms.gateway import called
from editor_app.storage.vault_file import WAY

if TYPE_CHECKING:
    from editor_app.domain.account import Account
    from editor_app.domain.identifiers import AccountId
    from editor_app.domain.secrets import Secret
    from editor_app.platforms.contract import Link, Platform
    from editor_app.platforms.registry import Registry


class Secrets(Protocol):
    """Where the secrets of accounts are kept; an open vault."""

    def secret(self, name: str) -> Secret | None:
        """The secret of that name; None = there is none."""
        ...


class Links:
    """A link for each account in use; every account is served by one thread at a time."""

    def __init__(self, platforms: Registry, secrets: Secrets) -> None:
        self._platforms = platforms
        self._secrets = secrets
        self._open: dict[AccountId, Link] = {}
        self._lock = threading.Lock()

    def link(self, account: Account) -> Link:
        """The account's link, opened when there is none.

        Raises:
            PlatformError: this machine's vault has no secret for the account, or nothing is installed that serves it.
        """
        with self._lock:
            known = self._open.get(account.id)
        if known is not None:
            return known
        made = _opened(self._platforms.of(account.platform), connection_of(account, self._secrets))
        with self._lock:
            self._open[account.id] = made
        return made

    def forget(self, account: AccountId) -> None:
        """Close the account's link; the next use opens a new one."""
        with self._lock:
            gone = self._open.pop(account, None)
        if gone is not None:
            gone.close()

    def close(self) -> None:
        """Close every link."""
        with self._lock:
            gone, self._open = list(self._open.values()), {}
        for link in gone:
            link.close()


def _opened(platform: Platform, connection: Connection) -> Link:
    """A new link; whatever a package of others raises instead is an outcome in words, as at every call to it."""

    def opened() -> Link | DeskError:
        try:
            return platform.link(connection)
        except PlatformError:
            raise
        except DeskError as said:
            return said  # in words already, such as a setting that is wrong

    made = called("link", opened)
    if isinstance(made, DeskError):
        raise made
    return made


def way_of(account: Account) -> str:
    """Where the account's secret goes to and past whom: address, proxy, and the authority that is trusted."""
    own = {name: account.options.get(name, "") for name in ("proxy", "certificates")}
    return canonical_text({"url": account.url, **own})


def require_own_way(account: Account, secrets: Secrets) -> None:
    """Pass when this machine's secret was kept for where the account leads now: see docs/adr/0067.

    Raises:
        AuthExpired: somebody altered the workspace, or connected the account another way on another machine.
    """
    way = secrets.secret(f"{WAY}{account.id}")
    if way is not None and way.reveal() != way_of(account):
        raise _elsewhere(account)


def require_own_address(account: Account, secrets: Secrets) -> None:
    """Pass when the account's address, which never changes, is the one for which this machine kept its secret.

    Raises:
        AuthExpired: somebody altered the workspace.
    """
    way = secrets.secret(f"{WAY}{account.id}")
    if way is not None and Fields(parsed(way.reveal().encode())).text("url") != account.url:
        raise _elsewhere(account)


def _elsewhere(account: Account) -> AuthExpired:
    return AuthExpired(
        T("“{name}” leads elsewhere than when its credentials were kept here; they were not sent.", name=account.name),
        T("Compare its address, proxy and certificates with an admin, then connect it again on this machine."),
    )


def connection_of(account: Account, secrets: Secrets) -> Connection:
    """How the account is reached from this machine.

    Raises:
        AuthExpired: no secret for it here, or it was kept for another address.
    """
    require_own_way(account, secrets)
    secret = secrets.secret(account.id)
    if secret is None:
        raise AuthExpired(
            T("This machine has no credentials for “{name}”.", name=account.name),
            T("A publisher or admin connects the account again on this machine."),
        )
    return Connection(
        account.url,
        secret,
        account.options,
        proxy=account.options.get("proxy", ""),
        certificates=account.options.get("certificates", ""),
    )
