"""The connection to one own client: every request is signed, and what it says of a delivery settles a lost answer."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote
from uuid import uuid4

from typing_extensions import override

from editor_app.domain.canonical import canonical
from editor_app.domain.errors import Rejected
from editor_app.domain.manifest_json import Fields
from editor_app.domain.recall import keys_of
from editor_app.domain.text import T
from editor_app.platforms.cap import Kind, Message, cancelled, message_in
from editor_app.platforms.contract import Absent, Found, Identity, Observed, Outgoing, StepResult, Unclear
from editor_app.platforms.http_link import HttpLink
from editor_app.platforms.outcomes import sign_in_refused
from editor_app.platforms.tracing import Tracing
from editor_app.platforms.webhook.envelope import EARLIER, NONE, REFERENCES, alert_in, observed, posted, says_gone
from editor_app.platforms.webhook.signing import DELIVERY, SHORTEST_SECRET, signature_headers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from editor_app.platforms.contract import Order, Sighting, Step
    from editor_app.platforms.replies import Reply

_KEY = "{delivery}"


class WebhookLink(HttpLink, Tracing):
    """A receiver that shares a secret with us."""

    _status: str | None = None
    """Where it says what became of a delivery, as it declared; None = it was not asked yet, empty = it doesn't say."""

    @override
    def authorization(self) -> Mapping[str, str]:
        return {}  # each request is signed for itself

    @override
    def _said_to(self, outgoing: Outgoing) -> Reply:
        secret = self._own_secret
        if len(secret.reveal().strip()) < SHORTEST_SECRET:
            raise sign_in_refused(self._client.host)
        headers = signature_headers(outgoing, secret, int(time.time()), uuid4().hex)
        return self._client.send(outgoing, headers).without((secret.reveal().strip(),))

    @override
    def done(self, step: Step, order: Order, outgoing: Outgoing) -> StepResult:
        if step.name != EARLIER:
            return super().done(step, order, outgoing)
        earlier = self._alert(keys_of(order.payload)[0])
        return StepResult({REFERENCES: earlier.reference if earlier is not None else NONE})

    def withdraw(self, outgoing: Outgoing, order: Order, key: str) -> None:
        """Take a document away; a notice for machines goes along as its cancellation."""

        def told() -> Outgoing:
            earlier = self._alert(key) if self._is_declared() else None
            if earlier is None or earlier.kind is Kind.CANCEL:
                return outgoing
            alert = cancelled(earlier, order.key).as_bytes().decode()
            body = canonical({"v": 1, "event": "withdrawn", "cap": alert})
            return replace(outgoing, headers=(*outgoing.headers, ("Content-Type", "application/json")), body=body)

        self.take(self.understood("earlier", told), says_gone)

    def _alert(self, key: str) -> Message | None:
        """What the client tells machines of a delivery; None = nothing."""
        told = self._told(key)
        said = alert_in(Fields(told.optional("document"))) if told is not None else ""
        return message_in(said.encode()) if said else None

    @override
    def who(self) -> Identity:
        reply = self.ask("GET", "/")
        told = Fields(reply.json())
        self._status = _declared(told)
        notes = () if self._status else (T("It doesn't say what became of a delivery: a lost answer is for a person."),)
        return Identity(
            remote_uid=f"webhook:{told.text('uid')}",
            name=told.text("name"),
            version=told.text("version"),
            may_publish=True,
            notes=notes,
            server_time=reply.server_time,
        )

    @override
    def sighting(self, step: Step, order: Order) -> Sighting:
        if step.name != "publish":
            return Absent()
        told = self._told(order.key)
        if told is None:
            return Absent()
        if told.optional("visible") is not True:
            return Unclear(T("The client has the document and doesn't show it."))
        return Found(posted(told, order))

    @override
    def find(self, step: Step, order: Order, watermark: str) -> Sighting:
        if not self._is_declared():
            return Unclear(T("This client doesn't say what became of a delivery; look at it yourself."))
        return super().find(step, order, watermark)

    @override
    def trace(self, order: Order, since: datetime) -> Sighting:
        return self.find(self._platform.steps(order.payload)[-1], order, "")

    @override
    def seen(self, order: Order, remote_ids: Sequence[str]) -> Observed:
        told = self._told(order.key)
        if told is None or told.optional("visible") is not True:
            return Observed(title="", parts=(), alts=(), visible=False)
        return observed(Fields(told.optional("document")))

    @override
    def rehearsal(self) -> str:
        self.who()
        return ""  # a receiver has no private place

    def shows(self, key: str) -> bool:
        """Whether readers still get the document of that delivery. READ.

        Raises:
            Rejected: it doesn't say.
        """

        def asked() -> bool:
            told = self._told(key)
            return told is not None and told.optional("visible") is True

        return self.understood("is_public", asked)

    def _told(self, key: str) -> Fields | None:
        """What the receiver says of a delivery; None = it knows of none."""
        if not self._is_declared():
            raise Rejected(T("This client doesn't say what it shows."), T("Look at it yourself."))
        target = str(self._status).replace(_KEY, quote(key, safe=""))
        outgoing = Outgoing("GET", target, ((DELIVERY, key),))
        reply = self._answered(outgoing)
        if says_gone(reply):
            return None
        error = self._platform.refusal(None, reply, self._client.host)
        if error is not None:
            raise error
        return Fields(reply.json())

    def _is_declared(self) -> bool:
        if self._status is None:
            self.identity()
        return bool(self._status)


def _declared(told: Fields) -> str:
    """The path where a delivery is asked for; empty = there is none.

    Raises:
        ValueError: what is declared is no path below the receiver.
    """
    said = told.value if isinstance(told.value, dict) else {}
    path = said.get("status_url") or ""
    if path == "":
        return ""
    if not isinstance(path, str) or not path.startswith("/") or path.count(_KEY) != 1 or not path.isascii():
        raise ValueError("status_url is no path with {delivery}")
    return path
