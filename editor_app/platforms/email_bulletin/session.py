"""A signed-in connection to a mail server: encrypted before anything secret is said, and honest about what was taken.

Until the last dot of a letter has left, the server must forget it when the connection breaks (RFC 5321 4.1.1.4), so
nothing was sent. From then on only its answer tells.
"""

from __future__ import annotations

import contextlib
import re
import smtplib
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

from typing_extensions import override

from editor_app.domain.errors import AuthExpired
from editor_app.domain.text import T
from editor_app.platforms.email_bulletin.refusals import LATER, later, no_encryption, no_sign_in, refused_by

if TYPE_CHECKING:
    import ssl
    from collections.abc import Sequence

    from editor_app.platforms.email_bulletin.settings import Server
    from editor_app.platforms.site_sftp.timed import Timed

_QUIT_SECONDS = 2.0
_CONSENT, _NO_CODE = 200, 600
_LINE_START = re.compile(rb"^\.", re.MULTILINE)
_MAILBOX = re.compile(r"4\.2\.[0-9]+\b")
"""An enhanced status that speaks of one mailbox (RFC 3463): full, disabled; it must not keep all others waiting."""


@dataclass(frozen=True, slots=True)
class Login:
    """Who signs in; without a name nobody does."""

    name: str
    password: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What a server said of a letter."""

    queue: str
    """Its words behind 250, which name the queue; empty when it took the letter for nobody."""
    refused: tuple[tuple[str, str], ...]
    """Recipients that it doesn't take, each with its words."""


class CountedSmtp(smtplib.SMTP):
    """What is said to a server, counted."""

    commands: int = 0
    """How many commands went out, sign-in and encryption included; a letter's own lines are none."""

    @override
    def putcmd(self, cmd: str, args: str = "") -> None:
        self.commands += 1
        super().putcmd(cmd, args)


