"""The connection to a mail server: one for all letters of an account, opened again when the server has closed it."""

from __future__ import annotations

import smtplib
import socket
import ssl
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from typing_extensions import override

from editor_app.domain.errors import AuthExpired, DeskError, PlatformError, Rejected
from editor_app.domain.identifiers import sha256
from editor_app.domain.text import T, T_n, Text
from editor_app.platforms.contract import Identity, Link, Platform, Unclear
from editor_app.platforms.email_bulletin.addresses import recipients
from editor_app.platforms.email_bulletin.letters import batches, letter, named
from editor_app.platforms.email_bulletin.session import Login, Session, Taken, opened
from editor_app.platforms.email_bulletin.settings import checked_settings, server_of
from editor_app.platforms.gateway import called
from editor_app.platforms.http import trusted
from editor_app.platforms.outcomes import brief, refused, sign_in_refused, unknown, unreachable
from editor_app.platforms.site_sftp.timed import Timed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor_app.platforms.contract import Connection, Observed, Order, Sighting, Step, StepResult

R = TypeVar("R")
_BROKEN = (OSError, EOFError, smtplib.SMTPException)
_NAMED = 5
"""So many refused recipients are named in a sentence."""
_VERSION = 60


class MailLink(Link):
    """A connection as one user of a mail server, or as nobody where it asks for no name."""

    def __init__(self, platform: Platform, connection: Connection) -> None:
        """Open no socket yet.

        Raises:
            Rejected: no address of a mail server, or unreadable certificates.
            Invalid: a setting that can't be used.
        """
        self._settings = checked_settings(connection.options)
        self._server = server_of(connection.url)
        self._readers = connection.options.get("to", "")
        self._secret = connection.secret
        self._certificates = connection.certificates
        self._seconds = platform.deadline.total_seconds()
        self._session: Session | None = None
        self._said_before = 0
        """Commands over connections that are closed."""
        self._asked = 0

    @override
    def identity(self) -> Identity:
        session = self._timed("identity", lambda _timed, session: session)
        sender, host = self._settings["sender"], self._server.host
        return Identity(
            remote_uid=f"mail:{sender}",
            name=f"{self._settings['sender_name'] or sender} ({host})",
            version=brief(session.greeting)[:_VERSION],
            may_publish=True,
            notes=(self._counted(), T("Letters can't be called back or read again once a server has them.")),
        )

    def _counted(self) -> Text:
        try:
            found = recipients(self._readers)
        except DeskError as wrong:
            raise Rejected(wrong.message, wrong.next_step) from wrong
        return T_n(
            "{count} recipient; {repeated} repeated lines are passed over.",
            "{count} recipients; {repeated} repeated lines are passed over.",
            count=len(found.addresses),
            repeated=found.repeated,
        )

    @override
    def perform(self, step: Step, order: Order) -> StepResult:
        readers = batches(order.payload)[step.ordinal - 1]
        if not readers:
            raise Rejected(T("Nobody is named as recipient."), T("Connect the account again with its recipients."))
        sender, content = order.payload.option("sender"), letter(order, step.ordinal)
        taken = self._timed("letter", lambda timed, session: session.send(sender, readers, content, timed))
        self._require_anybody(step, order, taken)
        said = "\n".join(f"{who}: {brief(words)}" for who, words in taken.refused)
        return replace(named(step, order, brief(taken.queue), said), answer=sha256(taken.queue.encode()))

    def _require_anybody(self, step: Step, order: Order, taken: Taken) -> None:
        """Pass unless the last letter leaves nobody at all who was written to.

        Raises:
            Rejected: every recipient of every letter was refused.
        """
        earlier = [order.late.get(f"queue/{n}", "") for n in range(1, step.ordinal)]
        if not taken.queue and not any(earlier) and step.ordinal == len(batches(order.payload)):
            raise refused(self._server.host, taken.refused[-1][1])

    @override
    def watermark(self, order: Order) -> str:
        return ""

    @override
    def find(self, step: Step, order: Order, watermark: str) -> Sighting:
        known = named(step, order).remote_id
        return Unclear(T("Mail can't be read back. Look into the server's log for the letter <{id}>.", id=known))

    @override
    def observe(self, order: Order, remote_ids: Sequence[str]) -> Observed:
        raise Rejected(self._told(order), T("Letters can't be read back; look into a mailbox of your own."))

    def _told(self, order: Order) -> Text:
        """What can be said of letters that are out: what the server took, and whom it refused."""
        letters = batches(order.payload)
        refusals = [line for n in range(1, len(letters) + 1) for line in order.late.get(f"refused/{n}", "").split("\n")]
        whom = [line for line in refusals if line]
        count = sum(map(len, letters))
        queue = next((order.late[f"queue/{n}"] for n in range(1, len(letters) + 1) if order.late.get(f"queue/{n}")), "")
        said = T(
            "{host} took it for {taken} of {count} recipients (“{queue}”).",
            host=self._server.host, taken=count - len(whom), count=count, queue=queue,
        )  # fmt: skip
        if not whom:
            return said
        more = "…" if len(whom) > _NAMED else ""
        return T("{said} Refused: {whom}", said=said, whom="; ".join(whom[:_NAMED]) + more)

    @override
    def rehearse(self) -> str:
        sender = self._settings["sender"]
        self._timed("rehearse", lambda _timed, session: session.check(sender, sender))
        return ""  # a letter that nobody gets can't be sent

    @override
    def spent(self) -> int:
        said = self._said_before + (self._session.commands if self._session is not None else 0)
        told, self._asked = said - self._asked, said
        return told

    @override
    def close(self) -> None:
        session = self._let_go()
        if session is not None:
            session.close()

    def _let_go(self) -> Session | None:
        """The open connection, which is ours no more."""
        session, self._session = self._session, None
        self._said_before += session.commands if session is not None else 0
        return session

    def _timed(self, what: str, deed: Callable[[Timed, Session], R]) -> R:
        """What the deed gives within the deadline, or one of the five errors."""
        return called(what, lambda: self._within(deed))

    def _within(self, deed: Callable[[Timed, Session], R]) -> R:
        timed = Timed()
        host = self._server.host
        try:
            return timed.within(self._seconds, lambda: self._over(timed, deed))
        except PlatformError:
            raise
        except _BROKEN as broken:
            self._drop()
            why = _why(broken)
            raise (unknown(host, why) if timed.may_show else unreachable(host, why)) from broken
        except ValueError:
            self._drop()
            raise sign_in_refused(host) from None

    def _over(self, timed: Timed, deed: Callable[[Timed, Session], R]) -> R:
        """Do it over the open connection; one that the server has closed meanwhile is opened anew, once."""
        if self._session is not None:
            try:
                timed.holds(self._session.ending)
                return deed(timed, self._session)
            except _BROKEN:
                if timed.may_show:
                    raise
                self._drop()
        self._session = opened(self._server, self._login(), self._context(), timed, self._seconds)
        return deed(timed, self._session)

    def _drop(self) -> None:
        session = self._let_go()
        if session is not None:
            with suppress(*_BROKEN):
                session.abandon()

    def _login(self) -> Login:
        said = self._secret.reveal().strip()
        name, colon, password = said.partition(":")
        if said and not (colon and name and password and said.isascii()):
            raise AuthExpired(
                T("{host} needs a user name and a password, or neither.", host=self._server.host),
                T("Connect the account again with both, joined by a colon."),
            )
        return Login(name, password)

    def _context(self) -> ssl.SSLContext | None:
        """Whom we trust; to this computer itself letters may go without encryption."""
        if self._server.is_here and not self._server.is_tls and not self._certificates:
            return None
        return trusted(self._certificates)


def _why(error: BaseException) -> Text:
    if isinstance(error, ssl.SSLCertVerificationError) or "certificate" in str(error).lower():
        return T("its certificate is not trusted here")
    if isinstance(error, TimeoutError):
        return T("no answer in time")
    if isinstance(error, ConnectionRefusedError | socket.gaierror):
        return T("the connection could not be opened")
    return T("the connection broke off")
