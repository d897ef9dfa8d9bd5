"""What a Matrix room takes, in which order, and what readers must see afterwards: all of it pure.

Facts of the client-server API v1.11 (read 2026-11-29), measured on Synapse 1.163.2 on 2026-11-29.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote, unquote, urlsplit

from typing_extensions import override

from editor_app.domain.canonical import canonical
from editor_app.domain.edition import Payload
from editor_app.domain.errors import RateLimited, Refused
from editor_app.domain.identifiers import AccountId
from editor_app.domain.manifest_json import Fields
from editor_app.domain.recall import Measure, measure_of, targets_of
from editor_app.domain.text import T, Text
from editor_app.platforms.contract import (
    Capabilities,
    Composed,
    Limit,
    Observed,
    OptionField,
    Outgoing,
    Step,
    StepClass,
    StepResult,
    Withdrawal,
)
from editor_app.platforms.http_link import HttpPlatform
from editor_app.platforms.matrix import events
from editor_app.platforms.matrix.composing import FIT, MOST_BYTES, messages_of
from editor_app.platforms.matrix.settings import OPTIONS, checked_settings
from editor_app.platforms.matrix.withdrawing import MatrixWithdrawal
from editor_app.platforms.multipart import file_name
from editor_app.platforms.offering import Family, Offer, Offered

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from editor_app.domain.canonical import Json
    from editor_app.domain.document import Variant
    from editor_app.domain.errors import PlatformError
    from editor_app.platforms.contract import Connection, Link, Normalisation, Order, Workbench
    from editor_app.platforms.replies import Reply

_SPEC = "spec.matrix.org/v1.11/client-server-api"
_DAY = "2026-11-29"
_JSON = (("Content-Type", "application/json"),)


class Matrix(HttpPlatform, Offered):
    """A room on a homeserver, written to by a user whose access token we have."""

    name: ClassVar[str] = "matrix"
    title: ClassVar[Text] = T("Matrix room")
    tile: ClassVar[str] = "阵"
    offer: ClassVar[Offer] = Offer(Family.NETWORKS, 4, T("Messages in a room"))
    format: ClassVar[str] = "html"
    capabilities: ClassVar[Capabilities] = Capabilities(
        edit=True,
        delete=True,
        alt_text=True,
        idempotent=True,
        find=True,
        drafts=False,
        comments=False,
        edits_parts=True,
    )
    limits: ClassVar[tuple[Limit, ...]] = (
        Limit(
            "message_bytes", MOST_BYTES, f"{_SPEC}: an event has at most 65,536 bytes with all that servers add", _DAY
        ),
        Limit("image_bytes", FIT.max_bytes, f"{_SPEC}: m.upload.size is each server's; 10 MB on many", _DAY),
        Limit("image_side", FIT.longest_side, "Press Desk: enough for a screen", _DAY),
    )
    late_fields: ClassVar[tuple[str, ...]] = ("media_url/*",)
    options: ClassVar[tuple[OptionField, ...]] = OPTIONS
    deadline: ClassVar[timedelta] = timedelta(seconds=30)
    settle: ClassVar[timedelta] = timedelta(seconds=5 + 30 + 25)
    normalisations: ClassVar[tuple[Normalisation, ...]] = ()
    withdrawal: ClassVar[Withdrawal | None] = MatrixWithdrawal()

    @override
    def compose(self, variant: Variant, remote_uid: str, bench: Workbench) -> Composed:
        settings, content = checked_settings(variant.options), variant.content
        made = messages_of(variant, bench)
        payload = Payload(
            account=variant.account or AccountId(""),
            account_name=variant.account_name,
            platform=self.name,
            remote_uid=remote_uid,
            format=self.format,
            title=content.title,
            summary=content.summary,
            link=content.link,
            slug="",
            language=content.language,
            parts=made.parts,
            media=made.media,
            options=(("web", settings["web"]),),
            late=tuple(f"media_url/{medium.ordinal}" for medium in made.media),
        )
        return Composed(payload, made.bytes_of)

    @override
    def steps(self, payload: Payload) -> tuple[Step, ...]:
        """Every remote call of a delivery; a correction replaces each message by the one in its place."""
        there = targets_of(payload) if measure_of(payload) is Measure.EDIT else ()
        plan = [(events.UPLOAD, StepClass.REPEATABLE, 0, medium.ordinal) for medium in payload.media]
        kept = len(there)
        plan += [
            (events.REPLACE if n <= kept else events.SEND, StepClass.KEYED, n, 0)
            for n in range(1, len(payload.parts) + 1)
        ]
        plan += [(f"{events.REDACT}/{at}", StepClass.FLIP, 0, 0) for at in range(len(payload.parts) + 1, kept + 1)]
        return tuple(Step(n, name, kind, part, media) for n, (name, kind, part, media) in enumerate(plan, 1))

    @override
    def outgoing(self, step: Step, order: Order) -> Outgoing:
        if step.name == events.UPLOAD:
            medium = order.payload.media[step.media - 1]
            target = f"/_matrix/media/v3/upload?filename={quote(file_name(order.key, medium))}"
            return Outgoing("POST", target, (("Content-Type", medium.mime),), order.media(medium.digest))
        txn = events.transaction(order.key, step.ordinal)
        if step.name.startswith(events.REDACT):
            event = quote(events.target_of(step, order), safe="")
            return Outgoing("PUT", f"{events.room_path(order)}/redact/{event}/{txn}", _JSON, canonical({}))
        part = order.payload.parts[step.part - 1]
        content: Mapping[str, Json] = (
            events.replacement(part, order, events.target_of(step, order))
            if step.name == events.REPLACE
            else events.content_of(part, order)
        )
        return Outgoing("PUT", f"{events.room_path(order)}/send/m.room.message/{txn}", _JSON, canonical(content))

    @override
    def received(self, step: Step, order: Order, reply: Reply) -> StepResult:
        told = Fields(reply.json())
        if step.name == events.UPLOAD:
            uri = told.text("content_uri")
            if not uri.startswith("mxc://"):
                raise ValueError("a picture without an address")
            return StepResult({f"media_url/{step.media}": uri})
        return events.result(step, order, told.text("event_id"))

    @override
    def prepared(self, order: Order, now: datetime) -> Mapping[str, str]:
        return {}

    @override
    def expected(self, order: Order) -> Observed:
        contents = [events.content_of(part, order) for part in order.payload.parts]
        digests = tuple(medium.digest for medium in order.payload.media)
        return events.observed(contents, digests)

    @override
    def public_address(self, url: str, options: Mapping[str, str]) -> str:
        return checked_settings(options)["web"]

    @override
    def known_as(self, step: Step, order: Order, url: str) -> StepResult | None:
        room, _user = events.room_and_user(order.payload.remote_uid)
        named = [unquote(piece) for piece in urlsplit(url).fragment.partition("?")[0].split("/") if piece]
        if len(named) < 2 or not named[1].startswith("$"):
            return None
        if named[0].startswith("!") and named[0] != room:
            raise Refused(
                T("That is the link of a message in another room."), T("Open this account's room, and copy it there.")
            )
        return events.result(step, order, named[1])

    @override
    def words(self, reply: Reply) -> str:
        return _told(reply, "error")

    @override
    def refusal(self, step: Step | None, reply: Reply, host: str) -> PlatformError | None:
        if reply.status == 429 and "retry-after" not in reply.headers:
            wait = _asked_to_wait(reply)
            if wait is not None:
                seconds = max(1, round(wait.total_seconds()))
                return RateLimited(T("{host} asks to wait {seconds} seconds.", host=host, seconds=seconds), wait)
        return super().refusal(step, reply, host)

    @override
    def link(self, connection: Connection) -> Link:
        from editor_app.platforms.matrix.link import MatrixLink

        return MatrixLink(self, connection)


def _told(reply: Reply, name: str) -> str:
    try:
        return Fields(reply.json()).text(name)
    except ValueError:
        return ""


def _asked_to_wait(reply: Reply) -> timedelta | None:
    """What `retry_after_ms` says, as servers before v1.10 of the API answer; None = it doesn't say."""
    try:
        asked = Fields(reply.json()).integer("retry_after_ms")
    except ValueError:
        return None
    return timedelta(milliseconds=min(max(asked, 1000), 6 * 3_600_000))