class Session:
    """One open connection."""

    def __init__(self, smtp: CountedSmtp, ending: Ending, host: str, greeting: str) -> None:
        self._smtp = smtp
        self._host = host
        self.ending = ending
        self.greeting = greeting

    @property
    def commands(self) -> int:
        """How many commands went over it."""
        return self._smtp.commands

    def check(self, sender: str, recipient: str) -> None:
        """Ask whether the server would take a letter, and take it back.

        Raises:
            Rejected, RateLimited: it would not.
        """
        self._begin(sender)
        code, words = self._said(f"RCPT TO:<{recipient}>")
        self._said("RSET")
        if code >= LATER:
            raise refused_by(self._host, code, words)

    def send(self, sender: str, recipients: Sequence[str], letter: bytes, timed: Timed) -> Taken:
        """Hand a letter over.

        Raises:
            Rejected, RateLimited: the server takes it for nobody, now or ever.
            OSError, SMTPException: the connection broke; whether before the last dot, `timed` knows.
        """
        self._begin(sender)
        refused = self._refused(recipients)
        if len(refused) == len(recipients):
            self._said("RSET")
            return Taken("", refused)
        code, words = self._said("DATA")
        if code != 354:
            raise refused_by(self._host, code, words)
        self._wire().sendall(_LINE_START.sub(b"..", letter))
        timed.shows()
        self._wire().sendall(b".\r\n")
        code, said = self._smtp.getreply()
        if code == 250:
            return Taken(_text(said), refused)
        if code == 421 or not LATER <= code < _NO_CODE:
            raise smtplib.SMTPServerDisconnected  # 421 is said by servers that close, whatever became of the letter
        raise refused_by(self._host, code, _text(said))

    def abandon(self) -> None:
        """Let go of the connection without a word."""
        self._smtp.close()
        self.ending.close()

    def close(self) -> None:
        """Take leave; who doesn't answer is left."""
        with contextlib.suppress(OSError, smtplib.SMTPException):
            self._wire().settimeout(_QUIT_SECONDS)
            self._smtp.docmd("QUIT")
        self.abandon()

    def _begin(self, sender: str) -> None:
        code, words = self._said(f"MAIL FROM:<{sender}>")
        if code >= LATER:
            with contextlib.suppress(smtplib.SMTPException):
                self._said("RSET")
            raise refused_by(self._host, code, words)

    def _refused(self, recipients: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """Whom the server doesn't take.

        Raises:
            RateLimited: it asks to come again for one; nobody gets this letter before.
        """
        refused = []
        for recipient in recipients:
            code, words = self._said(f"RCPT TO:<{recipient}>")
            if code < LATER:
                continue
            if code < 500 and not _MAILBOX.search(words):
                with contextlib.suppress(smtplib.SMTPException):
                    self._said("RSET")
                raise later(self._host, code, words)
            refused.append((recipient, f"{code} {words}"))
        return tuple(refused)

    def _said(self, command: str) -> tuple[int, str]:
        code, words = self._smtp.docmd(command)
        if not _CONSENT <= code < _NO_CODE:
            raise smtplib.SMTPServerDisconnected("an answer that tells nothing")
        return code, _text(words)

    def _wire(self) -> socket.socket:
        wire = self._smtp.sock
        if wire is None:
            raise smtplib.SMTPServerDisconnected
        return wire


def opened(server: Server, login: Login, context: ssl.SSLContext | None, timed: Timed, seconds: float) -> Session:
    """A new connection, encrypted and signed in.

    Args:
        server: where it listens.
        login: who we are.
        context: whom we trust; None = a server of this computer, without encryption.
        timed: closes it at the deadline.
        seconds: how long one answer may take.

    Raises:
        AuthExpired: the server doesn't let this user in.
        Rejected: it offers no encryption or no sign-in.
        RateLimited: it asks to come later.
        OSError, SMTPException: the connection can't be opened.
    """
    raw = socket.create_connection((server.host, server.port), seconds)
    with contextlib.ExitStack() as failed:
        failed.callback(raw.close)
        ending = Ending(raw)
        failed.callback(ending.close)
        timed.holds(ending)
        smtp = CountedSmtp(local_hostname=_own_name(raw), timeout=seconds)
        failed.callback(smtp.close)
        smtp.sock = context.wrap_socket(raw, server_hostname=server.host) if context and server.is_tls else raw
        code, words = smtp.getreply()
        if code != 220:
            raise refused_by(server.host, code, _text(words))
        smtp.ehlo_or_helo_if_needed()
        if context is not None and not server.is_tls:
            _encrypt(smtp, server, context)
        _sign_in(smtp, login, server.host)
        failed.pop_all()
    return Session(smtp, ending, server.host, _text(words))


class Ending:
    """Wakes whoever waits for an answer: closing alone would not."""

    def __init__(self, raw: socket.socket) -> None:
        self._raw = raw.dup()

    def close(self) -> None:
        """End the connection, also while somebody else waits for it; once more does nothing."""
        with contextlib.suppress(OSError):
            self._raw.shutdown(socket.SHUT_RDWR)
        self._raw.close()


def _encrypt(smtp: smtplib.SMTP, server: Server, context: ssl.SSLContext) -> None:
    """Begin TLS; what was said before is forgotten, so that nobody between us can have slipped anything in."""
    if not smtp.has_extn("starttls"):
        raise no_encryption(server.host)
    code, words = smtp.docmd("STARTTLS")
    if code != 220 or smtp.sock is None:
        raise refused_by(server.host, code, _text(words))
    smtp.sock = context.wrap_socket(smtp.sock, server_hostname=server.host)
    smtp.file = None
    smtp.helo_resp = smtp.ehlo_resp = None
    smtp.esmtp_features, smtp.does_esmtp = {}, False
    smtp.ehlo_or_helo_if_needed()


def _sign_in(smtp: smtplib.SMTP, login: Login, host: str) -> None:
    if not login.name:
        return
    try:
        smtp.login(login.name, login.password)
    except smtplib.SMTPAuthenticationError as wrong:
        if wrong.smtp_code < 500:
            raise later(host, wrong.smtp_code, _text(wrong.smtp_error)) from wrong
        raise AuthExpired(
            T("{host} doesn't let {user} in.", host=host, user=login.name),
            T("Check user name and password, and connect the account again."),
        ) from wrong
    except smtplib.SMTPNotSupportedError as missing:
        raise no_sign_in(host) from missing


def _own_name(raw: socket.socket) -> str:
    """How we greet: by our address, because no name of this computer needs to be known (RFC 5321 4.1.3)."""
    own = str(raw.getsockname()[0]).partition("%")[0]
    return f"[IPv6:{own}]" if ":" in own else f"[{own}]"


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words
