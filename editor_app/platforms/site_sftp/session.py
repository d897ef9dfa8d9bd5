"""A signed-in SFTP connection: the host key is compared before anything secret is said.

No agent, no known_hosts and no settings of the machine take part: the account alone says whom we trust and who we are.
"""

from __future__ import annotations

import contextlib
import io
import logging
import socket
from typing import TYPE_CHECKING

from editor_app.domain.errors import AuthExpired
from editor_app.domain.text import T
from editor_app.platforms.site_sftp.host_keys import fingerprint, require_pinned

if TYPE_CHECKING:
    import paramiko

    from editor_app.platforms.site_sftp.place import Login, Place
    from editor_app.platforms.site_sftp.timed import Timed

_LONGEST_VERSION = 60


class Session:
    """One open connection."""

    def __init__(self, transport: paramiko.Transport, sftp: paramiko.SFTPClient) -> None:
        self._transport = transport
        self.sftp = sftp
        self.root = ""
        """The site's folder as the server resolves it; empty = it was not looked up yet."""

    @property
    def version(self) -> str:
        """What the server says it runs."""
        return str(self._transport.remote_version).removeprefix("SSH-2.0-")[:_LONGEST_VERSION]

    @property
    def requests(self) -> int:
        """How many requests of SFTP went over it, the greeting included: the client numbers them from one on."""
        return int(self.sftp.request_number)

    @property
    def is_open(self) -> bool:
        """Whether nobody has closed it, as far as is known."""
        return bool(self._transport.is_active())

    def close(self) -> None:
        """End it, also while somebody waits for an answer."""
        self._transport.close()


def opened(place: Place, pinned: str, login: Login, timed: Timed, seconds: float) -> Session:
    """A new connection, signed in.

    Raises:
        Rejected: it shows another host key than the pinned one, or none is pinned.
        AuthExpired: the server doesn't let this user in, or the key can't be used.
        OSError, EOFError, SSHException: the connection can't be opened.
    """
    import paramiko

    logging.getLogger("paramiko").setLevel(logging.CRITICAL)  # it logs every broken connection as an error of its own
    raw = socket.create_connection((place.host, place.port), seconds)
    timed.holds(raw)
    transport = paramiko.Transport(raw)
    timed.holds(transport)
    with contextlib.ExitStack() as failed:
        failed.callback(transport.close)
        transport.banner_timeout = transport.auth_timeout = seconds
        transport.start_client(timeout=seconds)
        key = transport.get_remote_server_key()
        require_pinned(place.shown, pinned, fingerprint(key.asbytes()), key.get_name())
        _sign_in(transport, login, place.shown)
        client = paramiko.SFTPClient.from_transport(transport)
        if client is None:
            raise EOFError
        client.get_channel().settimeout(seconds)
        failed.pop_all()
    return Session(transport, client)


def _sign_in(transport: paramiko.Transport, login: Login, host: str) -> None:
    import paramiko

    try:
        if login.key:
            transport.auth_publickey(login.user, _private_key(login, host))
        else:
            transport.auth_password(login.user, login.password.reveal(), fallback=False)
    except paramiko.AuthenticationException as refused:
        raise AuthExpired(
            T("{host} doesn't let {user} in.", host=host, user=login.user),
            T("Check user name, password or key, and connect the account again."),
        ) from refused


def _private_key(login: Login, host: str) -> paramiko.PKey:
    """The key, of whatever kind.

    Raises:
        AuthExpired: it has a passphrase, or is broken.
    """
    import paramiko

    for kind in (paramiko.Ed25519Key, paramiko.ECDSAKey, paramiko.RSAKey):
        try:
            return kind.from_private_key(io.StringIO(login.key.reveal()))
        except paramiko.PasswordRequiredException:
            raise AuthExpired(
                T("The private key for {host} has a passphrase.", host=host),
                T("Give a key of its own without one; the vault keeps it under lock."),
            ) from None
        except (paramiko.SSHException, ValueError, IndexError):
            continue
    raise AuthExpired(
        T("The private key for {host} can't be read.", host=host), T("Paste the whole file, from BEGIN to END.")
    )
