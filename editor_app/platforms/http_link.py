"""Platforms over HTTP: one step is one request and one answer, so that an adapter is pure but for its reads."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from typing_extensions import override

from editor_app.domain.identifiers import sha256
from editor_app.domain.manifest_json import Fields
from editor_app.domain.text import T
from editor_app.platforms.contract import Link, Outgoing, Platform
from editor_app.platforms.gateway import called
from editor_app.platforms.http import Client
from editor_app.platforms.outcomes import allowance, failure, unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from editor_app.domain.budget import Allowance
    from editor_app.domain.errors import PlatformError
    from editor_app.platforms.contract import Connection, Identity, Observed, Order, Sighting, Step, StepResult
    from editor_app.platforms.replies import Reply

R = TypeVar("R")
_REFUSED_FROM = 300


class HttpPlatform(Platform):
    """A platform whose steps are HTTP requests."""

    @abstractmethod
    def received(self, step: Step, order: Order, reply: Reply) -> StepResult:
        """What the answer to a done step gives. Pure.

        Raises:
            ValueError, KeyError: the answer is not what the platform gives; the outcome is unknown then.
        """

    @abstractmethod
    def words(self, reply: Reply) -> str:
        """What the server says itself about a refusal; empty when it says nothing."""

    def refusal(self, step: Step | None, reply: Reply, host: str) -> PlatformError | None:
        """The error that an answer means; None = done. Platforms add the business errors that they know.

        Args:
            step: the step that was sent; None = something was read.
            reply: the answer.
            host: for the sentence.
        """
        del step
        return failure(reply, host, self.words(reply))


class HttpLink(Link):
    """A connection to one account over HTTP; what an adapter writes is `who`, `sighting`, `seen` and `rehearsal`."""

    def __init__(self, platform: HttpPlatform, connection: Connection) -> None:
        """Open no socket yet.

        Raises:
            Rejected: the address, the proxy or the certificates can't be used.
        """
        self._platform = platform
        self._client = Client(connection, platform.deadline)
        self._own_secret = connection.secret
        self._allowance: Allowance | None = None

    @override
    def allowance(self) -> Allowance | None:
        return self._allowance

    @override
    def spent(self) -> int:
        told, self._client.sent = self._client.sent, 0
        return told

    @abstractmethod
    def authorization(self) -> Mapping[str, str]:
        """The headers that say who we are, made anew for every call."""

    def renewed(self, reply: Reply) -> bool:
        """Whether a refused sign-in was put right just now, so that the same request may go out once more."""
        del reply
        return False

    @abstractmethod
    def who(self) -> Identity:
        """See `Link.identity`; a ValueError or KeyError means that the answer was not understood."""

    @abstractmethod
    def sighting(self, step: Step, order: Order) -> Sighting:
        """See `Link.find`; errors as in `who`."""

    @abstractmethod
    def seen(self, order: Order, remote_ids: Sequence[str]) -> Observed:
        """See `Link.observe`; errors as in `who`."""

    @abstractmethod
    def rehearsal(self) -> str:
        """See `Link.rehearse`; errors as in `who`."""

    @override
    def identity(self) -> Identity:
        return self.understood("identity", self.who)

    @override
    def watermark(self, order: Order) -> str:
        return ""

    @override
    def find(self, step: Step, order: Order, watermark: str) -> Sighting:
        return self.understood("find", lambda: self.sighting(step, order))

    @override
    def observe(self, order: Order, remote_ids: Sequence[str]) -> Observed:
        return self.understood("observe", lambda: self.seen(order, remote_ids))

    @override
    def rehearse(self) -> str:
        return self.understood("rehearse", self.rehearsal)

    @override
    def perform(self, step: Step, order: Order) -> StepResult:
        outgoing = self._platform.outgoing(step, order)
        return self.understood(step.name, lambda: self.done(step, order, outgoing))

    def done(self, step: Step, order: Order, outgoing: Outgoing) -> StepResult:
        """Send the request and read the answer."""
        reply = self._answered(outgoing)
        error = self._platform.refusal(step, reply, self._client.host)
        if error is not None:
            raise error
        return replace(self._platform.received(step, order, reply), answer=sha256(reply.body))

    def take(self, outgoing: Outgoing, is_done: Callable[[Reply], bool]) -> None:
        """Send a request that takes something away; what `is_done` knows for done is no refusal."""
        self.understood("withdraw", lambda: self.tell(outgoing, is_done))

    def understood(self, what: str, call: Callable[[], R]) -> R:
        """What `call` gives; an answer that it doesn't understand is an unknown outcome."""

        def understood() -> R:
            try:
                return call()
            except (ValueError, KeyError) as strange:
                raise unknown(self._client.host, T("its answer was not understood")) from strange

        return called(what, understood)

    def _answered(self, outgoing: Outgoing) -> Reply:
        """The answer; a request that was refused for its sign-in had no effect and may go out again at once."""
        reply = self._said_to(outgoing)
        if reply.status in {400, 401} and self.renewed(reply):
            reply = self._said_to(outgoing)
        self._allowance = allowance(reply) or self._allowance
        return reply

    def _said_to(self, outgoing: Outgoing) -> Reply:
        """The answer; a refusal never carries our own secret back into sentences and logs."""
        headers = self.authorization()
        reply = self._client.send(outgoing, headers)
        if reply.status < _REFUSED_FROM:
            return reply
        own = self._own_secret.reveal().strip()
        said = [value.rpartition(" ")[2] for value in headers.values()]
        return reply.without((own, own.rpartition(":")[2], *said))

    def ask(self, method: str, target: str, also: Collection[int] = (), body: bytes = b"") -> Reply:
        """The answer to a request without public effect.

        Args:
            method: HTTP verb.
            target: path with query.
            also: statuses to hand back besides 2xx, such as 404.
            body: JSON.
        """
        headers = (("Content-Type", "application/json"),) if body else ()
        reply = self._answered(Outgoing(method, target, headers, body))
        error = None if reply.status in also else self._platform.refusal(None, reply, self._client.host)
        if error is not None:
            raise error
        return reply

    def answer(self, target: str, is_known: Callable[[Reply], bool]) -> Reply:
        """The answer to a read; a refusal is handed back only when `is_known` says so."""
        return self.tell(Outgoing("GET", target), is_known)

    def tell(self, outgoing: Outgoing, is_known: Callable[[Reply], bool] = lambda _reply: False) -> Reply:
        """The answer to a request of any kind; a refusal is handed back only when `is_known` says so."""
        reply = self._answered(outgoing)
        error = None if is_known(reply) else self._platform.refusal(None, reply, self._client.host)
        if error is not None:
            raise error
        return reply

    def fields(self, target: str) -> Fields:
        """The JSON object or array at `target`.

        Raises:
            ValueError: the answer is no JSON.
        """
        return Fields(self.ask("GET", target).json())

    @override
    def close(self) -> None:
        self._client.close()
